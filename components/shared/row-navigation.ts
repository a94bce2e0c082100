import type { EtronElement } from '../../src/internal/element.ts';

/** Number of rows that PageUp and PageDown go. */
const PAGE = 10;

/** What the navigation needs to know of the rows. */
interface NavigableRows {
  count(): number;
  /** Whether there is the heading of a group at an index: it has no controls, and is passed over. */
  isHeading(index: number): boolean;
  /** The element whose children are the rows. */
  element(): Element | null;
  /** Sees to it that a row is rendered. */
  reveal(index: number): Promise<void>;
}

/**
 * Arrow keys, Home, End, PageUp and PageDown over the rows of a grid, of which one at a time is reached by Tab. Rows have their `aria-rowindex` (the
 * column headings are row 1), and cells with controls their `data-column`: who walks along the second control of the rows stays in its column.
 */
export class RowNavigation {
  readonly #host: EtronElement;
  readonly #rows: NavigableRows;
  #active = 0;
  #column: string | undefined;

  constructor(host: EtronElement, rows: NavigableRows) {
    this.#host = host;
    this.#rows = rows;
  }

  /** Index of the row the focus is in, or was last. */
  get active(): number {
    return this.#rowNear(this.#active, 1);
  }

  /** Index of the row the focus is in; undefined when it is elsewhere. */
  get focused(): number | undefined {
    const row = this.#rows.element()?.querySelector(':focus')?.closest('[role=row]');
    return row ? this.#rowNear(indexOf(row), 1) : undefined;
  }

  /** Index of the row that is reached by Tab: the active one, or one in the middle of those that are rendered. */
  activeIn(first: number, last: number): number {
    const { active } = this;
    return active >= first && active < last ? active : this.#rowNear(Math.floor((first + last) / 2), 1);
  }

  /** Moves the focus to a row. */
  async focus(index: number): Promise<void> {
    this.#active = index;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const { active } = this;
    await this.#rows.reveal(active);
    this.#control(active)?.focus();
  }

  /** Keeps the focus over an update that took the row with it out of its place; `index` is where it was. */
  async keepFocus(index: number): Promise<void> {
    await this.#host.updateComplete;
    // Somebody may have moved it meanwhile.
    if (this.focused === undefined && this.#active === index) this.#control(index)?.focus({ preventScroll: true });
  }

  readonly onKeydown = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: PAGE,
      PageUp: -PAGE,
      Home: -Infinity,
      End: Infinity,
    };
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    void this.focus(this.#rowNear(this.active + step, Math.sign(step)));
  };

  /** Follows a focus that came by mouse or by Tab. */
  readonly onFocusin = ({ target }: FocusEvent): void => {
    const control = target as Element;
    const row = control.closest('[role=row]');
    if (!row) return;
    this.#active = indexOf(row);
    this.#column = control.closest<HTMLElement>('[data-column]')?.dataset['column'];
    this.#host.requestUpdate();
  };

  /** The control of a row in the column of the focus, or the one that opens the row. */
  #control(index: number): HTMLElement | null | undefined {
    const row = this.#rows.element()?.querySelector(`[aria-rowindex="${index + 2}"]`);
    return (
      row?.querySelector<HTMLElement>(`[data-column="${this.#column}"] :is(a, button)`) ??
      row?.querySelector<HTMLElement>('.open')
    );
  }

  /** The nearest row from an index on, past headings. */
  #rowNear(index: number, direction: number): number {
    const inside = Math.max(0, Math.min(index, this.#rows.count() - 1));
    if (!this.#rows.isHeading(inside)) return inside;
    // Nothing stands above the first heading.
    return inside + direction < 0 ? 1 : inside + direction;
  }
}

const indexOf = (row: Element): number => Number(row.ariaRowIndex) - 2;
