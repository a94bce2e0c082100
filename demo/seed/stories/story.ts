import type { TicketCategory, TicketPriority } from '../../../src/contract/tickets.limits.ts';

/** Lines of business of the demo companies. */
export type Trade = 'bakery' | 'butcher' | 'fashion' | 'restaurant' | 'sport' | 'books' | 'organic' | 'hardware';

/** Files the demo can attach; see `../files/`. */
export type DemoFile = 'error' | 'receipt' | 'closing' | 'articles' | 'router' | 'sketch' | 'logo';

/**
 * One contribution to a ticket: `ask` is a question by staff that puts the ticket to „Rückfrage an den Kunden“, `note` is internal.
 * Texts may hold the placeholders of `tell.ts`; greetings and names are added when the story is told.
 */
export type Line = readonly [kind: 'ask' | 'answer' | 'reply' | 'note', text: string, file?: DemoFile];

/** A support case that could happen to any shop of its trades. */
export interface Story {
  /** Ways customers put it; each ticket takes one. */
  subjects: readonly string[];
  category: TicketCategory;
  priority: TicketPriority;
  /** Absent: any trade. */
  trades?: readonly Trade[];
  description: string;
  thread: readonly Line[];
  /** Time entries in the order of the work. */
  work: readonly (readonly [text: string, minutes: number])[];
  /** What the customer attaches. */
  file?: DemoFile;
}
