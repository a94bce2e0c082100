import { css } from 'lit';

export const ordersStyles = css`
  .grid {
    --_columns: 7.75rem minmax(9rem, 1.6fr) var(--_company,) 6rem var(--_validity,) 10.5rem 7.5rem;
  }
  [data-columns~='company'] {
    --_company: minmax(8rem, 1fr);
  }
  [data-columns~='validity'] {
    --_validity: minmax(9.5rem, 0.8fr);
  }
  [data-column='number'] {
    font-variant-numeric: tabular-nums;
  }
  [data-column='validity'] time {
    white-space: normal;
  }
  @container (width < 56rem) {
    .row {
      grid-template: 'title title' 'company company' 'validity validity' 'status gross' 'number date' / minmax(0, 1fr) auto;
    }
    [data-column='number'] {
      grid-area: number;
    }
    [data-column='title'] {
      grid-area: title;
    }
    [data-column='company'] {
      grid-area: company;
    }
    [data-column='validity'] {
      grid-area: validity;
    }
    [data-column='status'] {
      grid-area: status;
    }
    [data-column='gross'] {
      grid-area: gross;
      font-size: 0.9375rem;
      text-align: end;
    }
    [data-column='date'] {
      grid-area: date;
      text-align: end;
    }
  }
`;
