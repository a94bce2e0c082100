import type { LitElement, ReactiveController, ReactiveControllerHost } from 'lit';
import { scrollerOf } from '../shared/scroller.ts';
import { publicPath, type Route, routeOf } from './portal.routes.ts';

export type Routing = 'hash' | 'history';

/** How the paths of the portal are written in addresses of the page. */
interface AddressFormat {
  /** The address of a path, relative to the page the portal is on. */
  href(path: string): string;
  /** The path in an address; undefined if the address is not one of the portal's. */
  pathOf(address: Pick<URL, 'origin' | 'pathname' | 'search' | 'hash'>): string | undefined;
  /** Whether the `href` of a link on the page can lead into the portal. */
  owns(href: string): boolean;
}

/** The path in the hash of an address, if it has one. */
const hashPath = (hash: string): string | undefined => (hash.startsWith('#/') ? hash.slice(1) : undefined);

const hashFormat: AddressFormat = {
  href: (path) => `#${path}`,
  pathOf: ({ hash }) => hashPath(hash) ?? (hash.length > 1 ? undefined : '/'),
  owns: () => false,
};

const pathFormat = (base: string): AddressFormat => ({
  href: (path) => base + path,
  pathOf({ origin, pathname, search, hash }) {
    if (origin !== location.origin || (pathname !== base && !pathname.startsWith(`${base}/`))) return undefined;
    return hashPath(hash) ?? (pathname.slice(base.length) || '/') + search;
  },
  owns: (href) => !href.startsWith('#'),
});

/** Keeps the portal's path and the address of the page in step. Also handles clicks on links anywhere inside the host. */
export class Router implements ReactiveController {
  path = '/';
  route: Route = routeOf('/');
  readonly #host: LitElement & { routing: Routing; base: string };
  readonly #changed: () => void;
  readonly #scroll: ScrollMemory;

  /** @param changed Called whenever the route has changed. */
  constructor(host: LitElement & { routing: Routing; base: string }, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    this.#scroll = new ScrollMemory(host);
    host.addController(this);
  }

  hostConnected(): void {
    // This event is also fired when somebody edits the hash in the address bar.
    window.addEventListener('popstate', this.#traversed);
    this.#host.addEventListener('click', this.#clicked);
    // `routing` and `base` are known only after the first update.
    if (this.#host.hasUpdated) this.read();
    void this.#host.updateComplete.then(() => this.#scroll.restore());
  }

  hostDisconnected(): void {
    window.removeEventListener('popstate', this.#traversed);
    this.#host.removeEventListener('click', this.#clicked);
  }

  get #format(): AddressFormat {
    const { routing, base } = this.#host;
    return routing === 'history' ? pathFormat(base.replace(/\/+$/, '')) : hashFormat;
  }

  /** The address of a path, for links. Placeholders such as `{id}` are kept. */
  href(path: string): string {
    return this.#format.href(path);
  }

  /** Goes to a path. With `replace`, the present page does not stay in the browser's history. */
  go(path: string, replace = false): void {
    this.#scroll.save();
    // An absolute address, because the page may have a `<base>` that leads elsewhere.
    const address = new URL(this.href(path), location.href);
    if (replace || path === this.path) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    this.read();
    this.#changed();
    void this.#host.updateComplete.then(() => this.#scroll.scrollToTop());
  }

  /** Changes the path of the present page, which stays as it is. */
  rewrite(path: string): void {
    history.replaceState(history.state, '', new URL(this.href(path), location.href));
    this.read();
  }

  /** Takes the path over from the address of the page. */
  read(): void {
    const path = this.#format.pathOf(location);
    // The address is outside of the portal, or leads to an anchor of the host page.
    if (path === undefined) return;
    // Links in mails always have the path in the hash, whatever `routing` says. A token stays there: as a path it would be sent to servers.
    if (hashPath(location.hash) && publicPath(path) === path)
      history.replaceState(history.state, '', new URL(this.href(path), location.href));
    this.path = path;
    this.route = routeOf(path);
    this.#host.requestUpdate();
  }

  #traversed = (): void => {
    const before = this.path;
    this.read();
    if (before === this.path) return;
    this.#changed();
    void this.#host.updateComplete.then(() => this.#scroll.restore() || this.#scroll.scrollToTop());
  };

  #clicked = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
      return;
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement && node.hasAttribute('href'));
    if (!(link instanceof HTMLAnchorElement) || (link.target && link.target !== '_self') || link.download) return;
    const href = link.getAttribute('href') ?? '';
    const path = hashPath(href) ?? (this.#format.owns(href) ? this.#format.pathOf(link) : undefined);
    // An unknown path may be another page of the host's site.
    if (path === undefined || (routeOf(path).view === 'unknown' && !href.startsWith('#'))) return;
    event.preventDefault();
    this.go(path);
  };
}

/** Key of the scroll position in the state of a history entry. */
const STATE_KEY = 'etronScroll';
/** Milliseconds without scrolling until the position is saved: browsers allow a hundred changes of the history in half a minute. */
const SAVE_DELAY = 150;
/** Milliseconds within which a page must reach its former length for the position to be restored. */
const RESTORE_TIMEOUT = 3_000;
/** Events of a reader who scrolls; they end the restoring of a position. */
const SCROLL_INPUTS = ['wheel', 'touchmove', 'keydown', 'pointerdown'];

/**
 * Saves the scroll position with each history entry and restores it when the reader comes back, also after a reload. Browsers restore it by themselves, but
 * too early: the page is still short then, because its content is being loaded.
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
    for (const type of SCROLL_INPUTS) window.addEventListener(type, this.#stop, { capture: true, passive: true });
  }

  hostDisconnected(): void {
    history.scrollRestoration = this.#before;
    this.#stop();
    clearTimeout(this.#timer);
    window.removeEventListener('scroll', this.#scrolled, { capture: true });
    for (const type of SCROLL_INPUTS) window.removeEventListener(type, this.#stop, { capture: true });
  }

  /** Saves the position at once, before another page is shown. */
  save(): void {
    this.#stop();
    clearTimeout(this.#timer);
    history.replaceState({ ...history.state, [STATE_KEY]: scrollerOf(this.#host).scrollTop }, '');
  }

  /** Begins a page at its top. */
  scrollToTop(): void {
    this.#stop();
    clearTimeout(this.#timer);
    if (this.#host.getBoundingClientRect().top < 0) this.#host.scrollIntoView({ behavior: 'instant' });
  }

  /** Restores the position of the present history entry as soon as the page is long enough; false if none was saved. */
  restore(): boolean {
    clearTimeout(this.#timer);
    const position = Number(history.state?.[STATE_KEY]);
    if (!position) return false;
    const end = performance.now() + RESTORE_TIMEOUT;
    this.#restoring = true;
    const step = () => {
      if (!this.#restoring) return;
      const scroller = scrollerOf(this.#host);
      scroller.scrollTop = position;
      if (Math.abs(scroller.scrollTop - position) < 2 || performance.now() > end) this.#restoring = false;
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
    // While a position is being restored, it is not the reader who scrolls.
    if (!this.#restoring) this.#timer = setTimeout(() => this.save(), SAVE_DELAY);
  };
}
