/** A message (or internal note) was written. */
export class MessageCreatedEvent extends Event {
  static readonly type = 'etron-message-created';
  readonly id: string;

  constructor(id: string) {
    super(MessageCreatedEvent.type, { bubbles: true, composed: true });
    this.id = id;
  }
}
