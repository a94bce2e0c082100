import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Calls `onReturn` when the reader comes back and may have missed something: the element was hidden and is shown again (its scroll position is put
 * back), the browser tab was in the background, the network was gone.
 */
export class ReturnController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onReturn: () => void;
  readonly #observer: ResizeObserver;
  #hidden = false;
  #scroll: { scroller: Element; top: number } | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, onReturn: () => void) {
    this.#host = host;
    this.#onReturn = onReturn;
    this.#observer = new ResizeObserver(this.#resized);
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.#host);
    window.addEventListener('scroll', this.#scrolled, { capture: true, passive: true });
    window.addEventListener('online', this.#onReturn);
    document.addEventListener('visibilitychange', this.#visibilityChanged);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    window.removeEventListener('scroll', this.#scrolled, { capture: true });
    window.removeEventListener('online', this.#onReturn);
    document.removeEventListener('visibilitychange', this.#visibilityChanged);
  }

  #visibilityChanged = (): void => {
    if (!document.hidden) this.#onReturn();
  };

  #scrolled = ({ target }: Event): void => {
    const scroller = target === document ? document.scrollingElement : target;
    // The event that follows hiding tells of a page that became shorter, not of a reader who scrolled.
    if (scroller instanceof Element && scroller.contains(this.#host) && this.#host.checkVisibility())
      this.#scroll = { scroller, top: scroller.scrollTop };
  };

  #resized = (): void => {
    const wasHidden = this.#hidden;
    this.#hidden = !this.#host.checkVisibility();
    if (!wasHidden || this.#hidden) return;
    if (this.#scroll) this.#scroll.scroller.scrollTop = this.#scroll.top;
    this.#onReturn();
  };
}
