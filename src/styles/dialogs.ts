import { css } from 'lit';

/** Look of modal dialogs, as wide as `--_width` and on the lower edge of a small screen; needs `tokens`. */
export const dialogs = css`
  dialog {
    width: min(var(--_width), 100% - 2rem);
    max-width: none;
    max-height: calc(100dvh - 2rem);
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 4px);
    background: var(--_surface);
    color: inherit;
    box-shadow: 0 24px 64px rgb(0 0 0 / 0.24);
    overscroll-behavior: contain;
  }
  dialog::backdrop {
    background: rgb(10 14 22 / 0.48);
  }
  dialog h2 {
    font-size: 1.25rem;
    font-weight: 600;
    line-height: 1.4;
  }
  @media (width < 34rem) {
    dialog {
      width: 100%;
      max-height: calc(100dvh - 1rem);
      margin: auto 0 0;
      border-width: 1px 0 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
  }
`;

/** The content of a dialog with a form: fields, faults, progress and buttons. To be used together with `dialogs`. */
export const dialogForms = css`
  dialog {
    --_width: 32rem;
  }
  dialog form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.875rem;
    padding: 1.5rem;
  }
  dialog label {
    display: block;
    margin-bottom: 0.25rem;
    font-weight: 550;
  }
  dialog [part='error']:empty,
  dialog [role='status']:empty {
    display: none;
  }
  .muted,
  .fingerprint {
    color: var(--_muted);
    font-size: 0.875rem;
  }
  .fingerprint summary {
    padding-block: 0.25rem;
    cursor: pointer;
  }
  .sealing {
    display: flex;
    align-items: center;
    gap: 0.75rem;
  }
  .spinner {
    flex: none;
    width: 1.25rem;
    height: 1.25rem;
    border: 2px solid var(--_line);
    border-top-color: var(--_accent);
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: 0.5rem;
    margin-top: 0.5rem;
  }
  .danger {
    border-color: transparent;
    background: var(--_danger);
    color: var(--_surface);
  }
  .danger:hover {
    background: color-mix(in srgb, var(--_danger), var(--_text) 15%);
  }
  @media (width < 34rem) {
    dialog form {
      padding: 1.25rem 1rem max(1rem, env(safe-area-inset-bottom));
    }
    .actions button {
      flex: 1 1 auto;
    }
  }
`;
