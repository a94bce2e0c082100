import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Route, routeOf } from './portal.routes.ts';
import { ScrollMemory } from './portal.scroll.ts';

export type Routing = 'hash' | 'history';

/** Where the portal's paths stand in the address. */
interface Place {
  routing: Routing;
  /** Path of the page the portal is on; only for `history`. */
  base: string;
}

/** Follows the address of the page and leads to others, for links anywhere inside its host too. */
export class Router implements ReactiveController {
  path = '/';
  route: Route = routeOf('/');
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #place: () => Place;
  readonly #changed: () => void;
  readonly #scroll: ScrollMemory;

  /** `changed` is called whenever the route is another one. */
  constructor(host: ReactiveControllerHost & HTMLElement, place: () => Place, changed: () => void) {
    this.#host = host;
    this.#place = place;
    this.#changed = changed;
    this.#scroll = new ScrollMemory(host);
    host.addController(this);
  }

  hostConnected(): void {
    // Also fired when somebody changes the hash by hand.
    window.addEventListener('popstate', this.#traversed);
    this.#host.addEventListener('click', this.#clicked);
    this.read();
    void this.#host.updateComplete.then(() => this.#scroll.restore());
  }

  hostDisconnected(): void {
    window.removeEventListener('popstate', this.#traversed);
    this.#host.removeEventListener('click', this.#clicked);
  }

  /** The address of a path, for links; `{names}` in it stay. */
  href(path: string): string {
    return this.#place().routing === 'hash' ? `#${path}` : this.#base + path;
  }

  /** Goes to a path; `replace`: the page that is left is not worth coming back to. */
  go(path: string, replace = false): void {
    this.#scroll.keep();
    const same = path === this.path;
    // Whole, because a page may have a `<base>` that leads elsewhere.
    const address =
      this.#place().routing === 'hash' ? `${location.pathname}${location.search}#${path}` : this.#base + path;
    if (replace || same) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    this.read();
    this.#changed();
    void this.#host.updateComplete.then(() => this.#scroll.begin());
  }

  get #base(): string {
    return this.#place().base.replace(/\/+$/, '');
  }

  /** Reads the address. */
  read(): void {
    const path = this.#pathOf(location.href);
    // Outside, or at a place on the page that is none of the portal's.
    if (path === undefined) return;
    this.path = path;
    this.route = routeOf(path);
    this.#host.requestUpdate();
  }

  /** The portal's part of an address; undefined for one that is not the portal's. */
  #pathOf(address: string): string | undefined {
    const { origin, pathname, hash } = new URL(address, location.href);
    if (this.#place().routing === 'hash')
      return hash.startsWith('#/') ? hash.slice(1) : hash.length > 1 ? undefined : '/';
    const base = this.#base;
    if (origin !== location.origin || (pathname !== base && !pathname.startsWith(`${base}/`))) return undefined;
    return pathname.slice(base.length) || '/';
  }

  #traversed = (): void => {
    const before = this.path;
    this.read();
    if (before === this.path) return;
    this.#changed();
    void this.#host.updateComplete.then(() => this.#scroll.restore() || this.#scroll.begin());
  };

  #clicked = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
      return;
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement && node.hasAttribute('href'));
    if (!(link instanceof HTMLAnchorElement) || (link.target && link.target !== '_self') || link.download) return;
    const href = link.getAttribute('href') ?? '';
    const isOwn = this.#place().routing === 'hash' ? href.startsWith('#/') : !href.startsWith('#');
    const path = isOwn ? this.#pathOf(this.#place().routing === 'hash' ? href : link.href) : undefined;
    // What the portal does not know may be another page of the host's.
    if (path === undefined || (routeOf(path).view === 'unknown' && !href.startsWith('#'))) return;
    event.preventDefault();
    this.go(path);
  };
}
