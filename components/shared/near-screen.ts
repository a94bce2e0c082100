import type { LitElement, ReactiveController } from 'lit';

/** How far outside of the screen a part counts as near. */
const AHEAD = '400px';

/**
 * Tells which parts of an element are on the screen or near it, so that costly ones are loaded only when somebody comes to them. A part is an element with the
 * attribute `data-near`, whose value is its name. The element is rendered again whenever that changes.
 *
 * ```ts
 * html`<div data-near=${id}>${this.#near.wasNear(id) ? html`<etron-history …></etron-history>` : nothing}</div>`
 * ```
 */
export class NearScreen implements ReactiveController {
  readonly #host: LitElement;
  #parts = new Set<Element>();
  readonly #near = new Set<string>();
  readonly #met = new Set<string>();
  // `scrollMargin` reaches into scrolling parts of the page, where `rootMargin` does not.
  readonly #observer = new IntersectionObserver((entries) => this.#seen(entries), {
    rootMargin: AHEAD,
    scrollMargin: AHEAD,
  } as IntersectionObserverInit);

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Whether the part is on the screen or near it now. */
  isNear(name: string): boolean {
    return this.#near.has(name);
  }

  /** Whether the part has been on the screen or near it. */
  wasNear(name: string): boolean {
    return this.#met.has(name);
  }

  /** Treats a part as near, because the reader is about to be led there. */
  meet(name: string): void {
    this.#met.add(name);
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    const parts = new Set(this.#host.renderRoot.querySelectorAll('[data-near]'));
    for (const part of this.#parts) if (!parts.has(part)) this.#observer.unobserve(part);
    for (const part of parts) if (!this.#parts.has(part)) this.#observer.observe(part);
    this.#parts = parts;
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    this.#parts.clear();
    this.#near.clear();
  }

  #seen(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const name = (target as HTMLElement).dataset['near'] ?? '';
      if (!isIntersecting) this.#near.delete(name);
      else {
        this.#near.add(name);
        this.#met.add(name);
      }
    }
    this.#host.requestUpdate();
  }
}
