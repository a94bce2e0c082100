import { css } from 'lit';

const toolbarStyles = css`
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }
  .toolbar .primary {
    flex: 1 0 auto;
  }
  .unfold {
    min-width: 2.75rem;
    padding-inline: 0.625rem;
  }
  .filters {
    display: none;
    flex: 1 0 100%;
    gap: 0.75rem;
    margin-top: 0.5rem;
  }
  [aria-expanded='true'] ~ .filters {
    display: grid;
  }
  .pickers {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .pickers > .quiet {
    padding-inline: 0.75rem;
    font-size: 0.875rem;
    font-weight: 500;
  }
  @container (width >= 34rem) {
    .toolbar .primary {
      flex: none;
    }
  }
  @container (width >= 62rem) {
    .unfold,
    .sort {
      display: none;
    }
    .filters,
    .pickers {
      display: contents;
    }
    /* As wide before the options are known as afterwards: nothing moves to another line. */
    .picker {
      flex: none;
      width: 9rem;
    }
    .toolbar .primary {
      order: 1;
    }
    .statuses {
      flex: 1 0 auto;
      order: 2;
    }
    .pickers > .quiet {
      order: 3;
    }
  }
`;

const rowStyles = css`
  .group {
    width: 100%;
    padding: 1.25rem 1.25rem 0.5rem;
    border-bottom: 1px solid var(--_line);
    background: var(--_surface);
    font-size: 0.875rem;
    font-weight: 600;
  }
  .rows > .group {
    position: sticky;
    z-index: 1;
    top: var(--_top);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
    width: 100%;
    min-height: 0;
    padding: 0.75rem 0.75rem 0.75rem 1.25rem;
    font-size: 0.8125rem;
  }
  .row[data-emphasized]::before {
    position: absolute;
    inset: 1.25rem auto auto 0.375rem;
    width: 0.5rem;
    height: 0.5rem;
    border: 0.25rem solid var(--_accent);
    border-radius: 50%;
    content: '';
  }
  [data-column='number'] {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .row [data-column='subject'] {
    display: contents;
  }
  [data-column='subject'] small {
    font-size: 0.8125rem;
  }
  [data-column='subject'] em {
    color: var(--_danger);
    font-style: normal;
    font-weight: 550;
  }
  .row [data-column='changed'] {
    flex: 1;
    order: -2;
    align-self: start;
    padding-top: 0.125rem;
    text-align: end;
  }
  .row [data-column='status'] {
    order: -1;
  }
  .open {
    display: -webkit-box;
    flex: 1 0 calc(100% - 7rem);
    order: -3;
    max-width: calc(100% - 7rem);
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    line-clamp: 3;
    scroll-margin-block: calc(var(--_top) + 7rem) 3rem;
  }
  /* Eight rows with a number and a subject. */
  .skeleton {
    --_bar: repeating-linear-gradient(transparent 0 1.75rem, var(--_line) 0 2.5rem, transparent 0 4.25rem) no-repeat;
    height: 34rem;
    background: var(--_bar) 1.25rem / 5rem, var(--_bar) 9.5rem / 45%,
      repeating-linear-gradient(transparent 0 calc(4.25rem - 1px), var(--_line) 0 4.25rem);
  }
  @container (width >= 62rem) {
    .skeleton {
      margin-top: 2.75rem;
    }
    .head,
    .row {
      display: grid;
      grid-template-columns: 7.25rem minmax(10rem, 2.6fr) var(--_company,) 13.25rem minmax(8rem, 1fr) 7.5rem;
      align-items: center;
      column-gap: 1rem;
      padding-inline: 1.25rem 0.75rem;
    }
    [data-columns~='company'] {
      --_company: minmax(8rem, 1.25fr);
    }
    .row {
      min-height: 4.25rem;
      font-size: 0.875rem;
      padding-block: 0.625rem;
    }
    .row[data-emphasized]::before {
      top: calc(50% - 0.25rem);
    }
    .row > [data-column] {
      order: 0;
      align-self: center;
    }
    .row [data-column='subject'] {
      display: grid;
      justify-items: start;
    }
    .open {
      max-width: none;
      -webkit-line-clamp: 2;
      line-clamp: 2;
    }
    .row [data-column='changed'] {
      padding: 0;
    }
    .head [role='columnheader']:last-child {
      justify-self: end;
    }
    .rows > .group {
      top: calc(var(--_top) + 2.75rem);
    }
  }
`;

export const ticketListStyles = [toolbarStyles, rowStyles];
