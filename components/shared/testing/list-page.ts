import { assert } from '@open-wc/testing';
import { API, requestsOf } from '../../../src/internal/testing/network.ts';
import { allByRole, eventually, showPage, textOf } from '../../../src/internal/testing/page.ts';
import { TestSession } from '../../../src/internal/testing/session.ts';
import type { ViewChangedEvent } from '../events.ts';

/** A page with a list of records, and what a test looks at in it. */
export class ListPage<Tag extends keyof HTMLElementTagNameMap> {
  /** The list that was shown last. */
  list!: HTMLElementTagNameMap[Tag];
  /** The views that the reader chose in it. */
  views: object[] = [];
  readonly #tag: Tag;
  readonly #operation: { method: string; path: string };

  /** @param operation Lists the records. */
  constructor(tag: Tag, operation: { method: string; path: string }) {
    this.#tag = tag;
    this.#operation = operation;
  }

  readonly show = (properties: Partial<HTMLElementTagNameMap[Tag]> = {}, width = '1200px'): void => {
    showPage(width, this.#create({ apiUrl: API, ...properties }));
  };

  /** Shows the list, and waits for its rows. */
  readonly shown = async (properties?: Partial<HTMLElementTagNameMap[Tag]>, width?: string): Promise<void> => {
    this.show(properties, width);
    await eventually(() => this.openers().length && !this.root.querySelector('[aria-busy=true]'));
  };

  /** Shows the list inside of a provider, to somebody who is logged in, or nobody. */
  readonly shownTo = async (person: TestSession['session']['value']): Promise<TestSession> => {
    const provider = new TestSession();
    provider.append(this.#create({}));
    showPage('1200px', provider);
    provider.session.setValue(person);
    await eventually(() => textOf(this.list).trim());
    return provider;
  };

  get root(): ShadowRoot {
    return this.list.shadowRoot ?? assert.fail();
  }

  /** The links or buttons that open the records. */
  readonly openers = (): HTMLElement[] => [...this.root.querySelectorAll<HTMLElement>('.row .open')];

  readonly titles = (): string[] => this.openers().map((opener) => textOf(opener).trim());

  readonly rowOf = (text: string): HTMLElement =>
    allByRole('row').find((row) => textOf(row).includes(text)) ?? assert.fail(`no row ${text}`);

  /** What the records were asked for with. */
  readonly lastQuery = (): { [name: string]: string } =>
    Object.fromEntries(requestsOf(this.#operation).at(-1)?.query ?? []);

  #create(properties: object): HTMLElement {
    this.list = Object.assign(document.createElement(this.#tag), properties);
    this.views = [];
    this.list.addEventListener('etron-view-changed', (event) => this.views.push((event as ViewChangedEvent).view));
    return this.list;
  }
}
