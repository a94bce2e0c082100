import type { Tx } from '../../db/database.ts';
import type { ApiWords } from '../../words/de.ts';
import { enqueue } from '../outbox/outbox.ts';

/** What somebody is told about an offer: whoever accepted it that it went through, the employee how it was answered. */
export type OrderMailKind = keyof ApiWords['mails']['order'];

export interface OrderMailJob {
  kind: OrderMailKind;
  email: string;
  number: string;
  orderId: string;
}

/** Has somebody told about an offer, once the transaction has committed. */
export async function mailAbout(
  tx: Tx,
  kind: OrderMailKind,
  { id, number }: { id: string; number: string },
  recipient: { email: string } | null,
): Promise<void> {
  if (recipient)
    await enqueue(tx, 'order-mail', { kind, email: recipient.email, number, orderId: id } satisfies OrderMailJob);
}
