import { FlowLayout } from '@lit-labs/virtualizer/layouts/flow.js';
import { virtualize, virtualizerRef } from '@lit-labs/virtualizer/virtualize.js';
import type { TemplateResult } from 'lit/html.js';
import type { Entry } from './ticket-list.rows.ts';

/** Keeps half a screen of rows ready on each side; the usual 1,000 px would be more elements than the screen itself. */
class TightFlow extends FlowLayout {
  constructor(...args: ConstructorParameters<typeof FlowLayout>) {
    super(...args);
    this._overhang = 400;
  }
}

type VirtualizedElement = HTMLElement & {
  [virtualizerRef]?: {
    element(index: number): { scrollIntoView(options: ScrollIntoViewOptions): void } | undefined;
    layoutComplete: Promise<void>;
  };
};

const layout = { type: TightFlow };
const keyFunction = ({ ticket, heading }: Entry) => (heading ? `${ticket.id}:heading` : ticket.id);

/** Renders only the rows near the screen; the element around must hold nothing else. */
export const virtualRows = (items: Entry[], renderItem: (entry: Entry, index: number) => TemplateResult): unknown =>
  virtualize({ items, renderItem, keyFunction, layout });

/** Scrolls until a row is rendered. */
export async function reveal(rows: HTMLElement, index: number): Promise<void> {
  (rows as VirtualizedElement)[virtualizerRef]?.element(index)?.scrollIntoView({ block: 'nearest' });
  await settled(rows);
}

/** The first ticket that ends below a line of the screen; headings may stick there. */
export const ticketBelow = (rows: Element, line: number): Element | undefined =>
  [...rows.querySelectorAll('.ticket')].find((row) => row.getBoundingClientRect().bottom > line);

/**
 * Keeps the place on the screen while `exchange` puts virtual rows, whose heights are guessed at first, in the place of others; it gives their element.
 */
export async function keepPlace(old: HTMLElement, exchange: () => Promise<HTMLElement | null>): Promise<void> {
  const grid = old.parentElement;
  const first = ticketBelow(old, 0);
  if (!grid || !first) return;
  const { top } = first.getBoundingClientRect();
  grid.style.minHeight = `${grid.offsetHeight}px`;
  const rows = await exchange();
  if (rows) {
    const find = () => rows.querySelector<HTMLElement>(`[aria-rowindex="${first.ariaRowIndex}"]`);
    await settled(rows);
    if (!find()) await reveal(rows, Number(first.ariaRowIndex) - 2);
    const row = find();
    if (row) {
      row.style.scrollMarginTop = `${top}px`;
      row.scrollIntoView();
      row.style.scrollMarginTop = '';
    }
  }
  grid.style.minHeight = '';
}

/** Resolves when the rows are placed. Where nothing has to move, no layout comes, and so no end of it; where the rows go away, there is none either. */
export const settled = (rows: HTMLElement): Promise<unknown> =>
  Promise.race([
    (rows as VirtualizedElement)[virtualizerRef]?.layoutComplete.catch(() => {}),
    new Promise((resolve) => setTimeout(resolve, 100)),
  ]);
