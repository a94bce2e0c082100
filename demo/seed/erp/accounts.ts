import type { SyncCompany, SyncPermissions, SyncUser } from '../../../src/contract/sync.ts';
import { companies } from '../companies.ts';
import { people, staff } from '../people.ts';
import { companyRef, userRef } from './ids.ts';

export const companyRows: readonly SyncCompany[] = companies.map(({ key, kind, name, partner }) => ({
  externalId: companyRef(key),
  kind,
  name,
  partner: partner ? companyRef(partner) : null,
}));

export const userRows: readonly SyncUser[] = [...people, ...staff].map((person) => ({
  externalId: userRef(person),
  name: person.name,
  email: person.email,
  phone: person.phone,
  company: person.company ? companyRef(person.company) : null,
  role: person.role,
  management: person.management,
}));

export const permissionRows: readonly SyncPermissions[] = people.map((person) => ({
  externalId: userRef(person),
  permissions: [...person.permissions],
}));
