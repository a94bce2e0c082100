/** The author changed a message. */
export class MessageUpdatedEvent extends Event {
  static readonly type = 'etron-message-updated';
  readonly id: string;

  constructor(id: string) {
    super(MessageUpdatedEvent.type, { bubbles: true, composed: true });
    this.id = id;
  }
}
