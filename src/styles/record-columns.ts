import { css } from 'lit';

/** The page of a single record in columns: number, title and status, what it is about, the facts beside it, and its history. Needs `tokens` and `recordPage`. */
export const recordColumns = css`
  header {
    display: grid;
    justify-items: start;
    gap: 0.25rem;
    margin-bottom: 1.25rem;
  }
  header .number {
    color: var(--_muted);
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  header .status {
    margin-top: 0.25rem;
  }
  .columns {
    display: grid;
    margin-top: 1.75rem;
    gap: 2rem 3rem;
    grid-template-areas: 'main' 'aside' 'history';
    grid-template-columns: minmax(0, 1fr);
  }
  .main {
    grid-area: main;
  }
  aside {
    display: grid;
    align-content: start;
    gap: 1.75rem 2.5rem;
    grid-area: aside;
    grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr));
  }
  aside h3 {
    margin-bottom: 0.625rem;
    color: var(--_muted);
    font-size: 0.8125rem;
    font-weight: 550;
  }
  aside dl div {
    display: grid;
    gap: 0 1rem;
    grid-template-columns: 7rem minmax(0, 1fr);
    padding-block: 0.5rem;
    border-top: 1px solid var(--_line);
    font-size: 0.9375rem;
  }
  dt {
    color: var(--_muted);
  }
  etron-history {
    grid-area: history;
  }
  etron-history:not(:defined) {
    display: block;
    min-height: 24rem;
  }
  @container (width >= 56rem) {
    .columns {
      grid-template-areas: 'main aside' 'history aside';
      grid-template-columns: minmax(0, 1fr) 20rem;
      grid-template-rows: auto 1fr;
    }
    aside {
      padding-inline-start: 2rem;
      border-inline-start: 1px solid var(--_line);
    }
  }
`;
