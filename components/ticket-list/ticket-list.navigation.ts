import type { EtronElement } from '../../src/internal/element.ts';
import type { Entry } from './ticket-list.rows.ts';

const PAGE = 10;

/** What the navigation needs to know of the rows. */
export interface NavigableRows {
  entries: () => readonly Entry[];
  /** The element whose children are the rows. */
  element: () => Element | null;
  /** Sees to it that a row is rendered. */
  reveal: (index: number) => Promise<void>;
}

/** Arrow keys, Home, End, PageUp and PageDown over the rows; one row at a time is reached by Tab. */
export class RowNavigation {
  readonly #host: EtronElement;
  readonly #rows: NavigableRows;
  #active = 0;

  constructor(host: EtronElement, rows: NavigableRows) {
    this.#host = host;
    this.#rows = rows;
  }

  /** Index of the ticket the focus is at, or was last. */
  get active(): number {
    return ticketNear(this.#rows.entries(), this.#active, 1);
  }

  /** Index of the ticket the focus is at; undefined when it is elsewhere. */
  get focused(): number | undefined {
    const row = this.#rows.element()?.querySelector('.open:focus')?.closest('[role=row]');
    return row ? ticketNear(this.#rows.entries(), indexOf(row), 1) : undefined;
  }

  /** Index of the ticket that is reached by Tab: the active one, or one in the middle of those that are rendered. */
  activeIn(first: number, last: number): number {
    const { active } = this;
    return active >= first && active < last
      ? active
      : ticketNear(this.#rows.entries(), Math.floor((first + last) / 2), 1);
  }

  /** Moves the focus to a row. */
  async focus(index: number): Promise<void> {
    this.#active = index;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const { active } = this;
    await this.#rows.reveal(active);
    this.#opener(active)?.focus();
  }

  /** Keeps the focus over an update that took the row with it out of its place; `index` is where it was. */
  async keepFocus(index: number): Promise<void> {
    await this.#host.updateComplete;
    // Somebody may have moved it meanwhile.
    if (this.focused === undefined && this.#active === index) this.#opener(index)?.focus({ preventScroll: true });
  }

  #opener(index: number): HTMLElement | null | undefined {
    return this.#rows.element()?.querySelector<HTMLElement>(`[aria-rowindex="${index + 2}"] .open`);
  }

  onKeydown = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: PAGE,
      PageUp: -PAGE,
      Home: -Infinity,
      End: Infinity,
    };
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey || !(event.target as Element).matches('.open')) return;
    event.preventDefault();
    void this.focus(ticketNear(this.#rows.entries(), this.active + step, Math.sign(step)));
  };

  /** Follows a focus that came by mouse or by Tab. */
  onFocusin = ({ target }: FocusEvent): void => {
    const row = (target as Element).matches('.open') && (target as Element).closest('[role=row]');
    if (!row) return;
    this.#active = indexOf(row);
    this.#host.requestUpdate();
  };
}

const indexOf = (row: Element): number => Number(row.ariaRowIndex) - 2;

/** The nearest ticket from an index on, past headings. */
function ticketNear(entries: readonly Entry[], index: number, direction: number): number {
  const inside = Math.max(0, Math.min(index, entries.length - 1));
  if (!entries[inside]?.heading) return inside;
  // Nothing stands above the first heading.
  return inside + direction < 0 ? 1 : inside + direction;
}
