import type { RecordKind } from '../../../src/contract/history.limits.ts';
import type { ApiWords, MailText } from '../../words/de.ts';

/*
 * The mail matrix: every mail the server sends, what causes it, who gets it, in which language, and what its link opens.
 *
 * Nothing else decides this. A service reports what has happened (`tell(tx, 'messageOfCustomer', { record, by })`); the worker looks the event up
 * here, finds the people (`mails.store.ts`), and mails each of them with a link that this person can open, or not at all (`mails.service.ts`). Mails
 * with a secret, which somebody asked for, go to the address that asked and are written by the service that makes the secret (`mailPerson`).
 */

type Mails = ApiWords['mails'];

/**
 * Who chose a language for their account gets all mails in it. The others get a mail they asked for in the language they `asked` in, and any other one in
 * `every` language, one after the other.
 */
type MailLanguage = 'asked' | 'every';

/** Whose mail it is. What each of them means for a kind of record is in `mails.store.ts`. */
export type Audience =
  /** Who did it. They get no mail about it unless they are named by this word. */
  | 'actor'
  /** Those the event names, such as the signers whose turn it is. */
  | 'named'
  /** The people of the customer whom the record is for, and those who wrote on it. */
  | 'customers'
  /** All signers of a document. */
  | 'signers'
  /** The employee who made a document. */
  | 'author'
  /** The employee who looks after the record, or the team's address where there is none. */
  | 'support';

/** What customers call a record, and so the page of the portal that shows it. */
export type RecordPage = Exclude<RecordKind, 'order'> | 'offer' | 'order';

/** What a mail about a record may say: nothing that somebody has typed. */
export interface RecordFacts {
  page: RecordPage;
  /** Empty for documents, which have none. */
  number: string;
  /** The record's page in the portal or, for a contact without an account, the link that opens this one ticket. */
  link: string;
  /** Days the link to one ticket is valid. Null for a link into the portal. */
  linkDays: number | null;
}

/** A mail that somebody has asked for, that brings them a secret, or that tells them of a change of their login, at one address. */
export interface RequestedMail<Facts extends readonly unknown[]> {
  language: MailLanguage;
  /** What the link opens: the portal, one ticket, or nothing where the mail brings a code. */
  link: 'portal' | 'ticket' | 'none';
  write(mails: Mails, ...facts: Facts): MailText;
}

/** A mail about something that has happened on a record. Its link opens the record, and whoever cannot open it gets no mail. */
export interface Notice {
  to: readonly Audience[];
  language: 'every';
  link: 'record';
  /** Whether several of them within some minutes are one mail. */
  merged: boolean;
  write(mails: Mails, facts: RecordFacts): MailText;
}

export const REQUESTED_MAILS = {
  loginLink: { language: 'asked', link: 'portal', write: (mails, link, minutes) => mails.loginLink(link, minutes) },
  passwordLink: {
    language: 'asked',
    link: 'portal',
    write: (mails, link, minutes) => mails.passwordLink(link, minutes),
  },
  passwordChanged: { language: 'every', link: 'portal', write: (mails, link) => mails.passwordChanged(link) },
  ticketLink: {
    language: 'asked',
    link: 'ticket',
    write: (mails, number, link, days) => mails.ticketLink(number, link, days),
  },
  contactLink: { language: 'every', link: 'ticket', write: (mails, number, link) => mails.contactLink(number, link) },
  contactCode: { language: 'asked', link: 'none', write: (mails, number, code) => mails.contactCode(number, code) },
  signingCode: { language: 'every', link: 'none', write: (mails, code, minutes) => mails.signingCode(code, minutes) },
} as const satisfies {
  [Name in Exclude<keyof Mails, 'message' | 'support' | 'ticketAnswer' | 'order' | 'document'>]: RequestedMail<
    Parameters<Mails[Name]>
  >;
};

const notice = (to: readonly Audience[], write: Notice['write'], merged = false): Notice => ({
  to,
  language: 'every',
  link: 'record',
  merged,
  write,
});

export const NOTICES = {
  messageOfStaff: notice(['customers'], ({ message, ticketAnswer }, { page, number, link, linkDays }) =>
    linkDays === null ? message[page](number, link) : ticketAnswer(number, link, linkDays),
  ),
  messageOfCustomer: notice(['support'], ({ support }, { page, number, link }) => support[page](number, link), true),
  ticketReopened: notice(['support'], ({ support }, { number, link }) => support.reopened(number, link), true),

  offerConfirmed: notice(['actor'], ({ order }, { number, link }) => order.confirmed(number, link)),
  offerAccepted: notice(['support'], ({ order }, { number, link }) => order.accepted(number, link)),
  offerDeclined: notice(['support'], ({ order }, { number, link }) => order.declined(number, link)),

  signatureRequested: notice(['named'], ({ document }, { link }) => document.request(link)),
  signatureReminder: notice(['named'], ({ document }, { link }) => document.reminder(link)),
  signatureGiven: notice(['support'], ({ document }, { link }) => document.signature(link)),
  documentSigned: notice(['actor', 'signers', 'author', 'support'], ({ document }, { link }) => document.signed(link)),
  documentEnded: notice(['signers', 'author', 'support'], ({ document }, { link }) => document.ended(link)),
} as const satisfies Record<string, Notice>;

export type NoticeEvent = keyof typeof NOTICES;
