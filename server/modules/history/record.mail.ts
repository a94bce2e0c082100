import type { Mail } from '../outbox/mailer.ts';

/** What customers know a record as. */
export type MailedRecord = 'offer' | 'order' | 'invoice' | 'subscription';

export interface RecordMailJob {
  record: MailedRecord;
  id: string;
  number: string;
  email: string;
}

const WORDS: Record<MailedRecord, { de: string; en: string }> = {
  offer: { de: 'zum Angebot', en: 'offer' },
  order: { de: 'zum Verkaufsauftrag', en: 'sales order' },
  invoice: { de: 'zur Rechnung', en: 'invoice' },
  subscription: { de: 'zum Abonnement', en: 'subscription' },
};

/** Where in the portal a record is read. */
const pathOf = ({ record, id }: RecordMailJob): string =>
  record === 'subscription' ? 'subscriptions' : `${record}s/${id}`;

/** Tells that there is a message. Fixed text, the number and a link, in both languages: what somebody wrote is read in the portal, by whoever may. */
export function recordMail(job: RecordMailJob, publicUrl: string): Omit<Mail, 'to'> {
  const { de, en } = WORDS[job.record];
  const { number } = job;
  return {
    subject: `Neue Nachricht ${de} ${number} / New message about ${en} ${number}`,
    paragraphs: [
      'Guten Tag,',
      `${de} ${number} gibt es eine neue Nachricht. Sie lesen sie im Kundenportal:`,
      `${publicUrl}/#/${pathOf(job)}`,
      'Hello,',
      `there is a new message about ${en} ${number}. You can read it in the customer portal with the same link.`,
    ],
  };
}
