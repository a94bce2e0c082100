import {
  clientContext,
  dictionary,
  getOverview,
  LocaleController,
  type Me,
  QueryController,
} from '@etron/portal-widgets';
import { ContextConsumer } from '@lit/context';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import './preferences-menu.css';
import './top-bar.css';
import { PageElement } from './page-element.ts';
import { preferencesMenu } from './preferences-menu.ts';
import type { StaffMenu } from './route.ts';
import './main-menu.css';

const topBarWords = dictionary(
  'demo-top-bar',
  {
    portal: 'Portal',
    staff: 'Support',
    skip: 'Zum Inhalt springen',
    menu: 'Menü von',
    preferences: 'Sprache und Farben',
    language: 'Sprache',
    theme: 'Farben',
    light: 'Hell',
    dark: 'Dunkel',
    system: 'System',
    logOut: 'Abmelden',
    mainMenu: 'Menüs',
    menus: { tickets: 'Tickets', documents: 'Signaturen', permissions: 'Berechtigungen' },
    unanswered: (count: number) => `${count} unbeantwortet`,
  },
  {
    portal: 'Portal',
    staff: 'Support',
    skip: 'Skip to content',
    menu: 'Menu of',
    preferences: 'Language and colours',
    language: 'Language',
    theme: 'Colours',
    light: 'Light',
    dark: 'Dark',
    system: 'System',
    logOut: 'Log out',
    mainMenu: 'Menus',
    menus: { tickets: 'Tickets', documents: 'Signatures', permissions: 'Permissions' },
    unanswered: (count: number) => `${count} unanswered`,
  },
);

const initials = (name: string): string =>
  name
    .split(' ')
    .map((part) => part.charAt(0))
    .slice(0, 2)
    .join('');

const person = (me: Me, menu: string) => html`
  <span class="avatar" aria-hidden="true">${initials(me.name)}</span>
  <span class="visually-hidden">${menu}</span>
  <span class="who">${me.name}<small>${me.company?.name ?? 'ETRON'}</small></span>
`;

const gear = html`<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M3 6h8m4 0h2M3 14h2m4 0h8M13 4v4M7 12v4" /></svg>`;

const hrefs: Record<StaffMenu, string> = { tickets: '#/', documents: '#/documents', permissions: '#/permissions' };

/** After these, another number of records may wait for an answer. */
const CHANGES = ['ticket-changed', 'document-changed', 'etron-record-changed'];

/** The menus of the support team, with the number of records that wait for an answer. */
class MainMenu extends PageElement {
  /** The menu that is open. */
  @property() current: StaffMenu = 'tickets';

  readonly #client = new ContextConsumer(this, { context: clientContext, subscribe: true });
  readonly #locale = new LocaleController(this, topBarWords);
  readonly #overview = new QueryController(
    this,
    () => this.#client.value && ([this.#client.value, this.current] as const),
    ([client], signal) => client.call(getOverview, {}, { signal }),
  );
  readonly #recount = (): void => void this.#overview.refresh();

  override connectedCallback(): void {
    super.connectedCallback();
    for (const change of CHANGES) document.addEventListener(change, this.#recount);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const change of CHANGES) document.removeEventListener(change, this.#recount);
  }

  protected override render(): TemplateResult {
    const { words } = this.#locale;
    return html`<nav aria-label=${words.mainMenu}>
      ${(Object.keys(hrefs) as StaffMenu[]).map(
        (menu) =>
          html`<a href=${hrefs[menu]} aria-current=${menu === this.current ? 'page' : nothing}>${words.menus[menu]}${this.#waiting(menu)}</a>`,
      )}
    </nav>`;
  }

  #waiting(menu: StaffMenu): TemplateResult | typeof nothing {
    const unanswered = this.#overview.data?.unanswered;
    const counts: Partial<Record<StaffMenu, number | undefined>> = {
      tickets: unanswered?.ticket,
      documents: unanswered?.document,
    };
    const count = counts[menu];
    return count
      ? html` <span class="count" aria-hidden="true">${count}</span><span class="visually-hidden">, ${this.#locale.words.unanswered(count)}</span>`
      : nothing;
  }
}

customElements.define('demo-main-menu', MainMenu);

/** The bar on top of every page: wordmark, and a menu with the person, language, colours and log-out. Dispatches `log-out`. */
export class TopBar extends PageElement {
  /** Who is logged in. */
  @property({ attribute: false }) me: Me | null = null;

  /** Which page it is on. */
  @property() place: 'portal' | 'staff' = 'portal';

  /** Which menu is open. */
  @property() menu: StaffMenu = 'tickets';

  readonly #locale = new LocaleController(this, topBarWords);

  protected override render(): TemplateResult {
    const words = this.#locale.words;
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>${words.skip}</a>
      <header class="bar">
        <a class="wordmark" href=${this.place === 'staff' ? '#/' : '/'}><img src="/favicon.svg" alt="" width="28" height="28" /><span><b>ETRON</b> ${words[this.place]}</span></a>
        ${this.me ? html`<demo-main-menu current=${this.menu}></demo-main-menu>` : nothing}
        <button class="menu-button" type="button" popovertarget="user-menu" aria-label=${this.me ? nothing : words.preferences}>
          ${this.me ? person(this.me, words.menu) : gear}
        </button>
        <div id="user-menu" class="menu" popover>${this.#menu()}</div>
      </header>
    `;
  }

  #menu(): TemplateResult {
    const { words, language } = this.#locale;
    return html`
      ${this.me ? html`<p class="person"><b>${this.me.name}</b><br />${this.me.email}</p>` : nothing}
      ${preferencesMenu(words, language)}
      ${this.me ? html`<button class="menu-item" type="button" @click=${this.#logOut}>${words.logOut}</button>` : nothing}
    `;
  }

  #skip(event: Event): void {
    event.preventDefault();
    document.querySelector<HTMLElement>('main h1')?.focus();
  }

  #logOut(): void {
    this.querySelector<HTMLElement>('#user-menu')?.hidePopover();
    this.dispatchEvent(new Event('log-out'));
  }
}

customElements.define('demo-top-bar', TopBar);
