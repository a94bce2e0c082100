import { css } from 'lit';

export const subscriptionsStyles = css`
  h2,
  h3,
  h4,
  p,
  ul,
  dl,
  dd {
    margin: 0;
  }
  h2 {
    font-size: 1.25rem;
    font-weight: 650;
    line-height: 1.4;
  }
  h3 {
    font-size: 1.0625rem;
    font-weight: 600;
    line-height: 1.4;
  }
  h4,
  dt,
  small {
    color: var(--_muted);
    font-size: 0.8125rem;
    font-weight: 400;
  }
  ul {
    padding: 0;
    list-style: none;
  }
  summary {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    width: fit-content;
    max-width: 100%;
    min-height: 2.75rem;
    color: var(--_accent);
    font-weight: 550;
    list-style: none;
    cursor: pointer;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::before,
  [aria-expanded]::before {
    flex: none;
    width: 0.4375rem;
    height: 0.4375rem;
    margin-inline: 0.125rem 0.25rem;
    border: solid;
    border-width: 0 1.5px 1.5px 0;
    content: '';
    transform: rotate(-45deg);
  }
  [open] > summary::before,
  [aria-expanded='true']::before {
    transform: rotate(45deg);
  }
  .chosen {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.75rem;
    padding-bottom: 0.75rem;
  }
  .companies {
    display: grid;
    gap: 0.5rem;
    max-width: 28rem;
  }
  .companies li button {
    justify-content: start;
    width: 100%;
    text-align: start;
  }
  .group + .group {
    margin-top: 2.5rem;
  }
  .group h2 small {
    display: block;
    font-size: 0.875rem;
  }
  article {
    margin-top: 0.75rem;
    padding: 1rem 1rem 0.25rem;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.5);
  }
  article header {
    display: grid;
    gap: 0.125rem 1.5rem;
  }
  .number,
  .price {
    color: var(--_muted);
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  .price strong {
    color: var(--_text);
    font-size: 1.0625rem;
    font-weight: 600;
  }
  dl {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 2rem;
    margin-top: 0.75rem;
    font-size: 0.9375rem;
  }
  table {
    width: 100%;
    margin-top: 1rem;
    border-collapse: collapse;
    font-size: 0.9375rem;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 0.5rem 0.75rem;
    border-bottom: 1px solid var(--_line);
    text-align: start;
    vertical-align: top;
  }
  :is(th, td):first-child {
    width: 100%;
    padding-inline-start: 0;
  }
  :is(th, td):last-child {
    padding-inline-end: 0;
  }
  th {
    padding-block: 0.25rem;
    color: var(--_muted);
    font-size: 0.8125rem;
    font-weight: 500;
  }
  tbody tr:last-child td {
    border-bottom: 0;
  }
  .figure {
    text-align: end;
    white-space: nowrap;
  }
  .wide {
    display: none;
  }
  td small {
    display: block;
  }
  .ended {
    margin-top: 0.25rem;
  }
  .ended > summary {
    color: var(--_muted);
  }
  .ended article {
    margin-top: 0.5rem;
  }
  .columns {
    display: grid;
    gap: 1.5rem 2.5rem;
    grid-template-columns: minmax(0, 1fr);
    margin-top: 1rem;
    margin-inline: -1rem;
    padding: 1.25rem 1rem 1.25rem;
    border-top: 1px solid var(--_line);
  }
  .columns h4 {
    margin-bottom: 0.625rem;
  }
  .later,
  etron-history:not(:defined) {
    display: block;
    min-height: 24rem;
  }
  @container (width >= 40rem) {
    article {
      padding: 1.25rem 1.5rem 0.25rem;
    }
    .columns {
      margin-inline: -1.5rem;
      padding-inline: 1.5rem;
    }
    article header {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .price {
      grid-area: 1 / 2 / 3;
      text-align: end;
    }
    .price strong {
      display: block;
    }
    .wide {
      display: table-cell;
    }
    .narrow {
      display: none;
    }
  }
  @container (width >= 56rem) {
    .columns {
      grid-template-columns: minmax(0, 1fr) 20rem;
    }
    .columns section {
      grid-area: 1 / 2;
    }
    .later,
    etron-history {
      grid-area: 1 / 1;
    }
  }
`;
