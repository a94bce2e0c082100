export type { ViewChangedEvent } from '../shared/events.ts';

/** A document was opened. Prevent the default to keep a link from being followed. */
export class DocumentSelectedEvent extends Event {
  readonly id: string;

  constructor({ id }: { id: string }) {
    super('etron-document-selected', { bubbles: true, composed: true, cancelable: true });
    this.id = id;
  }
}

declare global {
  interface HTMLElementEventMap {
    'etron-document-selected': DocumentSelectedEvent;
  }
}
