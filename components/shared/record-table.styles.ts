import { css } from 'lit';

/** Look of a grid that is a table with amounts besides; the list's own sheet says `--_columns`, and where the cells of a card stand. */
export const recordTableStyles = css`
  .money {
    color: var(--_text);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .tools > .quiet {
    padding-inline: 0.75rem;
    font-size: 0.875rem;
    font-weight: 500;
  }
  @container (width >= 44rem) and (width < 56rem) {
    .toolbar {
      grid-template-columns: 1fr;
    }
  }
  @container (width >= 56rem) {
    .tools {
      grid-column: 1 / -1;
      justify-content: space-between;
    }
    .tools .picker {
      flex: 0 1 13rem;
    }
    .sort,
    .term {
      display: none;
    }
    .head,
    .row {
      display: grid;
      grid-template-columns: var(--_columns);
      align-items: center;
      column-gap: 1rem;
      padding-inline: 1.25rem 0.75rem;
    }
    .row > :empty {
      display: block;
    }
    [data-column='gross'],
    [data-column='open'] {
      justify-self: end;
      text-align: end;
    }
    .head [data-column='gross'] button,
    .head [data-column='open'] button {
      flex-direction: row-reverse;
    }
  }
`;
