import { css } from 'lit';

export const accountStyles = css`
  :host {
    container-type: inline-size;
  }
  [part='body'] {
    display: grid;
    gap: 2.5rem;
    max-width: 44rem;
  }
  section,
  form {
    display: grid;
    gap: 1.25rem;
    min-width: 0;
  }
  section + section {
    padding-top: 2rem;
    border-top: 1px solid var(--_line);
  }
  h2,
  p,
  dl,
  dd,
  ul {
    margin: 0;
    padding: 0;
  }
  h2 {
    font-size: 1.125rem;
    font-weight: 600;
    line-height: 1.4;
  }
  .lead {
    margin-top: -0.75rem;
    color: var(--_muted);
  }
  form {
    max-width: 28rem;
  }
  label small {
    color: var(--_muted);
    font-weight: 400;
  }
  dl {
    display: grid;
    gap: 0.25rem 1.5rem;
  }
  dt {
    color: var(--_muted);
    font-size: 0.9375rem;
  }
  dd + dt {
    margin-top: 0.5rem;
  }
  @container (width >= 32rem) {
    dl {
      grid-template-columns: auto 1fr;
    }
    dd + dt {
      margin-top: 0;
    }
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.75rem;
  }
  [role='status']:empty {
    display: none;
  }
  .done {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    color: var(--_success);
  }
  section > button,
  section > a {
    justify-self: start;
  }
  ul {
    list-style: none;
  }
  [part='item'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem 1rem;
    padding-block: 0.75rem;
    border-top: 1px solid var(--_line);
  }
  [part='item']:last-child {
    border-bottom: 1px solid var(--_line);
  }
  [part='item'] p {
    flex: 1 1 14rem;
    min-width: 0;
  }
  [part='item'] b {
    font-weight: 550;
  }
  [part='item'] small {
    display: block;
    color: var(--_muted);
    font-size: 0.875rem;
  }
  .here {
    padding: 0.125rem 0.5rem;
    border-radius: 1rem;
    background: var(--_success-soft);
    color: var(--_success);
    font-size: 0.8125rem;
    font-weight: 550;
    white-space: nowrap;
  }
`;
