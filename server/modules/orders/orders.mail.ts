import type { Tx } from '../../db/database.ts';
import type { Mail } from '../outbox/mailer.ts';
import { enqueue } from '../outbox/outbox.ts';

/** What somebody is told about an offer: whoever accepted it that it went through, the employee how it was answered. */
export type OrderMailKind = 'confirmed' | 'accepted' | 'declined';

export interface OrderMailJob {
  kind: OrderMailKind;
  email: string;
  number: string;
  orderId: string;
}

const TEXTS: Record<OrderMailKind, (number: string) => { subject: string; de: string; en: string }> = {
  confirmed: (number) => ({
    subject: `Angebot ${number} angenommen / Offer ${number} accepted`,
    de: `danke für Ihren Auftrag. Sie haben das Angebot ${number} angenommen; das unterschriebene Dokument finden Sie im Kundenportal:`,
    en: `thank you for your order. You have accepted offer ${number}; you can find the signed document in the customer portal with the same link.`,
  }),
  accepted: (number) => ({
    subject: `Angebot ${number} wurde angenommen / Offer ${number} has been accepted`,
    de: `das Angebot ${number} wurde angenommen. Sie finden den Auftrag im Kundenportal:`,
    en: `offer ${number} has been accepted. You can find the order in the customer portal with the same link.`,
  }),
  declined: (number) => ({
    subject: `Angebot ${number} wurde abgelehnt / Offer ${number} has been declined`,
    de: `das Angebot ${number} wurde abgelehnt. Warum, lesen Sie im Kundenportal:`,
    en: `offer ${number} has been declined. You can read why in the customer portal with the same link.`,
  }),
};

/** Fixed text, the number and a link, in both languages: what somebody wrote is read in the portal, by whoever may. */
export function orderMail(kind: OrderMailKind, number: string, link: string): Omit<Mail, 'to'> {
  const { subject, de, en } = TEXTS[kind](number);
  return { subject, paragraphs: ['Guten Tag,', de, link, 'Hello,', en] };
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
