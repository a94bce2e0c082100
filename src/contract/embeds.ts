import type { Upload } from './history.ts';
import type { Operation } from './operation.ts';
import type { NewAnonymousTicket, TicketReceipt } from './tickets.ts';

interface EmbedParams extends Record<string, string> {
  /** Public id of the embed key. */
  key: string;
}

/** A proof-of-work challenge in the format of altcha-lib 2; server/modules/embeds/proof-of-work.ts says how to solve it. */
export interface Challenge {
  parameters: {
    algorithm: string;
    nonce: string;
    salt: string;
    cost: number;
    keyLength: number;
    keyPrefix: string;
    /** Seconds since 1970. */
    expiresAt: number;
    data: { embedKey: string };
  };
  signature: string;
}

/** The solved challenge. A new ticket carries it in `proof`, as the base64 of its JSON. */
export interface Proof {
  challenge: Challenge;
  solution: { counter: number; derivedKey: string };
}

/** 403 `origin_forbidden` from a page that is not on the key's list. */
export const getChallenge: Operation<{ params: EmbedParams }, Challenge> = {
  method: 'GET',
  path: '/embeds/{key}/challenge',
};

/** Like `createUpload`, but without a login. The id is the only handle to the file and works with the same key only. */
export const createEmbedUpload: Operation<{ params: EmbedParams; query: { name: string } }, Upload> = {
  method: 'POST',
  path: '/embeds/{key}/uploads',
};

/** 201, or 202 when the ticket looks like spam and a person looks at it first. */
export const createAnonymousTicket: Operation<{ params: EmbedParams; body: NewAnonymousTicket }, TicketReceipt> = {
  method: 'POST',
  path: '/embeds/{key}/tickets',
};

/** Confirms the e-mail address of a ticket with the mailed code of six digits. 422 `code_invalid` (wrong, used up, or too old). */
export const confirmContact: Operation<{ params: EmbedParams; body: { number: string; code: string } }, void> = {
  method: 'POST',
  path: '/embeds/{key}/confirmations',
};
