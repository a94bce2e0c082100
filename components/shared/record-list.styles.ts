import { css } from 'lit';

/** Look of the toolbar, the states, the rows and what stands in their place; needs `listStyles`. */
export const recordListStyles = css`
  .toolbar {
    display: grid;
    gap: 0.75rem;
    padding-bottom: 1rem;
  }
  .statuses {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }
  .grid {
    border-top: 1px solid var(--_line);
  }
  .head {
    position: sticky;
    z-index: 2;
    top: var(--_top);
    display: none;
    border-bottom: 1px solid var(--_line);
    background: var(--_surface);
    color: var(--_muted);
    font-size: 0.8125rem;
    font-weight: 500;
  }
  .row {
    position: relative;
    display: grid;
    align-items: center;
    gap: 0.375rem 0.75rem;
    padding: 0.875rem 0.5rem;
    border-bottom: 1px solid var(--_line);
    color: var(--_muted);
    font-size: 0.8125rem;
  }
  .row:hover {
    background: var(--_sunken);
  }
  /* Nothing to say: no room in a card either. */
  .row > :empty {
    display: none;
  }
  .row time {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .open {
    justify-content: start;
    scroll-margin-block: calc(var(--_top) + 4rem) 3rem;
  }
  [data-emphasized] .open {
    font-weight: 650;
  }
  [data-urgent]:not(button) {
    color: var(--_warning);
    font-weight: 550;
  }
  /* Above the row, all of which is the link's target. */
  .save {
    position: relative;
    width: 2.75rem;
    margin-block: -0.5rem;
    padding: 0;
  }
  .quiet[aria-disabled='true'] {
    animation: breathe 1s ease-in-out infinite alternate;
  }
  .skeleton {
    --_bar: repeating-linear-gradient(transparent 0 1.625rem, var(--_line) 0 2.375rem, transparent 0 4rem) no-repeat;
    height: 24rem;
    border-top: 1px solid var(--_line);
    background: var(--_bar) 1.25rem / 45%, repeating-linear-gradient(transparent 0 calc(4rem - 1px), var(--_line) 0 4rem);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  @container (width >= 44rem) {
    .toolbar {
      grid-template-columns: minmax(14rem, 20rem) 1fr;
    }
    .row {
      min-height: 4rem;
      padding: 0.5rem 0.75rem 0.5rem 1.25rem;
      font-size: 0.875rem;
    }
  }
`;
