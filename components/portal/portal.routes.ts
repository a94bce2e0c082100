import type { Menu } from '../../src/i18n/menus.ts';

/** The views of the portal. */
export type PortalView =
  | Menu
  | 'new-ticket'
  | 'ticket'
  | 'document'
  | 'offer'
  | 'order'
  | 'invoice'
  | 'login'
  | 'ticket-link'
  | 'unknown';

export interface Route {
  view: PortalView;
  /** Id of the record, or the token of a mailed link; empty for other views. */
  id: string;
}

/** Views by the first segment of the path: without and with an id after it. */
const VIEWS_BY_SEGMENT: Record<string, [alone: PortalView, withId?: PortalView]> = {
  '': ['overview'],
  tickets: ['tickets', 'ticket'],
  documents: ['documents', 'document'],
  offers: ['offers', 'offer'],
  orders: ['orders', 'order'],
  invoices: ['invoices', 'invoice'],
  subscriptions: ['subscriptions'],
  login: ['unknown', 'login'],
  t: ['unknown', 'ticket-link'],
};

/** What a path of the portal (`/tickets/new`) shows. */
export function routeOf(path: string): Route {
  const [, first = '', second = '', ...rest] = (path.split(/[?#]/)[0] ?? '').split('/');
  const views = Object.hasOwn(VIEWS_BY_SEGMENT, first) && !rest.join('') ? VIEWS_BY_SEGMENT[first] : undefined;
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

/** Menus of the views that are not menus themselves. */
const MENU_OF: Partial<Record<PortalView, Menu>> = {
  'new-ticket': 'tickets',
  ticket: 'tickets',
  document: 'documents',
  offer: 'offers',
  order: 'orders',
  invoice: 'invoices',
};

/** Views whose `id` is the token of a mailed link. They belong to no menu. */
const TOKEN_VIEWS: ReadonlySet<PortalView> = new Set(['login', 'ticket-link']);

/** The menu a view belongs to; undefined for mailed links and unknown paths. */
export const menuOf = (view: PortalView): Menu | undefined =>
  TOKEN_VIEWS.has(view) || view === 'unknown' ? undefined : (MENU_OF[view] ?? (view as Menu));

/** A path as others may know it: without the token of a mailed link. */
export const publicPath = (path: string): string =>
  TOKEN_VIEWS.has(routeOf(path).view) ? path.split('/').slice(0, 2).join('/') : path;
