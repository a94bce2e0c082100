import { css } from 'lit';

/** Progress and buttons, in view at the lower edge. */
export const barStyles = css`
  .bar {
    position: sticky;
    bottom: 0;
    z-index: 3;
    display: grid;
    grid-template-columns: minmax(8rem, 16rem) minmax(0, 1fr) auto;
    align-items: center;
    gap: 0.5rem 1.25rem;
    padding: 0.75rem 1rem max(0.75rem, env(safe-area-inset-bottom));
    border-top: 1px solid var(--_line);
    border-radius: 0 0 calc(var(--_radius) * 1.5) calc(var(--_radius) * 1.5);
    background: var(--_surface);
  }
  .progress {
    display: grid;
    gap: 0.375rem;
    font-size: 0.9375rem;
    font-variant-numeric: tabular-nums;
  }
  .meter {
    display: block;
    fill: var(--_accent);
  }
  .meter rect:last-child {
    transition: width 0.25s;
  }
  .meter[data-full] {
    fill: var(--_success);
  }
  .rail {
    fill: var(--_line);
  }
  .saving {
    display: flex;
    align-items: center;
    gap: 0.25rem;
    color: var(--_muted);
    font-size: 0.875rem;
  }
  .saving .icon {
    width: 1rem;
    height: 1rem;
  }
  .saving[data-state='unsaved'] {
    color: var(--_warning);
  }
  .doing {
    display: flex;
    gap: 0.5rem;
  }
  .doing .primary {
    min-width: 9rem;
  }
  .decline {
    color: var(--_muted);
  }
  @container (width < 40rem) {
    .bar {
      grid-template-columns: minmax(0, 1fr) auto;
      padding-inline: 0.75rem;
    }
    .saving {
      justify-content: end;
    }
    .doing {
      grid-column: 1 / -1;
    }
    .doing .primary {
      flex: 1 1 auto;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .meter rect {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    .meter {
      fill: Highlight;
    }
    .rail {
      fill: GrayText;
    }
  }
`;
