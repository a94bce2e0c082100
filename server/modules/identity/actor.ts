import type { CompanyRef, Permission, Role } from '../../../src/contract/session.ts';
import type { ApiScope } from '../../../src/contract/sync.limits.ts';

/** Somebody who is logged in, by a session cookie or by a host's access token. Always read from the database, never from a token. */
export interface UserActor {
  kind: 'user';
  id: string;
  name: string;
  email: string;
  emailVerified: boolean;
  phone: string | null;
  role: Role;
  management: boolean;
  /** Empty for customers of a sales partner. */
  permissions: Permission[];
  company: CompanyRef | null;
  /** The sales partner of the company. */
  partner: CompanyRef | null;
  via: 'session' | 'host';
  /** The host application whose page the actor is on; null on our own pages. */
  host: { name: string; trustedForSigning: boolean } | null;
}

/** A visitor, not logged in, of a page with an embed key. */
export interface EmbedActor {
  kind: 'embed';
  key: string;
  partner: CompanyRef;
  ticketsPerHour: number;
}

/** A program with an API key. It is not a user, and sees and changes only what its scopes are for. */
export interface ApiKeyActor {
  kind: 'key';
  id: string;
  name: string;
  scopes: ApiScope[];
}

/**
 * The contact of one ticket, who has confirmed the address that stands on it and came through a mailed link. They have no account, and see and
 * answer this ticket and nothing else.
 */
export interface ContactActor {
  kind: 'contact';
  /** No user: what a contact writes has no author but a name. */
  id: null;
  role: 'contact';
  permissions: readonly never[];
  /** Id of the link they came through. */
  link: string;
  ticket: string;
  /** As it stands on the ticket. */
  name: string;
  /** The confirmed address, normalised. */
  email: string;
}

/**
 * Somebody on the page of a host whom the host vouches for and the portal does not know. They file tickets, and see nothing, not even what they
 * have filed.
 */
export interface GuestActor {
  kind: 'guest';
  /** Id of the host. */
  host: string;
  /** The host's id of its user. */
  subject: string;
  name: string;
  /** As the host says, normalised. Nobody has proved to own it. */
  email: string;
  phone: string | null;
  /** The installation they use, as the host says. */
  instance: string | null;
  /** The company the installation belongs to, if that is known. */
  company: CompanyRef | null;
}

export type Actor = UserActor | EmbedActor | ApiKeyActor | ContactActor | GuestActor;

/** Who may take part in what happens on a record. */
export type Participant = UserActor | ContactActor;

/** Who may upload files. */
export type Uploader = Participant | EmbedActor | GuestActor;

/** Who files tickets without an account. */
export type UnknownFiler = EmbedActor | GuestActor;
