import {
  clientContext,
  consume,
  countDocuments,
  LocaleController,
  QueryController,
  sessionContext,
} from '@etron/portal-widgets';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import './main-menu.css';
import { PageElement } from './page-element.ts';
import { topBarWords } from './top-bar.words.ts';

/** The menus, with what waits for the reader. */
export class MainMenu extends PageElement {
  /** The menu that is open. */
  @property() current: 'tickets' | 'documents' = 'tickets';

  readonly #client = consume(this, clientContext, () => this.requestUpdate());
  readonly #session = consume(this, sessionContext, () => this.requestUpdate());
  readonly #locale = new LocaleController(this, topBarWords);
  readonly #counts = new QueryController(
    this,
    () => {
      const client = this.#client.value;
      return client && this.#session.value ? ([client, this.#session.value.id] as const) : undefined;
    },
    ([client], signal) => client.call(countDocuments, {}, { signal }),
  );

  /** Counts again. */
  refresh(): void {
    void this.#counts.refresh();
  }

  protected override render(): TemplateResult {
    const { words } = this.#locale;
    const waiting = this.#counts.data?.myTurn ?? 0;
    const link = (
      menu: typeof this.current,
      href: string,
      count = 0,
    ) => html`<a href=${href} aria-current=${menu === this.current ? 'page' : nothing}>
      ${words.menus[menu]}${count ? html`<span class="count" aria-hidden="true">${count}</span><span class="visually-hidden">${words.waiting(count)}</span>` : nothing}
    </a>`;
    return html`<nav aria-label=${words.mainMenu}>${link('tickets', '#/')}${link('documents', '#/documents', waiting)}</nav>`;
  }
}

customElements.define('demo-main-menu', MainMenu);
