import type { TemplateResult } from 'lit';
import type { Overview } from '../../src/contract/overview.ts';
import { type Me, PERMISSIONS, type Permission, type Role } from '../../src/contract/session.ts';
import type { Menu } from '../../src/i18n/menus.ts';
import { icon } from './icon.ts';

/** All menus in the order they are shown. */
export const MENUS: readonly Menu[] = ['overview', 'tickets', 'documents', ...PERMISSIONS];

export const isPermission = (menu: Menu): menu is Permission => PERMISSIONS.includes(menu as Permission);

/** Whether somebody may see a menu. */
export const permits = (me: Me | undefined, menu: Menu): boolean =>
  !isPermission(menu) || me?.role === 'staff' || !!me?.permissions.includes(menu);

/** How many records wait for the reader, by menu. None for employees, who have a page of their own for that. */
export const waitingOf = (
  { tickets, documents, offers, invoices }: Overview,
  role: Role,
): { [menu in Menu]?: number } =>
  role === 'staff'
    ? {}
    : {
        tickets: tickets.mine,
        documents: documents.mine,
        offers: offers?.open ?? 0,
        invoices: invoices?.overdue ?? 0,
      };

const paths: Record<Menu, string> = {
  overview: 'M3.5 3.5h5.5v6H3.5zM11 3.5h5.5v4H11zM11 9.5h5.5v7H11zM3.5 11.5H9v5H3.5z',
  tickets: 'M3 5h14v3.2a1.8 1.8 0 0 0 0 3.6V15H3v-3.2a1.8 1.8 0 0 0 0-3.6zM12 5v1.5m0 2.7v1.6m0 2.7V15',
  documents: 'M3 16.5h14M4.5 13.5 5 11l7.5-7.5 2.5 2.5-7.5 7.5-3 .5zM11 5l2.5 2.5',
  offers: 'M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5M7.5 9.5h5m-5 2.5h5m-5 2.5h3',
  orders: 'M2.5 3.5h2l2 9.5h8l2-6.5h-11M7.5 17a.8.8 0 1 0 0-1.6.8.8 0 0 0 0 1.6m6.5 0a.8.8 0 1 0 0-1.6.8.8 0 0 0 0 1.6',
  invoices: 'M5 2.5h10v15l-2.5-1.6L10 17.5l-2.5-1.6L5 17.5zM7.5 6.5h5m-5 3h5m-2 3h2',
  subscriptions: 'm10 3 7 3.5-7 3.5-7-3.5zM3 10l7 3.5 7-3.5M3 13.5l7 3.5 7-3.5',
};

/** The icon of a menu. Style sheet: `iconStyles`. */
export const menuIcon = (menu: Menu): TemplateResult => icon(paths[menu]);
