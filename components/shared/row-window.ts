import type { ReactiveController } from 'lit';
import type { EtronElement } from '../../src/internal/element.ts';

/** Pixels beyond the screen that are rendered, and that must be left before others are. */
const RENDERED = 800;
const LEFT = 400;
/** Pixels of a row nobody has measured yet, while none has been. */
const ROW = 68;

/**
 * Which rows of a long list are rendered: those near the screen, between two spaces as high as the others. Rows are as high as they like; one that was
 * rendered once is remembered by its height, so that nothing jumps. Works in whatever scrolls around the list, because the spaces themselves tell
 * when they come near the screen.
 */
export class RowWindow implements ReactiveController {
  /** Index of the first rendered row. */
  first = 0;
  /** Index behind the last one; at first, those that are rendered already stay. */
  last = Number.POSITIVE_INFINITY;
  readonly #host: EtronElement;
  readonly #element: () => HTMLElement | null;
  readonly #all: number;
  readonly #observer = new IntersectionObserver(
    (spaces) => spaces.some((space) => space.isIntersecting) && this.#move(),
    {
      rootMargin: `${LEFT}px`,
      scrollMargin: `${LEFT}px`,
    },
  );
  #count = 0;
  #heights: number[] = [];
  #average = ROW;
  #width = 0;

  /**
   * @param element Holds a space, rows with `aria-rowindex`, and a space.
   * @param all So many rows are rendered as they are.
   */
  constructor(host: EtronElement, element: () => HTMLElement | null, all: number) {
    this.#host = host;
    this.#element = element;
    this.#all = all;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  hostUpdated(): void {
    this.#observer.disconnect();
    const rows = this.#element();
    // A list that is hidden has no heights.
    if (!rows?.clientWidth || this.#count <= this.#all) return;
    // In another width the rows have other heights.
    if (rows.clientWidth !== this.#width) this.#heights = [];
    this.#width = rows.clientWidth;
    const scale = this.#scale;
    for (const row of rows.children) {
      if (row.ariaRowIndex) this.#heights[Number(row.ariaRowIndex) - 2] = row.getBoundingClientRect().height / scale;
      // Observed anew each time: a space that stays near the screen does not come near a second time.
      else this.#observer.observe(row);
    }
    const known = Object.values(this.#heights);
    if (known.length) this.#average = known.reduce((sum, height) => sum + height, 0) / known.length;
    // All rows are still there from when they were fewer.
    if (this.last - this.first > this.#all / 2) this.#move();
  }

  /** Says how many rows there are; to be called before the first and last are asked for. */
  setCount(count: number): void {
    this.#count = count;
    if (count <= this.#all) {
      this.first = 0;
      this.last = count;
    } else this.last = Math.min(this.last, count);
  }

  /** Renders a row that is not, wherever it is. */
  async reveal(index: number): Promise<void> {
    if (index >= this.first && index < this.last) return;
    this.first = Math.max(0, index - 10);
    this.last = Math.min(this.#count, index + 10);
    this.#host.requestUpdate();
    await this.#host.updateComplete;
  }

  /** Pixels of the rows from one to before another. */
  heightOf(from: number, to: number): number {
    let sum = 0;
    for (let i = from; i < to; i++) sum += this.#heights[i] ?? this.#average;
    return sum;
  }

  /** Pixels on the screen for one of the list: a page may show it larger or smaller by `zoom` or `transform`. */
  get #scale(): number {
    const rows = this.#element();
    return rows?.offsetHeight ? rows.getBoundingClientRect().height / rows.offsetHeight : 1;
  }

  #move(): void {
    const scale = this.#scale;
    let bottom = this.#element()?.getBoundingClientRect().top ?? 0;
    let first = 0;
    let last = 0;
    for (let i = 0; i < this.#count; i++) {
      if (bottom < innerHeight + RENDERED) last = i + 1;
      bottom += (this.#heights[i] ?? this.#average) * scale;
      if (bottom < -RENDERED) first = i + 1;
    }
    if (first === this.first && last === this.last) return;
    this.first = Math.min(first, last);
    this.last = last;
    this.#host.requestUpdate();
  }
}
