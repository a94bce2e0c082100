import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Attention } from '../../src/contract/history.ts';
import type { EtronElement } from '../../src/internal/element.ts';
import { RowNavigation } from './row-navigation.ts';
import type { RowWindow } from './row-window.ts';
import { type Sorting, sortHead } from './sorting.ts';

/** So many rows are rendered as they are; of more, only those near the screen. */
const ROWS = 200;

/** One column, and what stands in it. */
export interface Column<T, S extends string = string> {
  /** Names the cells for the style sheet (`data-column`), and says by what the heading sorts if it is one of the sorts. */
  name: string;
  label: string;
  sort?: S;
  /** A control in the cell takes the `tabindex`, by which one row at a time is reached by Tab. */
  cell(record: T, tabindex: number): unknown;
  /** A card says the label before the value: the value alone does not tell what it is. */
  labelled?: boolean;
}

/** By what records that follow each other are put together below a heading. */
export interface Grouping<T> {
  /** Another name is another grouping. */
  name: string;
  keyOf(record: T): string | undefined;
  heading(record: T): unknown;
}

/** How a list shows its records. */
export interface Rows<T, S extends string = string> {
  columns: readonly Column<T, S>[];
  /** Needed for columns that can be sorted by. */
  sorting?: Sorting<S>;
  grouping?: Grouping<T> | undefined;
  /** Records that stand out (`data-emphasized`) besides those that are unread, because they want something from the reader. */
  isEmphasized?(record: T): boolean;
}

interface State<T> {
  label: string;
  records: readonly T[];
  /** There are records behind the last one. */
  more: boolean;
  /** Newer records are on their way. */
  busy: boolean;
}

/** One line of the grid: a record, or the heading of the group that begins with a record. */
interface Entry<T> {
  record: T;
  heading: boolean;
}

/**
 * Records as an ARIA grid that a keyboard walks through, and of which only the rows near the screen are rendered when there are many. It looks like a table
 * with column headings where there is room, and like cards where there is little: `data-columns` says which columns there are, and the list's style sheet
 * where `[data-column]` stands in both. Style sheets: `recordListStyles`, `sortingStyles`, `listStyles`.
 */
export class RecordGrid<T extends { id: string } & Pick<Attention, 'unread'>> {
  readonly #host: EtronElement;
  readonly #element: () => HTMLElement | null;
  /** Loaded once there are so many rows that it matters, which few readers' lists have. Until then all are rendered. */
  #window: RowWindow | undefined;
  readonly #navigation: RowNavigation;
  #records: readonly T[] = [];
  #grouping: string | undefined;
  #entries: Entry<T>[] = [];

