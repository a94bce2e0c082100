import { css } from '../../src/styles/css.ts';

export const dialogStyles = css`
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
  .code {
    display: grid;
    gap: 0.5rem;
    padding: 1rem;
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .code .row {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0.5rem;
  }
  .code .row div {
    flex: 1 1 10rem;
  }
  .code .row button {
    font-variant-numeric: tabular-nums;
  }
  .code input {
    font-size: 1.125rem;
    letter-spacing: 0.12em;
  }
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
