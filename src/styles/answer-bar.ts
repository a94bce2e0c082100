import { css } from 'lit';

/** The bar with the buttons that answer a record, which stays at the lower edge of the screen. Needs `tokens`. */
export const answerBar = css`
  .bar {
    position: sticky;
    bottom: 0;
    z-index: 3;
    align-items: center;
    gap: 0.5rem 1.25rem;
    padding: 0.75rem 0 max(0.75rem, env(safe-area-inset-bottom));
    border-top: 1px solid var(--_line);
    background: var(--_surface);
  }
  .doing {
    display: flex;
    gap: 0.5rem;
  }
  .decline {
    color: var(--_muted);
  }
`;
