import type { Language } from './language.ts';
import type { Operation } from './operation.ts';
import type { CompanyRef, Me } from './session.ts';

// What people see and change of their own access. Their e-mail address and their company are changed by ETRON only.

export interface Account {
  name: string;
  phone: string | null;
  /** In which the portal writes to them; null as long as they have not chosen one. */
  language: Language | null;
  email: string;
  /** Null for staff. */
  company: CompanyRef | null;
  /** Null on the page of a host application, where passwords and sessions are not managed. */
  hasPassword: boolean | null;
}

/** A browser in which somebody is logged in. */
export interface ActiveSession {
  id: string;
  /** Of the login. ISO 8601. */
  createdAt: string;
  /** At least a day exact. ISO 8601. */
  usedAt: string;
  /** `Firefox`; null when it is none that is known. */
  browser: string | null;
  /** `Windows`; null when it is none that is known. */
  system: string | null;
  /** It is the one that asks. */
  current: boolean;
}

export const getAccount: Operation<object, Account> = { method: 'GET', path: '/account' };

/** Changes what is named of one's own account. An empty telephone number is none. */
export const updateAccount: Operation<
  { body: { name?: string; phone?: string | null; language?: Language } },
  Account
> = { method: 'PATCH', path: '/account' };

/**
 * Sets or changes the password, and ends all other sessions. `current` is needed where there is a password: 422 `password_wrong`, and 429 after five wrong
 * ones in one session. 422 for `/password`: `too_short`, or `invalid_value` for one that is easy to guess. 403 on the page of a host application.
 */
export const setPassword: Operation<{ body: { current?: string; password: string } }, void> = {
  method: 'PUT',
  path: '/account/password',
};

/** Removes the password, so that only mailed links log in, and ends all other sessions. Answers as `setPassword` does. */
export const removePassword: Operation<{ body: { current: string } }, void> = {
  method: 'POST',
  path: '/account/password/removal',
};

/** The caller's sessions, the last used first. 403 on the page of a host application, as for the next two. */
export const listSessions: Operation<object, { items: ActiveSession[] }> = { method: 'GET', path: '/account/sessions' };

/** Ends one of the caller's sessions. */
export const endSession: Operation<{ params: { id: string } }, void> = {
  method: 'DELETE',
  path: '/account/sessions/{id}',
};

/** Ends all sessions of the caller but the one that asks. */
export const endOtherSessions: Operation<object, void> = { method: 'DELETE', path: '/account/sessions' };

/** Mails a link for a new password if the address is known; the answer is 202 either way. */
export const requestPasswordLink: Operation<{ body: { email: string; language: Language } }, void> = {
  method: 'POST',
  path: '/session/password-links',
};

/**
 * Sets a new password by the token of a mailed link, ends all sessions, and logs in. Each token works once, and for an hour. 410 `link_expired`. A password that
 * is refused (see `setPassword`) does not use it up.
 */
export const redeemPasswordLink: Operation<{ body: { token: string; password: string } }, Me> = {
  method: 'POST',
  path: '/session/password-links/redemptions',
};
