import { css } from 'lit';

export const timeEntriesStyles = css`
  :host {
    container-type: inline-size;
  }
  section {
    margin-top: 2.25rem;
  }
  h3 {
    margin: 0 0 0.5rem;
    font-size: 1.125rem;
    font-weight: 650;
    line-height: 1.4;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 0.625rem 0.75rem;
    border-bottom: 1px solid var(--_line);
    text-align: start;
    vertical-align: top;
  }
  :is(th, td):first-child {
    padding-inline-start: 0;
  }
  :is(th, td):last-child {
    padding-inline-end: 0;
  }
  thead th {
    padding-block: 0.375rem;
    color: var(--_muted);
    font-size: 0.8125rem;
    font-weight: 550;
  }
  tfoot :is(th, td) {
    border: 0;
    font-weight: 650;
  }
  tbody td:nth-child(2) {
    width: 100%;
  }
  time,
  .number {
    white-space: nowrap;
  }
  .number {
    text-align: end;
  }
  td:has(button) {
    width: 0;
    padding-block: 0;
    vertical-align: middle;
  }
  td button {
    width: 2.75rem;
    padding: 0;
  }
  small {
    display: block;
    color: var(--_muted);
    font-size: 0.8125rem;
  }
  .day {
    display: none;
  }
  .empty {
    margin: 0 0 0.5rem;
    color: var(--_muted);
  }
  .told {
    min-height: 1.5rem;
    color: var(--_muted);
    font-size: 0.875rem;
  }
  form {
    display: grid;
    grid-template-columns: 10rem 10rem 1fr auto;
    align-items: end;
    gap: 0.75rem;
    padding-top: 0.5rem;
  }
  label {
    display: grid;
    gap: 0.25rem;
    font-size: 0.875rem;
    font-weight: 550;
  }
  input {
    min-width: 0;
    font-weight: 400;
  }
  #mistake {
    grid-column: 1 / -1;
  }
  #mistake:empty {
    display: none;
  }
  @container (width < 44rem) {
    form {
      grid-template-columns: 1fr 1fr;
    }
    .text,
    form button {
      grid-column: 1 / -1;
    }
  }
  @container (width < 26rem) {
    :is(th, td):first-child {
      display: none;
    }
    :is(th, td):nth-child(2) {
      padding-inline-start: 0;
    }
    .day {
      display: inline;
    }
  }
`;
