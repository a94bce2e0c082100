import type { CompanyRef, Permission, Role } from '../../../src/contract/session.ts';
import type { ApiScope } from '../../../src/contract/sync.limits.ts';

/** Somebody logged in, by session cookie or by a host's token. Always read from the database, never from a token. */
export interface UserActor {
  kind: 'user';
  id: string;
  name: string;
  email: string;
  emailVerified: boolean;
  phone: string | null;
  role: Role;
  management: boolean;
  /** None for customers with a sales partner. */
  permissions: Permission[];
  company: CompanyRef | null;
  /** The company's sales partner. */
  partner: CompanyRef | null;
  via: 'session' | 'host';
  /** The host application the actor comes through; null on our own pages. */
  host: { name: string; trustedForSigning: boolean } | null;
}

/** A visitor of a page that carries an embed key. */
export interface EmbedActor {
  kind: 'embed';
  key: string;
  partner: CompanyRef;
  ticketsPerHour: number;
}

/** A program with an API key. It is no user, and sees nothing a user sees but what its scopes are for. */
export interface ApiKeyActor {
  kind: 'key';
  id: string;
  name: string;
  scopes: ApiScope[];
}

export type Actor = UserActor | EmbedActor | ApiKeyActor;

/** Who may bring files for records. */
export type Uploader = UserActor | EmbedActor;
