import type { Language } from './language.ts';
import type { Operation } from './operation.ts';
import type { NewTicketBase, TicketContact, TicketReceipt } from './tickets.ts';

// What the guest of a host can do: somebody the host vouches for, and the portal does not know.

/** A ticket of a guest. The contact defaults to what the host says of them. */
export interface NewGuestTicket extends NewTicketBase {
  contact?: TicketContact;
  /** Language of the page, for the confirmation mail. */
  language: Language;
}

/** The ticket belongs to the company of the installation the host names, if that is known. Its contact is yet to be confirmed. */
export const createGuestTicket: Operation<{ body: NewGuestTicket }, TicketReceipt> = {
  method: 'POST',
  path: '/guest/tickets',
};

/** As `confirmContact`, for a ticket the guest has filed. 422 `code_invalid` (wrong, used up, or too old). */
export const confirmGuestContact: Operation<{ body: { number: string; code: string } }, void> = {
  method: 'POST',
  path: '/guest/confirmations',
};
