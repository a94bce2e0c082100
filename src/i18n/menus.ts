import type { Permission } from '../contract/session.ts';
import { dictionary } from './locale.ts';
import { permissionNames } from './permission-names.ts';

/** The menus of the portal; each of those that need a permission is named like it. */
export type Menu = 'overview' | 'tickets' | 'documents' | Permission;

/** What the menus are called. */
export const menuWords = dictionary<Record<Menu, string>>(
  {
    overview: 'Übersicht',
    tickets: 'Tickets',
    documents: 'Signaturen',
    ...permissionNames.de,
  },
  {
    overview: 'Overview',
    tickets: 'Tickets',
    documents: 'Signatures',
    ...permissionNames.en,
  },
);
