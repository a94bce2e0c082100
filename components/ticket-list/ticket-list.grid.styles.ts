import { css } from 'lit';

export const gridStyles = css`
  .grid {
    border-top: 1px solid var(--_line);
  }
  .head {
    display: none;
  }
  .group,
  .head {
    background: var(--_surface);
  }
  .group {
    width: 100%;
    padding: 1.25rem 1.25rem 0.5rem;
    border-bottom: 1px solid var(--_line);
    font-size: 0.875rem;
    font-weight: 600;
  }
  .rows > .group {
    position: sticky;
    z-index: 1;
    top: var(--_top);
  }
  .ticket {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
    width: 100%;
    padding: 0.75rem 0.75rem 0.75rem 1.25rem;
    border-bottom: 1px solid var(--_line);
    color: var(--_muted);
    font-size: 0.8125rem;
  }
  .ticket:hover {
    background: var(--_sunken);
  }
  .ticket[data-unread]::before {
    position: absolute;
    inset: 1.25rem auto auto 0.375rem;
    width: 0.5rem;
    height: 0.5rem;
    border: 0.25rem solid var(--_accent);
    border-radius: 50%;
    content: '';
  }
  .number,
  .changed {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .subject {
    display: contents;
  }
  .subject small {
    font-size: 0.8125rem;
  }
  .changed {
    flex: 1;
    order: -2;
    align-self: start;
    padding-top: 0.125rem;
    text-align: end;
  }
  .state {
    order: -1;
  }
  .subject em {
    color: var(--_danger);
    font-style: normal;
    font-weight: 550;
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
  [data-unread] .open {
    font-weight: 700;
  }
  @container (width >= 62rem) {
    .head,
    .ticket {
      display: grid;
      grid-template-columns: 7.25rem minmax(10rem, 2.6fr) var(--_company,) 13.25rem minmax(8rem, 1fr) 7.5rem;
      align-items: center;
      column-gap: 1rem;
      padding-inline: 1.25rem 0.75rem;
    }
    [data-companies] {
      --_company: minmax(8rem, 1.25fr);
    }
    .ticket {
      min-height: 4.25rem;
      font-size: 0.875rem;
      padding-block: 0.625rem;
    }
    .ticket[data-unread]::before {
      top: calc(50% - 0.25rem);
    }
    .ticket > * {
      order: 0;
      align-self: center;
    }
    .subject {
      display: grid;
      justify-items: start;
    }
    .open {
      max-width: none;
      -webkit-line-clamp: 2;
      line-clamp: 2;
    }
    .changed {
      padding: 0;
    }
    .head {
      position: sticky;
      z-index: 2;
      top: var(--_top);
      border-bottom: 1px solid var(--_line);
    }
    .head [role='columnheader']:last-child {
      justify-self: end;
    }
    .rows > .group {
      top: calc(var(--_top) + 2.75rem);
    }
  }
`;
