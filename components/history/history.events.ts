import type { RecordKind } from '../../src/contract/history.limits.ts';

/** The record changed on the server, or may have changed, and should be read again. */
export class RecordChangedEvent extends Event {
  static readonly type = 'etron-record-changed';
  readonly kind: RecordKind;
  readonly id: string;

  constructor(kind: RecordKind, id: string) {
    super(RecordChangedEvent.type, { bubbles: true, composed: true });
    this.kind = kind;
    this.id = id;
  }
}
