import { css } from 'lit';

export const invoiceStyles = css`
  header {
    display: grid;
    justify-items: start;
    gap: 0.25rem;
    margin-bottom: 1.25rem;
  }
  .number {
    color: var(--_muted);
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  .status {
    margin-top: 0.25rem;
  }
  h3 {
    font-size: 1.0625rem;
    font-weight: 650;
  }
  .banner {
    margin-bottom: 1.75rem;
  }
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
