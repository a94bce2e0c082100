import type { Permission } from '../contract/session.ts';
import { dictionary } from './locale.ts';

/** What the menus that need a permission are called; apart from `menuWords`, since elements that stand alone have no other menus. */
export const permissionNames = dictionary<Record<Permission, string>>(
  {
    offers: 'Angebote',
    orders: 'Verkaufsaufträge',
    invoices: 'Rechnungen',
    subscriptions: 'Abonnements',
  },
  {
    offers: 'Offers',
    orders: 'Sales orders',
    invoices: 'Invoices',
    subscriptions: 'Subscriptions',
  },
);
