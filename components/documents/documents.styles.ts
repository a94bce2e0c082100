import { css } from '../../src/styles/css.ts';

export const documentsStyles = css`
  .toolbar {
    display: grid;
    gap: 0.75rem;
    padding-bottom: 1rem;
  }
  .statuses {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .statuses [data-state='mine']:not([data-none]) .count {
    min-width: 1.25rem;
    padding-inline: 0.375rem;
    border-radius: 1rem;
    background: var(--_warning);
    color: var(--_surface);
    font-size: 0.75rem;
    font-weight: 650;
    line-height: 1.25rem;
  }
  ul {
    margin: 0;
    padding: 0;
    border-top: 1px solid var(--_line);
    list-style: none;
  }
  .row {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto 2.75rem;
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
  .title {
    display: grid;
    grid-column: 1 / -1;
    justify-items: start;
    gap: 0.125rem;
  }
  .company {
    grid-column: 1 / -1;
  }
  .state {
    grid-column: 1;
  }
  time {
    grid-column: 2;
    font-variant-numeric: tabular-nums;
    text-align: end;
    white-space: nowrap;
  }
  .row:not(:has(.save)) time {
    grid-column: 2 / -1;
  }
  .open {
    justify-content: start;
    scroll-margin-block: calc(var(--_top) + 2rem) 3rem;
  }
  [data-mine] .open {
    font-weight: 650;
  }
  .expiry {
    font-size: 0.8125rem;
  }
  .expiry[data-urgent] {
    color: var(--_warning);
    font-weight: 550;
  }
  .save {
    /* Above the row, all of which is the link's target. */
    position: relative;
    width: 2.75rem;
    margin-block: -0.5rem;
    padding: 0;
  }
  .save[aria-disabled='true'] {
    animation: breathe 1s ease-in-out infinite alternate;
  }
  .skeleton {
    --_bar: repeating-linear-gradient(transparent 0 1.625rem, var(--_line) 0 2.375rem, transparent 0 4rem) no-repeat;
    height: 24rem;
    border-top: 1px solid var(--_line);
    background: var(--_bar) 1.25rem / 45%, repeating-linear-gradient(transparent 0 calc(4rem - 1px), var(--_line) 0 4rem);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  .done .icon {
    width: 2.5rem;
    height: 2.5rem;
    padding: 0.5rem;
    border-radius: 50%;
    background: var(--_success-soft);
    color: var(--_success);
  }
  @container (width >= 44rem) {
    .toolbar {
      grid-template-columns: minmax(14rem, 20rem) 1fr;
    }
    .statuses {
      align-items: center;
    }
    .row {
      grid-template-columns: minmax(0, 1fr) var(--_company,) 13rem 7rem 2.75rem;
      min-height: 4rem;
      padding: 0.5rem 0.75rem 0.5rem 1.25rem;
      font-size: 0.875rem;
    }
    [data-staff] .row {
      --_company: minmax(0, 0.5fr);
    }
    .row > *,
    .row:not(:has(.save)) time {
      grid-column: auto;
    }
  }
`;
