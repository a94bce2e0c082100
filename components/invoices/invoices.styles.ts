import { css } from 'lit';

export const invoicesStyles = css`
  .grid {
    --_columns: minmax(9rem, 1.2fr) var(--_company,) 6.5rem minmax(11rem, 1fr) 8.5rem 7.5rem 7.5rem 2.75rem;
  }
  [data-columns~='company'] {
    --_company: minmax(7rem, 1.4fr);
  }
  [data-column='number'] {
    font-variant-numeric: tabular-nums;
  }
  [data-column='company'] {
    hyphens: auto;
  }
  [data-column='due'] small {
    font-size: 0.8125rem;
  }
  [role='columnheader'][data-column='file'] {
    position: absolute;
    clip-path: inset(50%);
  }
  @container (width < 56rem) {
    .row {
      grid-template: 'number gross' 'company company' 'due due' 'open open' 'status file' / minmax(0, 1fr) auto;
    }
    [data-column='number'] {
      grid-area: number;
    }
    [data-column='company'] {
      grid-area: company;
    }
    [data-column='date'],
    [data-column='due'] {
      grid-area: due;
    }
    .row:not(:has(time[data-spare])) > [data-column='date'] {
      display: none;
    }
    [data-column='due'] small::before {
      content: ' · ';
    }
    [data-column='status'] {
      grid-area: status;
    }
    [data-column='gross'] {
      grid-area: gross;
      font-size: 0.9375rem;
    }
    [data-column='open'] {
      grid-area: open;
    }
    [data-column='file'] {
      grid-area: file;
      justify-self: end;
      margin-inline-end: -0.75rem;
    }
    /* What the card says already, or need not say. */
    .row > :has([data-spare]) {
      display: none;
    }
  }
  @container (width >= 56rem) {
    [data-column='due'] small {
      display: block;
    }
  }
`;
