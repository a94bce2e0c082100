import type { LitElement, ReactiveController, ReactiveControllerHost } from 'lit';
import { scrollerOf } from '../shared/scroller.ts';
import { type Route, routeOf } from './portal.routes.ts';

export type Routing = 'hash' | 'history';

/** Where the portal's paths stand in an address. */
interface Place {
  /** The address of a path, from the page the portal is on. */
  href(path: string): string;
  /** The path in an address; undefined in one that is not the portal's. */
  pathOf(address: Pick<URL, 'origin' | 'pathname' | 'hash'>): string | undefined;
  /** Whether an address of the page's links, as it is written, can be the portal's. */
  owns(href: string): boolean;
}

/** The path in a hash. */
const hashPath = (hash: string): string | undefined => (hash.startsWith('#/') ? hash.slice(1) : undefined);

const inHash: Place = {
  href: (path) => `#${path}`,
  pathOf: ({ hash }) => hashPath(hash) ?? (hash.length > 1 ? undefined : '/'),
  owns: () => false,
};

const below = (base: string): Place => ({
  href: (path) => base + path,
  pathOf({ origin, pathname, hash }) {
    if (origin !== location.origin || (pathname !== base && !pathname.startsWith(`${base}/`))) return undefined;
    return hashPath(hash) ?? (pathname.slice(base.length) || '/');
  },
  owns: (href) => !href.startsWith('#'),
});

/** Follows the address of the page and leads to others, for links anywhere inside its host too. */
export class Router implements ReactiveController {
  path = '/';
  route: Route = routeOf('/');
  readonly #host: LitElement & { routing: Routing; base: string };
  readonly #changed: () => void;
  readonly #scroll: ScrollMemory;

  /** `changed` is called whenever the route is another one. */
  constructor(host: LitElement & { routing: Routing; base: string }, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    this.#scroll = new ScrollMemory(host);
    host.addController(this);
  }

  hostConnected(): void {
    // Also fired when somebody changes the hash by hand.
    window.addEventListener('popstate', this.#traversed);
    this.#host.addEventListener('click', this.#clicked);
    // Where the portal's paths stand is known with the first update only.
    if (this.#host.hasUpdated) this.read();
    void this.#host.updateComplete.then(() => this.#scroll.restore());
  }

  hostDisconnected(): void {
    window.removeEventListener('popstate', this.#traversed);
    this.#host.removeEventListener('click', this.#clicked);
  }

  get #place(): Place {
    const { routing, base } = this.#host;
    return routing === 'history' ? below(base.replace(/\/+$/, '')) : inHash;
  }

  /** The address of a path, for links; `{names}` in it stay. */
  href(path: string): string {
    return this.#place.href(path);
  }

  /** Goes to a path; `replace`: the page that is left is not worth coming back to. */
  go(path: string, replace = false): void {
    this.#scroll.keep();
    // Whole, because a page may have a `<base>` that leads elsewhere.
    const address = new URL(this.href(path), location.href);
    if (replace || path === this.path) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    this.read();
    this.#changed();
    void this.#host.updateComplete.then(() => this.#scroll.begin());
  }

  /** Reads the address. */
  read(): void {
    const path = this.#place.pathOf(location);
    // Outside, or at a place on the page that is none of the portal's.
    if (path === undefined) return;
    // Mails have the path in the hash, wherever the portal has it.
    if (hashPath(location.hash)) history.replaceState(history.state, '', new URL(this.href(path), location.href));
    this.path = path;
    this.route = routeOf(path);
    this.#host.requestUpdate();
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
    const path = hashPath(href) ?? (this.#place.owns(href) ? this.#place.pathOf(link) : undefined);
    // What the portal does not know may be another page of the host's.
    if (path === undefined || (routeOf(path).view === 'unknown' && !href.startsWith('#'))) return;
    event.preventDefault();
    this.go(path);
  };
}

/** Name in the state of an entry of the browser's history. */
const KEY = 'etronScroll';
/** Milliseconds without scrolling until the place is kept: browsers allow a hundred changes in half a minute. */
const KEEP_AFTER = 150;
/** Milliseconds in which a page has to become as long as it was. */
const PATIENCE = 3_000;
/** What the reader does to scroll. */
const HANDS = ['wheel', 'touchmove', 'keydown', 'pointerdown'];

/**
 * Where the reader was on a page, kept in the browser's history and found again on the way back, also after a reload. Browsers do that too early: before
 * the page has what it is long by.
 */
class ScrollMemory implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #before: ScrollRestoration = 'auto';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #restoring = false;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#before = history.scrollRestoration;
    history.scrollRestoration = 'manual';
    window.addEventListener('scroll', this.#scrolled, { capture: true, passive: true });
    for (const type of HANDS) window.addEventListener(type, this.#stop, { capture: true, passive: true });
  }

  hostDisconnected(): void {
    history.scrollRestoration = this.#before;
    this.#stop();
    clearTimeout(this.#timer);
    window.removeEventListener('scroll', this.#scrolled, { capture: true });
    for (const type of HANDS) window.removeEventListener(type, this.#stop, { capture: true });
  }

  /** Keeps the place at once: the reader goes on. */
  keep(): void {
    this.#stop();
    clearTimeout(this.#timer);
    history.replaceState({ ...history.state, [KEY]: scrollerOf(this.#host).scrollTop }, '');
  }

  /** Begins a page at its top. */
  begin(): void {
    this.#stop();
    clearTimeout(this.#timer);
    if (this.#host.getBoundingClientRect().top < 0) this.#host.scrollIntoView({ behavior: 'instant' });
  }

  /** Finds the place of an entry that the reader came back to, as soon as the page is long enough; false without one. */
  restore(): boolean {
    clearTimeout(this.#timer);
    const place = Number(history.state?.[KEY]);
    if (!place) return false;
    const end = performance.now() + PATIENCE;
    this.#restoring = true;
    const step = () => {
      if (!this.#restoring) return;
      const scroller = scrollerOf(this.#host);
      scroller.scrollTop = place;
      if (Math.abs(scroller.scrollTop - place) < 2 || performance.now() > end) this.#restoring = false;
      else requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
    return true;
  }

  #stop = (): void => {
    this.#restoring = false;
  };

  #scrolled = (): void => {
    clearTimeout(this.#timer);
    // What moves the page on the way back is not the reader.
    if (!this.#restoring) this.#timer = setTimeout(() => this.keep(), KEEP_AFTER);
  };
}
