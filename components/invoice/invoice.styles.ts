import { css } from 'lit';

export const invoiceStyles = css`
  .main {
    display: grid;
    gap: 1.25rem;
    justify-items: start;
  }
  .amounts {
    width: min(28rem, 100%);
    font-variant-numeric: tabular-nums;
  }
  .amounts div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1rem;
    padding-block: 0.375rem;
  }
  .amounts dd {
    margin-inline-start: auto;
    white-space: nowrap;
  }
  .amounts div + div {
    border-top: 1px solid var(--_line);
  }
  .amounts .total {
    font-size: 1.25rem;
    font-weight: 650;
  }
  .total dt {
    color: inherit;
  }
`;
