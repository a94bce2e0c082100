import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type Sorting, sortHead } from './sorting.ts';

/** One column, and what stands in it. */
export interface Column<T, S extends string> {
  /** Names the cells for the style sheet (`data-column`), and says by what the heading sorts if it is one of the sorts. */
  name: string;
  label: string;
  sort?: S;
  cell(row: T): unknown;
  /** A card says the label before the value: the value alone does not tell what it is. */
  labelled?: boolean;
}

/**
 * Records as a table with sortable headings, and as cards where there is little room; which column stands where in both is up to the list's style sheet:
 * `--_columns` on the host, `[data-column]` in the cards. Style sheets: `recordListStyles`, `sortingStyles`, `listStyles`.
 */
export const recordTable = <T extends { id: string }, S extends string>(
  label: string,
  columns: readonly Column<T, S>[],
  items: readonly T[],
  sorting: Sorting<S>,
): TemplateResult => html`<div class="table" role="table" part="list" aria-label=${label}>
  <div class="head" role="row">
    ${columns.map(({ name, label, sort }) =>
      sort ? sortHead(sort, label, sorting) : html`<div role="columnheader" data-column=${name}>${label}</div>`,
    )}
  </div>
  <div role="rowgroup">
    ${repeat(
      items,
      ({ id }) => id,
      (item) => html`<div class="row" role="row" part="item">
        ${columns.map(
          ({ name, label, labelled, cell }) =>
            html`<div role="cell" data-column=${name}>${labelled ? html`<span class="term">${`${label} `}</span>` : nothing}${cell(item)}</div>`,
        )}
      </div>`,
    )}
  </div>
</div>`;
