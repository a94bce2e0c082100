import { css } from 'lit';

export const documentsStyles = css`
  ul {
    margin: 0;
    padding: 0;
    border-top: 1px solid var(--_line);
    list-style: none;
  }
  .row {
    grid-template-columns: minmax(0, 1fr) auto 2.75rem;
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
    text-align: end;
  }
  .row:not(:has(.save)) time {
    grid-column: 2 / -1;
  }
  [data-mine] .open {
    font-weight: 650;
  }
  .expiry {
    font-size: 0.8125rem;
  }
  @container (width >= 44rem) {
    .row {
      grid-template-columns: minmax(0, 1fr) var(--_company,) 13rem 7rem 2.75rem;
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
