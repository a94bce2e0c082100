import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { scrollerOf } from '../shared/scroller.ts';

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
export class ScrollMemory implements ReactiveController {
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
