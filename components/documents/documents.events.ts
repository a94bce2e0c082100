import type { ViewChangedEvent } from '../ticket-list/ticket-list.events.ts';
import type { DocumentsView } from './documents.view.ts';

/** A document was opened. Prevent the default to keep a link from being followed. */
export class DocumentSelectedEvent extends Event {
  readonly id: string;

  constructor({ id }: { id: string }) {
    super('etron-document-selected', { bubbles: true, composed: true, cancelable: true });
    this.id = id;
  }
}

/** The reader changed the search or the state. */
export class DocumentsViewChangedEvent extends Event {
  readonly view: DocumentsView;

  constructor(view: DocumentsView) {
    super('etron-view-changed', { bubbles: true, composed: true });
    this.view = view;
  }
}

declare global {
  interface HTMLElementEventMap {
    'etron-document-selected': DocumentSelectedEvent;
    'etron-view-changed': ViewChangedEvent | DocumentsViewChangedEvent;
  }
}
