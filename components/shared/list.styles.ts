import { css } from 'lit';

/** Look of what every list has: search, states to choose from, rows that open, no rows, the end. Needs `tokens`, `controls` and `iconStyles`. */
export const listStyles = css`
  :host {
    --_top: var(--etron-sticky-top, 0px);
    container-type: inline-size;
    scroll-margin-top: calc(var(--_top) + 1rem);
  }
  .search {
    position: relative;
    flex: 1 1 10rem;
  }
  .search .icon {
    position: absolute;
    inset: 0.75rem auto auto 0.75rem;
    color: var(--_muted);
    pointer-events: none;
  }
  .search input {
    padding-inline-start: 2.5rem;
    appearance: none;
  }
  .statuses button {
    position: relative;
    min-height: 2.25rem;
    padding: 0.25rem 0.75rem 0.25rem 0.625rem;
    border-color: var(--_line);
    border-radius: 2rem;
    font-size: 0.875rem;
    font-weight: 500;
  }
  /* The target is larger than what is seen. */
  .statuses button::after {
    position: absolute;
    inset: -0.25rem;
    content: '';
  }
  button[aria-pressed='true'] {
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }
  .statuses .count {
    min-width: 1ch;
    font-variant-numeric: tabular-nums;
  }
  /* A line that pulses along the top while other rows are on their way, and only when that takes long enough to be noticed. The rows stay as easy to read as they are. */
  [aria-busy='true']::before {
    position: sticky;
    z-index: 3;
    top: var(--_top);
    display: block;
    height: 2px;
    margin-bottom: -2px;
    background: var(--_accent);
    content: '';
    animation: wait 0.8s 0.3s ease-in-out infinite alternate backwards;
  }
  .open {
    min-height: 0;
    padding: 0;
    border: 0;
    border-radius: 0;
    background: none;
    color: var(--_text);
    font-size: 0.9375rem;
    font-weight: 450;
    text-align: start;
    text-decoration: none;
  }
  /* The whole row is the target. */
  .open::after {
    position: absolute;
    inset: 0;
    content: '';
  }
  .open:hover {
    background: none;
  }
  .open:focus-visible {
    outline: none;
  }
  .open:focus-visible::after {
    border-radius: var(--_radius);
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
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
  @keyframes wait {
    from {
      opacity: 0;
    }
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
  @media (forced-colors: active) {
    button[aria-pressed='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;