  constructor(host: EtronElement) {
    this.#element = () => host.renderRoot.querySelector<HTMLElement>('.rows');
    this.#host = host;
    this.#navigation = new RowNavigation(host, {
      count: () => this.#entries.length,
      isHeading: (index) => !!this.#entries[index]?.heading,
      element: this.#element,
      reveal: async (index) => this.#window?.reveal(index),
    });
  }

  /** Moves the focus to the row of a record, or to the row that had it last. */
  async focus(record?: T): Promise<void> {
    await this.#host.updateComplete;
    const index = this.#entries.findIndex((entry) => entry.record === record && !entry.heading);
    await this.#navigation.focus(index < 0 ? this.#navigation.active : index);
  }

  render<S extends string>(rows: Rows<T, S>, { label, records, more, busy }: State<T>): TemplateResult {
    this.#setEntries(records, rows.grouping);
    const { first, last } = this.#window ?? { first: 0, last: this.#entries.length };
    // The row with the focus stays wherever it is scrolled to, or the keyboard would have to begin anew.
    const { focused } = this.#navigation;
    const active = focused ?? this.#navigation.activeIn(first, last);
    if (focused !== undefined) void this.#navigation.keepFocus(focused);
    // The heading of the group that is scrolled through is rendered with it, to stay in sight.
    const heading = this.#grouping ? this.#entries.findLastIndex((entry, i) => i < first && entry.heading) : -1;
    const kept = [heading, focused ?? -1].sort((a, b) => a - b);
    const before = kept.filter((index) => index >= 0 && index < first);
    const after = kept.filter((index) => index >= last && index < this.#entries.length);
    const shown = [...before, ...Array.from({ length: last - first }, (_, i) => first + i), ...after];
    return html`<div class="grid" role="grid" part="list" aria-label=${label} aria-busy=${busy} aria-rowcount=${more ? -1 : this.#entries.length + 1}
      data-columns=${rows.columns.map(({ name }) => name).join(' ')}>
      ${headings(rows)}
      <div class="rows" role="rowgroup" @keydown=${this.#navigation.onKeydown} @focusin=${this.#navigation.onFocusin}>
        ${this.#space(0, first, before)}
        ${repeat(
          shown,
          (index) => `${this.#entries[index]?.heading} ${this.#entries[index]?.record.id}`,
          (index) => line(this.#entries[index] as Entry<T>, index, index === active ? 0 : -1, rows),
        )}
        ${this.#space(last, this.#entries.length, after)}
      </div>
    </div>`;
  }

  /** As high as the rows from one to before another, but for those that are rendered elsewhere. */
  #space(from: number, to: number, without: number[]): TemplateResult {
    const heightOf = (start: number, end: number) => this.#window?.heightOf(start, end) ?? 0;
    const height = without.reduce((sum, index) => sum - heightOf(index, index + 1), heightOf(from, to));
    // The property takes text and, other than the attribute, any Content Security Policy.
    const style = `height:${height}px` as unknown as CSSStyleDeclaration;
    return html`<div .style=${style}></div>`;
  }

  #setEntries(records: readonly T[], grouping: Grouping<T> | undefined): void {
    if (records === this.#records && grouping?.name === this.#grouping) return;
    this.#records = records;
    this.#grouping = grouping?.name;
    this.#entries = records.flatMap((record, i) => {
      const before = records[i - 1];
      const begins = grouping && (!before || grouping.keyOf(before) !== grouping.keyOf(record));
      return [...(begins ? [{ record, heading: true }] : []), { record, heading: false }];
    });
    if (this.#window) this.#window.setCount(this.#entries.length);
    else if (this.#entries.length > ROWS) void this.#loadWindow();
  }

  async #loadWindow(): Promise<void> {
    // Where it cannot be loaded, all rows stay rendered, and the next records try again.
    const module = await import('./row-window.ts').catch(() => undefined);
    if (!module || this.#window) return;
    this.#window = new module.RowWindow(this.#host, this.#element, ROWS);
    this.#window.setCount(this.#entries.length);
    this.#host.requestUpdate();
  }
}

const headings = <T, S extends string>({ columns, sorting }: Rows<T, S>): TemplateResult =>
  html`<div class="head" role="row" aria-rowindex="1">
    ${columns.map(({ name, label, sort }) =>
      sort && sorting
        ? sortHead(sort, label, sorting)
        : html`<div role="columnheader" data-column=${name}>${label}</div>`,
    )}
  </div>`;

const line = <T extends Pick<Attention, 'unread'>, S extends string>(
  { record, heading }: Entry<T>,
  index: number,
  tabindex: number,
  { columns, grouping, isEmphasized }: Rows<T, S>,
): TemplateResult =>
  heading
    ? html`<div class="group" role="row" aria-rowindex=${index + 2}>
        <div role="rowheader" aria-colspan=${columns.length}>${grouping?.heading(record)}</div>
      </div>`
    : html`<div class="row" role="row" part="item" aria-rowindex=${index + 2} data-emphasized=${record.unread || isEmphasized?.(record) || nothing}>
        ${columns.map(
          ({ name, label, labelled, cell }) =>
            html`<div role="gridcell" data-column=${name}>${labelled ? html`<span class="term">${`${label} `}</span>` : nothing}${cell(record, tabindex)}</div>`,
        )}
      </div>`;
