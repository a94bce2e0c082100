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
  | 'account'
  | 'login'
  | 'ticket-link'
  | 'password'
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
  account: ['account'],
  login: ['unknown', 'login'],
  t: ['unknown', 'ticket-link'],
  password: ['unknown', 'password'],
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

/** Views that belong to no menu. */
const WITHOUT_MENU = ['account', 'login', 'password', 'ticket-link', 'unknown'] as const;

const hasMenu = (view: PortalView): view is Exclude<PortalView, (typeof WITHOUT_MENU)[number]> =>
  !WITHOUT_MENU.some((one) => one === view);

/** The menu a view belongs to; undefined where it belongs to none. */
export const menuOf = (view: PortalView): Menu | undefined =>
  hasMenu(view) ? (MENU_OF[view] ?? (view as Menu)) : undefined;

/** Views to which mailed links lead people who are not logged in: to log in, or to set a new password. */
export const isMailedLink = (view: PortalView): view is 'login' | 'password' => view === 'login' || view === 'password';

/** What the list of a path shows: the path's query, as the list's `view`. */
export const queryOf = (path: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(path.split('?')[1]));

/** The same path, with what its list shows. */
export function withQuery(path: string, view: object): string {
  const query = new URLSearchParams(view as Record<string, string>);
  return `${path.split('?')[0]}${query.size ? `?${query}` : ''}`;
}

/** A path as others may know it: without the token of a mailed link. */
export function publicPath(path: string): string {
  const { view } = routeOf(path);
  return isMailedLink(view) || view === 'ticket-link' ? path.split('/').slice(0, 2).join('/') : path;
}
