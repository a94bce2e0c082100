import type { DocumentStatus } from '../../src/contract/documents.limits.ts';
import type { ProblemCode } from '../../src/contract/problem.ts';

const OPTIONS = { bubbles: true, composed: true };

/** A document is on the screen; the page can take its title from it. It is dispatched again whenever the document was read again. */
export class DocumentLoadedEvent extends Event {
  readonly documentId: string;
  readonly documentTitle: string;
  readonly status: DocumentStatus;

  constructor({ id, title, status }: { id: string; title: string; status: DocumentStatus }) {
    super('etron-document-loaded', OPTIONS);
    this.documentId = id;
    this.documentTitle = title;
    this.status = status;
  }
}

/** How many required fields are filled in: once when the document is shown, then whenever that changes. */
export class DocumentProgressEvent extends Event {
  readonly documentId: string;
  /** Number of required fields that are filled in. */
  readonly filled: number;
  /** Number of required fields. */
  readonly required: number;

  constructor(documentId: string, filled: number, required: number) {
    super('etron-document-progress', OPTIONS);
    this.documentId = documentId;
    this.filled = filled;
    this.required = required;
  }
}

/** The signer signed. A `status` of `waiting` means that others still have to sign. */
export class DocumentSignedEvent extends Event {
  readonly documentId: string;
  readonly status: DocumentStatus;

  constructor({ id, status }: { id: string; status: DocumentStatus }) {
    super('etron-document-signed', OPTIONS);
    this.documentId = id;
    this.status = status;
  }
}

/** The signer declined to sign. */
export class DocumentDeclinedEvent extends Event {
  readonly documentId: string;

  constructor(documentId: string) {
    super('etron-document-declined', OPTIONS);
    this.documentId = documentId;
  }
}

/** Something went wrong: loading, showing the pages, saving, signing or declining. The element shows a message for the reader; `code` is for the page. */
export class DocumentFailedEvent extends Event {
  readonly documentId: string;
  readonly code: ProblemCode;

  constructor(documentId: string, code: ProblemCode) {
    super('etron-document-failed', OPTIONS);
    this.documentId = documentId;
    this.code = code;
  }
}

declare global {
  interface HTMLElementEventMap {
    'etron-document-loaded': DocumentLoadedEvent;
    'etron-document-progress': DocumentProgressEvent;
    'etron-document-signed': DocumentSignedEvent;
    'etron-document-declined': DocumentDeclinedEvent;
    'etron-document-failed': DocumentFailedEvent;
  }
}
