import { css } from 'lit';

/**
 * Buttons and native form controls; 44 px targets, 16 px text (smaller makes iOS zoom in). Apart from `controls`, to keep the ticket form on foreign pages
 * small.
 */
export const formControls = css`
  button,
  :where(a.primary),
  input,
  select,
  textarea {
    min-height: 2.75rem;
    margin: 0;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
  input,
  select,
  textarea {
    width: 100%;
  }
  textarea {
    display: block;
    resize: vertical;
  }
  [aria-invalid='true'] {
    border-color: var(--_danger);
    background-color: var(--_danger-soft);
  }
  button,
  :where(a.primary) {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    padding-inline: 1rem;
    font-weight: 550;
    cursor: pointer;
  }
  button:hover {
    background: var(--_sunken);
  }
  .primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .primary:hover {
    background: color-mix(in srgb, var(--_accent), var(--_text) 15%);
  }
  .quiet {
    border-color: transparent;
    background: none;
    color: var(--_accent);
  }
  .quiet:hover {
    background: var(--_accent-soft);
  }
  button:disabled,
  button[aria-disabled='true'] {
    opacity: 0.55;
    cursor: default;
  }
`;
