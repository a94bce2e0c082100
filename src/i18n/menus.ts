import type { Permission } from '../contract/session.ts';
import { dictionary } from './locale.ts';

/** The menus of the portal; each of those that need a permission is named like it. */
export type Menu = 'overview' | 'tickets' | 'documents' | Permission;

/** What the menus are called. */
export const menuWords = dictionary(
  'menus',
  {
    overview: 'Übersicht',
    tickets: 'Tickets',
    documents: 'Signaturen',
    offers: 'Angebote',
    orders: 'Verkaufsaufträge',
    invoices: 'Rechnungen',
    subscriptions: 'Abonnements',
  } satisfies Record<Menu, string>,
  {
    overview: 'Overview',
    tickets: 'Tickets',
    documents: 'Signatures',
    offers: 'Offers',
    orders: 'Sales orders',
    invoices: 'Invoices',
    subscriptions: 'Subscriptions',
  },
);
