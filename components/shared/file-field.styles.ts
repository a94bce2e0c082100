import { css } from 'lit';

/** Look of `fileField()`; needs `tokens` and `controls`. */
export const fileFieldStyles = css`
  .files {
    position: relative;
  }
  .files label {
    display: grid;
    justify-items: center;
    padding: 1rem;
    border: 1px dashed var(--_border);
    border-radius: var(--_radius);
    color: var(--_accent);
    font-weight: 550;
    text-align: center;
    cursor: pointer;
  }
  .files label:hover {
    background: var(--_accent-soft);
  }
  .files input:focus-visible + label {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .files small {
    color: var(--_muted);
    font-weight: 400;
  }
  .files small[part='error'] {
    color: var(--_danger);
  }
  .files ul {
    margin: 0.5rem 0 0;
    padding: 0;
    list-style: none;
  }
  .files li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    column-gap: 0.75rem;
    border-bottom: 1px solid var(--_line);
  }
  .files li span {
    flex: 1 1 8rem;
  }
  .files progress {
    flex: 0 0 100%;
    appearance: none;
    height: 3px;
    border: 0;
    background: var(--_line);
    color: var(--_accent);
  }
  .files ::-webkit-progress-bar {
    background: none;
  }
  .files ::-webkit-progress-value {
    background: var(--_accent);
    transition: width 0.2s;
  }
  .files ::-moz-progress-bar {
    background: var(--_accent);
  }
`;
