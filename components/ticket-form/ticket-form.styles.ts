import { css } from 'lit';

export const ticketFormStyles = css`
  :host {
    container-type: inline-size;
  }
  h2,
  p {
    margin: 0;
  }
  h2 {
    font-size: 1.5rem;
    line-height: 1.25;
  }
  form,
  .receipt {
    display: grid;
    gap: 1.25rem;
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  [part='label'] {
    display: block;
    padding: 0 0 0.25rem;
    font-weight: 550;
  }
  small {
    font-size: 0.875rem;
    font-weight: 400;
  }
  [part='error'] {
    flex-basis: 100%;
  }
  fieldset label {
    display: flex;
    align-items: center;
    min-height: 2.75rem;
    padding: 0 1rem;
    border: 1px solid var(--_border);
    border-radius: 9in;
    cursor: pointer;
  }
  fieldset label:has(:checked) {
    border-color: var(--_accent);
    background: var(--_accent-soft);
    color: var(--_accent);
    box-shadow: inset 0 0 0 1px;
  }
  fieldset label:has(:focus-visible) {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  [type='radio'] {
    appearance: none;
    width: 0;
    min-height: 0;
    padding: 0;
    border: 0;
    outline: 0;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 1rem;
  }
  .note {
    padding: 0.75rem 1rem;
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .note[part='error'] {
    background: var(--_danger-soft);
  }
  output {
    font-size: 2rem;
    font-weight: 600;
    user-select: all;
  }
  @container (min-width: 34rem) {
    .contact {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 1.25rem;
    }
  }
`;
