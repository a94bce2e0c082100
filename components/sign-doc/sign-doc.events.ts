import type { DocumentStatus } from '../../src/contract/documents.limits.ts';
import type { ProblemCode } from '../../src/contract/problem.ts';

const LIKE_ALL = { bubbles: true, composed: true };

/** A document is on the screen; the page can take its title from it. Comes again when the document was read again. */
export class DocumentLoadedEvent extends Event {
  readonly documentId: string;
  readonly documentTitle: string;
  readonly status: DocumentStatus;

  constructor({ id, title, status }: { id: string; title: string; status: DocumentStatus }) {
    super('etron-document-loaded', LIKE_ALL);
    this.documentId = id;
    this.documentTitle = title;
    this.status = status;
  }
}

/** A required field was filled in or emptied; also once at the beginning. */
export class DocumentProgressEvent extends Event {
  readonly documentId: string;
  /** Required fields that are filled in. */
  readonly filled: number;
  /** Required fields. */
  readonly required: number;

  constructor(documentId: string, filled: number, required: number) {
    super('etron-document-progress', LIKE_ALL);
    this.documentId = documentId;
    this.filled = filled;
    this.required = required;
  }
}

/** The signer signed. With `status` still `waiting`, others have to. */
export class DocumentSignedEvent extends Event {
  readonly documentId: string;
  readonly status: DocumentStatus;

  constructor({ id, status }: { id: string; status: DocumentStatus }) {
    super('etron-document-signed', LIKE_ALL);
    this.documentId = id;
    this.status = status;
  }
}

/** The signer declined to sign. */
export class DocumentDeclinedEvent extends Event {
  readonly documentId: string;

  constructor(documentId: string) {
    super('etron-document-declined', LIKE_ALL);
    this.documentId = documentId;
  }
}

/** Something went wrong: loading, showing the pages, saving, signing or declining. The element says it in words; `code` says it to the page. */
export class DocumentFailedEvent extends Event {
  readonly documentId: string;
  readonly code: ProblemCode;

  constructor(documentId: string, code: ProblemCode) {
    super('etron-document-failed', LIKE_ALL);
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
