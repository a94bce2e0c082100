import type { Language } from './language.ts';
import type { Operation } from './operation.ts';
import type { AccessToken, CompanyRef } from './session.ts';

/** What the link to one ticket opens, which was mailed to the ticket's contact. */
export interface TicketAccess extends AccessToken {
  ticketId: string;
  /** Who the reader is: the contact, as on the ticket. */
  contact: { name: string; email: string };
  /** Whether the contact has an account of the portal, or has asked for one. */
  account: 'none' | 'requested' | 'exists';
}

/** The wish of a ticket's contact to have an account. Their address is confirmed. */
export interface AccessRequest {
  id: string;
  name: string;
  email: string;
  /** What the contact typed into the form as their company. */
  companyName: string | null;
  ticket: { id: string; number: string; subject: string };
  /** The ticket's company, if it has one: most likely the contact's too. */
  company: CompanyRef | null;
  createdAt: string;
}

/**
 * Exchanges the token of a mailed link for an access token of ten minutes. It may read the one ticket, its public history and files, answer, and
 * follow it live. 410 `link_expired`, the same for an unknown, expired and revoked link. 403 `email_not_verified` for a link that was sent to have the
 * address confirmed: with `confirm`, its reader says that the ticket is theirs.
 */
export const exchangeTicketLink: Operation<{ body: { token: string; confirm?: boolean } }, TicketAccess> = {
  method: 'POST',
  path: '/ticket-links/access-tokens',
};

/**
 * Sends the contact of a ticket that was filed without an account a link that confirms their address. Staff only. 409 `invalid_transition` when there is
 * nothing to confirm, 429 after too many mails to the address.
 */
export const resendConfirmation: Operation<{ params: { id: string } }, void> = {
  method: 'POST',
  path: '/tickets/{id}/confirmations',
};

/** Mails a new link if the address is the confirmed contact of the ticket; the answer is 202 either way. */
export const requestTicketLink: Operation<{ body: { number: string; email: string; language: Language } }, void> = {
  method: 'POST',
  path: '/ticket-links',
};

/** Ends every link to a ticket that was mailed so far. Staff only. */
export const revokeTicketLinks: Operation<{ params: { id: string } }, void> = {
  method: 'DELETE',
  path: '/tickets/{id}/links',
};

/** Asks staff for an account, in the name of a ticket's contact. Asking again changes nothing. */
export const requestAccess: Operation<{ body: { language: Language } }, void> = {
  method: 'POST',
  path: '/access-requests',
};

/** Requests that nobody has settled, oldest first, at most 100. Staff only. */
export const listAccessRequests: Operation<object, { items: AccessRequest[] }> = {
  method: 'GET',
  path: '/access-requests',
};

/** Makes the account for somebody of this company, and mails a link to log in. Staff only. */
export const grantAccess: Operation<{ params: { id: string }; body: { companyId: string } }, void> = {
  method: 'POST',
  path: '/access-requests/{id}/account',
};

/** Settles a request without an account. Staff only. */
export const dismissAccessRequest: Operation<{ params: { id: string } }, void> = {
  method: 'DELETE',
  path: '/access-requests/{id}',
};
