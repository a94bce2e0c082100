import type { LanguageTag } from '../contract/language.ts';
import type { accountWords } from './account.ts';
import type { composerWords } from './composer.ts';
import type { documentListWords } from './document-list.ts';
import type { documentWarnings } from './document-warnings.ts';
import type { documentWords } from './documents.ts';
import type { historyWords } from './history.ts';
import type { invoiceDetailWords } from './invoice.ts';
import type { invoiceListWords } from './invoice-list.ts';
import type { invoiceWords } from './invoices.ts';
import { addWords, type Dictionary, type WordsOf } from './locale.ts';
import type { loginWords } from './login.ts';
import type { menuWords } from './menus.ts';
import type { orderDetailWords } from './order.ts';
import type { orderAnswerWords } from './order-answer.ts';
import type { orderListWords } from './order-list.ts';
import type { orderWords } from './orders.ts';
import type { overviewWords } from './overview.ts';
import type { passwordWords } from './passwords.ts';
import type { periodWords } from './period.ts';
import type { permissionWords } from './permissions.ts';
import type { portalWords } from './portal.ts';
import type { problems } from './problems.ts';
import type { recordFileWords } from './record-files.ts';
import type { recordListWords } from './record-list.ts';
import type { recordPageWords } from './record-page.ts';
import type { signDocWords } from './sign-doc.ts';
import type { signatureDialogWords } from './signature-dialog.ts';
import type { signingWords } from './signing.ts';
import type { subscriptionsWords } from './subscriptions.ts';
import type { ticketDetailWords } from './ticket.ts';
import type { ticketCompanyWords } from './ticket-company.ts';
import type { formWords } from './ticket-form.ts';
import type { ticketLinkWords } from './ticket-link.ts';
import type { ticketListWords } from './ticket-list.ts';
import type { ticketStatusMeanings, ticketWords } from './tickets.ts';
import type { timeEntryWords } from './time-entries.ts';
import type { uploadWords } from './uploads.ts';

// Of the rooms only types are imported: no bundle carries the words of rooms it does not show.

type Dictionaries =
  | typeof accountWords
  | typeof ticketLinkWords
  | typeof composerWords
  | typeof documentListWords
  | typeof documentWarnings
  | typeof documentWords
  | typeof historyWords
  | typeof invoiceListWords
  | typeof invoiceDetailWords
  | typeof invoiceWords
  | typeof loginWords
  | typeof menuWords
  | typeof orderAnswerWords
  | typeof orderListWords
  | typeof orderDetailWords
  | typeof orderWords
  | typeof overviewWords
  | typeof passwordWords
  | typeof periodWords
  | typeof permissionWords
  | typeof portalWords
  | typeof problems
  | typeof recordFileWords
  | typeof recordListWords
  | typeof recordPageWords
  | typeof signDocWords
  | typeof signatureDialogWords
  | typeof signingWords
  | typeof subscriptionsWords
  | typeof formWords
  | typeof ticketCompanyWords
  | typeof ticketListWords
  | typeof ticketDetailWords
  | typeof ticketWords
  | typeof ticketStatusMeanings
  | typeof timeEntryWords
  | typeof uploadWords;

type RoomOf<D> = D extends Dictionary<unknown, infer Room> ? Room : never;

type OwnWords = { [D in Dictionaries as RoomOf<D>]: WordsOf<D> };

/** The words of each room, by its name. A page with dictionaries of its own can add theirs by declaration merging. */
export interface RoomWords extends OwnWords {}

/** Some of the words of a room, or of a group of words in it; the others are left as they are. */
export type SomeWords<Words> = Words extends string | readonly unknown[] | ((...values: never[]) => unknown)
  ? Words
  : { [Key in keyof Words]?: SomeWords<Words[Key]> };

/** Words in one language for any of the rooms. */
export type Translation = { [Room in keyof RoomWords]?: SomeWords<RoomWords[Room]> };

/**
 * Adds words in a language: for a language of your own, or instead of words of the package. Elements show them where the nearest `lang` attribute asks
 * for the language (`it` serves `it-CH` too), with dates, numbers and amounts as `Intl` has them in it. It may be called at any time, before or after
 * the elements are there, and again with more words.
 *
 * A word that is not given is the package's own: English in languages that start with `en`, German in all others. What comes from the API (mails,
 * downloads, names of modules) is in that language too.
 *
 * @param language - BCP 47 tag, e.g. `it` or `pt-BR`.
 * @param words - By room; a room has the name of its file in `src/i18n`. Words with a value in them are functions.
 * @throws RangeError for what is no BCP 47 tag.
 *
 * @example
 * ```ts
 * import { registerWords } from '@etron/portal-widgets';
 *
 * registerWords('it', {
 *   'ticket-form': { subject: 'Oggetto', submit: 'Invia la richiesta' },
 *   'record-list': { all: 'Tutti', found: (count, more, { many }) => `${count}${more ? '+' : ''} ${many}` },
 * });
 * ```
 */
export const registerWords: (language: LanguageTag, words: Translation) => void = addWords;
