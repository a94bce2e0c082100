import { css } from 'lit';

export const styles = css`
  :host {
    --_top: var(--etron-sticky-top, 0px);
    --_size: 1.5rem;
    container-type: inline-size;
    scroll-margin-top: calc(var(--_top) + 1rem);
  }
  a.primary {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    min-height: 2.75rem;
    padding: 0.5rem 1rem;
    border-radius: var(--_radius);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 550;
    text-decoration: none;
  }
  a.primary:hover {
    background: color-mix(in srgb, var(--_accent), var(--_text) 15%);
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: 0.75rem;
    max-width: 30rem;
    margin: 0 auto;
    padding: 4rem 1rem;
    color: var(--_muted);
    text-align: center;
    text-wrap: balance;
  }
  .empty h2 {
    margin: 0;
    color: var(--_text);
    font-size: 1.125rem;
    font-weight: 600;
  }
  .empty p {
    margin: 0 0 0.75rem;
  }
  footer {
    display: grid;
    justify-items: center;
    gap: 0.75rem;
    padding-block: 1rem;
  }
  .count {
    margin: 0;
    color: var(--_muted);
    font-size: 0.8125rem;
  }
  .skeleton {
    border-top: 1px solid var(--_line);
  }
  .skeleton svg {
    display: block;
    width: 100%;
    height: 4.25rem;
    border-bottom: 1px solid var(--_line);
    color: var(--_line);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  @container (width >= 62rem) {
    .skeleton {
      padding-top: 2.75rem;
    }
  }
  @keyframes breathe {
    to {
      color: var(--_sunken);
    }
  }
`;
