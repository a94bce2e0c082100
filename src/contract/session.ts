import type { Language } from './language.ts';
import type { Operation } from './operation.ts';

export const ROLES = ['customer', 'partner', 'staff'] as const;
export type Role = (typeof ROLES)[number];

/** Menus a customer's user needs a permission for. */
export const PERMISSIONS = ['offers', 'orders', 'invoices', 'subscriptions'] as const;
export type Permission = (typeof PERMISSIONS)[number];

export interface CompanyRef {
  id: string;
  name: string;
}

/** An employee as customers see them. */
export interface StaffMember {
  id: string;
  name: string;
  email: string;
  phone: string | null;
  /** Path below the API's base of a square portrait, readable by everybody, or null. */
  picture: string | null;
}

/** Who is logged in, and what they may do. */
export interface Me {
  id: string;
  name: string;
  email: string;
  phone: string | null;
  role: Role;
  /** May ask for permissions in the company's name. */
  management: boolean;
  permissions: Permission[];
  /** Null for staff. */
  company: CompanyRef | null;
  /** The sales partner the company bought through: it holds what the permissions are about, so nobody of the company can be given them. */
  partner: CompanyRef | null;
}

/** Somebody of a company, as staff see them. */
export interface CompanyUser {
  id: string;
  name: string;
  email: string;
  management: boolean;
  permissions: Permission[];
}

/** The access token a host token was exchanged for. */
export interface AccessToken {
  accessToken: string;
  /** Seconds from now. */
  expiresIn: number;
  /** The portal does not know whom the host vouches for: they can file a ticket, and nothing else. */
  guest?: true;
}

/** 401 without a valid session. */
export const getSession: Operation<object, Me> = { method: 'GET', path: '/session' };

/** Password login; sets the session cookie. 401 `invalid_credentials`. */
export const createSession: Operation<{ body: { email: string; password: string } }, Me> = {
  method: 'POST',
  path: '/session',
};

export const deleteSession: Operation<object, void> = { method: 'DELETE', path: '/session' };

/** Mails a login link if the address is known; the answer is 202 either way. */
export const requestLink: Operation<{ body: { email: string; language: Language } }, void> = {
  method: 'POST',
  path: '/session/links',
};

/** Turns the token of a mailed link into a session. Each token works once. 410 `link_expired`. */
export const redeemLink: Operation<{ body: { token: string } }, Me> = {
  method: 'POST',
  path: '/session/links/redemptions',
};

/**
 * Exchanges a host's JWT for an access token of ten minutes, for the host's user in the portal or, where there is none, for a guest: then the token has to
 * have the claims `name` and `email`, and can have `phone_number` and `instance`. 401 `unauthenticated`.
 */
export const exchangeHostToken: Operation<{ body: { token: string } }, AccessToken> = {
  method: 'POST',
  path: '/session/host-tokens',
};

/** The employees a record can be assigned to. Staff only. */
export const listStaff: Operation<object, { items: StaffMember[] }> = { method: 'GET', path: '/staff' };

/** An employee's portrait, for everybody. */
export const getStaffPicture: Operation<{ params: { id: string } }, Blob> = {
  method: 'GET',
  path: '/staff/{id}/picture',
};

/** Companies the caller may see, by name, at most 100. */
export const listCompanies: Operation<{ query: { search?: string } }, { items: CompanyRef[] }> = {
  method: 'GET',
  path: '/companies',
};

/** The people of a company. */
export interface CompanyUsers {
  items: CompanyUser[];
  /** The company's sales partner. If there is one, nobody of the company can be given a permission. */
  partner: CompanyRef | null;
}

/** Users of a company, by name. Staff only. */
export const listCompanyUsers: Operation<{ params: { id: string } }, CompanyUsers> = {
  method: 'GET',
  path: '/companies/{id}/users',
};

/** Grants a user these permissions and no others. Staff only. 409 `permission_by_partner` for somebody of a customer that has a sales partner. */
export const setPermissions: Operation<{ params: { id: string }; body: { permissions: Permission[] } }, CompanyUser> = {
  method: 'PUT',
  path: '/users/{id}/permissions',
};
