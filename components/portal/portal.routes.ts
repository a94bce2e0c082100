import type { Menu } from '../../src/i18n/menus.ts';

/** What the portal shows. */
export type View = Menu | 'new-ticket' | 'ticket' | 'document' | 'offer' | 'order' | 'invoice' | 'login' | 'unknown';

export interface Route {
  view: View;
  /** Of the record, or the token of a mailed link. */
  id: string;
}

/** By the first part of the path: what it is alone, and what with an id behind it. */
const VIEWS: Record<string, [alone: View, withId?: View]> = {
  '': ['overview'],
  tickets: ['tickets', 'ticket'],
  documents: ['documents', 'document'],
  offers: ['offers', 'offer'],
  orders: ['orders', 'order'],
  invoices: ['invoices', 'invoice'],
  subscriptions: ['subscriptions'],
  login: ['unknown', 'login'],
};

/** What a path of the portal (`/tickets/new`) shows. */
export function routeOf(path: string): Route {
  const [, first = '', second = '', ...rest] = (path.split(/[?#]/)[0] ?? '').split('/');
  const views = Object.hasOwn(VIEWS, first) && !rest.join('') ? VIEWS[first] : undefined;
  if (first === 'tickets' && second === 'new') return { view: 'new-ticket', id: '' };
  const view = views?.[second ? 1 : 0] ?? 'unknown';
  return { view, id: decoded(second) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The menu a view belongs to. */
const MENU_OF: Partial<Record<View, Menu>> = {
  'new-ticket': 'tickets',
  ticket: 'tickets',
  document: 'documents',
  offer: 'offers',
  order: 'orders',
  invoice: 'invoices',
};

export const menuOf = (view: View): Menu | undefined =>
  view === 'login' || view === 'unknown' ? undefined : (MENU_OF[view] ?? (view as Menu));
