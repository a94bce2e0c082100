import type { Mail } from '../outbox/mailer.ts';

/**
 * Tells that there is an answer. Fixed text with the number and a link: what was written is read in the portal, by whoever may. In both
 * languages, because nobody knows which one the reader speaks.
 */
export function answerMail(number: string, link: string): Omit<Mail, 'to'> {
  return {
    subject: `Neue Antwort zu Ihrem Ticket ${number} / New answer to your ticket ${number}`,
    paragraphs: [
      'Guten Tag,',
      `zu Ihrem Ticket ${number} gibt es eine neue Antwort. Sie lesen sie im Kundenportal:`,
      link,
      'Hello,',
      `there is a new answer to your ticket ${number}. You can read it in the customer portal with the same link.`,
    ],
  };
}
