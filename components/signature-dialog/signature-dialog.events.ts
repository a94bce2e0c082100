import type { SignatureMark } from '../../src/contract/documents.ts';

/** The signer made a signature and took it. */
export class SignatureAdoptedEvent extends Event {
  readonly mark: SignatureMark;

  constructor(mark: SignatureMark) {
    super('etron-signature-adopted', { bubbles: true, composed: true });
    this.mark = mark;
  }
}

/** The signer closed the dialog without a signature. */
export class SignatureCancelledEvent extends Event {
  constructor() {
    super('etron-signature-cancelled', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'etron-signature-adopted': SignatureAdoptedEvent;
    'etron-signature-cancelled': SignatureCancelledEvent;
  }
}
