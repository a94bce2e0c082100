import { FlowLayout } from '@lit-labs/virtualizer/layouts/flow.js';
import { virtualize, virtualizerRef } from '@lit-labs/virtualizer/virtualize.js';
import type { TemplateResult } from 'lit';
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
  const virtualizer = (rows as VirtualizedElement)[virtualizerRef];
  virtualizer?.element(index)?.scrollIntoView({ block: 'nearest' });
  await virtualizer?.layoutComplete;
}
