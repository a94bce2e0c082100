import { html, type LitElement, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { PagesController } from '../../src/controllers/pages.ts';

/** How far below the screen the next page is loaded. */
const AHEAD = '800px';

type Pages<T extends { id: string }> = Pick<
  PagesController<readonly unknown[], T>,
  'items' | 'more' | 'loadingMore' | 'moreProblem' | 'loadMore'
>;

/** The end of a list that is loaded page by page: loads the next page when it comes near the screen, and has a button for it. */
export class PageEnd<T extends { id: string }> implements ReactiveController {
  readonly #host: LitElement;
  readonly #pages: Pages<T>;
  readonly #loaded: (first: T) => unknown;
  readonly #observer = new IntersectionObserver(
    // The last one tells how things are: a busy page is told of coming into sight together with the time before.
    (seen) => seen.at(-1)?.isIntersecting && !this.#pages.moreProblem && void this.#pages.loadMore(),
    { rootMargin: AHEAD, scrollMargin: AHEAD },
  );

  /** `loaded` moves the focus to the first row of a page somebody asked for by the button, which may be gone by then. */
  constructor(host: LitElement, pages: Pages<T>, loaded: (first: T) => unknown) {
    this.#host = host;
    this.#pages = pages;
    this.#loaded = loaded;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  // Observed anew after each update: an end that stays in sight does not intersect a second time.
  hostUpdated(): void {
    this.#observer.disconnect();
    const end = this.#host.renderRoot.querySelector('.more');
    if (end) this.#observer.observe(end);
  }

  render({ loading, more }: { loading: string; more: string }): TemplateResult | typeof nothing {
    const pages = this.#pages;
    return pages.more && !pages.moreProblem
      ? html`<button class="more" type="button" aria-disabled=${pages.loadingMore} @click=${this.load}>${pages.loadingMore ? loading : more}</button>`
      : nothing;
  }

  load = async (): Promise<void> => {
    const pages = this.#pages;
    const before = pages.items?.length ?? 0;
    await pages.loadMore();
    const first = pages.items?.[before];
    if (first) await this.#loaded(first);
  };
}
