import { html, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import '@etron/portal-widgets/provider/define';
import '@etron/portal-widgets/ticket/define';
import '@etron/portal-widgets/ticket-form/define';
import '@etron/portal-widgets/ticket-list/define';
import '../shared/base.css';
import '../shared/preferences-menu.css';
import './onretail.css';
import { dictionary, LocaleController } from '@etron/portal-widgets';
import { keyed } from 'lit/directives/keyed.js';
import { PageElement } from '../shared/page-element.ts';
import { preferencesMenu } from '../shared/preferences-menu.ts';

const onretailWords = dictionary(
  'onretail',
  {
    skip: 'Zum Inhalt springen',
    modules: 'Module',
    nav: ['Übersicht', 'Kassen', 'Artikel', 'Lager', 'Einkauf', 'Kunden', 'Belege', 'Auswertungen'],
    menu: 'Profil von',
    profile: 'Profil',
    supportTicket: 'Support Ticket',
    language: 'Sprache',
    theme: 'Farben',
    light: 'Hell',
    dark: 'Dunkel',
    system: 'System',
    greeting: 'Guten Tag, Maria',
    lead: 'Bäckerei Hollerbach, alle Filialen, heute bis 11:40 Uhr',
    figures: [
      ['Umsatz', '€ 6.284,60', '+4,2 % zum letzten Dienstag'],
      ['Bons', '1.012', '+31'],
      ['Durchschnittsbon', '€ 6,21', '−0,04'],
      ['Offene Bestellungen', '3', 'eine davon überfällig'],
    ],
    receipts: 'Letzte Belege',
    columns: ['Beleg', 'Filiale', 'Zahlung', 'Betrag'],
    support: 'Support',
    supportLead: 'Wir kennen Ihre Installation schon: Instanz, Version und Kontakt sind ausgefüllt.',
    tabs: 'Support',
    create: 'Neues Ticket',
    list: 'Meine Tickets',
    ticket: 'Ticket',
    back: 'Meine Tickets',
  },
  {
    skip: 'Skip to content',
    modules: 'Modules',
    nav: ['Overview', 'Tills', 'Articles', 'Stock', 'Purchasing', 'Customers', 'Receipts', 'Reports'],
    menu: 'Profile of',
    profile: 'Profile',
    supportTicket: 'Support ticket',
    language: 'Language',
    theme: 'Colours',
    light: 'Light',
    dark: 'Dark',
    system: 'System',
    greeting: 'Good morning, Maria',
    lead: 'Bäckerei Hollerbach, all branches, today until 11:40 am',
    figures: [
      ['Revenue', '€6,284.60', '+4.2 % on last Tuesday'],
      ['Receipts', '1,012', '+31'],
      ['Average receipt', '€6.21', '−0.04'],
      ['Open orders', '3', 'one of them overdue'],
    ],
    receipts: 'Latest receipts',
    columns: ['Receipt', 'Branch', 'Payment', 'Amount'],
    support: 'Support',
    supportLead: 'We know your installation already: instance, version and contact are filled in.',
    tabs: 'Support',
    create: 'New ticket',
    list: 'My tickets',
    ticket: 'Ticket',
    back: 'My tickets',
  },
);

/** Made up, for the overview. */
const receipts = [
  ['48231', 'Wels Stadtplatz', 'Bankomat', '€ 12,40'],
  ['48230', 'Marchtrenk', 'Bar', '€ 4,90'],
  ['48229', 'Wels Bahnhof', 'Bar', '€ 2,75'],
  ['48228', 'Wels Stadtplatz', 'Bankomat', '€ 18,10'],
  ['48227', 'Lambach', 'Gutschein', '€ 7,35'],
  ['48226', 'Gunskirchen', 'Bar', '€ 5,60'],
] as const;

const apiUrl = document.querySelector<HTMLMetaElement>('meta[name="api-url"]')?.content ?? '';

/** Who is logged in to onRetail: somebody the portal knows, somebody it does not know (`?person=jonas`), or nobody any more (`?person=nobody`). */
const login = new URLSearchParams(location.search).get('person') ?? 'maria';

/** onRetail's own backend signs a short token for whoever is logged in there. */
const getToken = async (): Promise<string> => {
  const response = await fetch(`/onretail/token?person=${encodeURIComponent(login)}`, { method: 'POST' });
  if (!response.ok) throw new Error(`No token: ${response.status}`);
  return response.text();
};

const maria = {
  name: 'Maria Hollerbach',
  email: 'maria.hollerbach@baeckerei-hollerbach.example',
  phone: '+43 7242 555 100',
  company: 'Bäckerei Hollerbach GmbH',
};
const jonas = {
  name: 'Jonas Aigner',
  email: 'jonas.aigner@sonnblick-lend.example',
  phone: '+43 316 555 207',
  company: 'Naturkost Sonnblick GmbH',
};
const { company, ...person } = login === 'jonas' ? jonas : maria;
const context = {
  instance: login === 'jonas' ? 'sonnblick-lend' : 'hollerbach.onretail.example',
  version: '2026.11.2',
};
/** The portal knows her tickets. */
const hasList = login === 'maria';
const hiddenFields = { Filiale: 'Wels Stadtplatz', Kassen: '7' };

/** An ERP that looks like onRetail: its profile menu leads to „Support Ticket“. Nobody logs in to the portal here. */
export class OnRetail extends PageElement {
  @state() private path = location.hash;
  readonly #locale = new LocaleController(this, onretailWords);
  readonly #follow = () => {
    this.path = location.hash;
  };

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#follow);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#follow);
  }

  protected override render(): TemplateResult {
    const { words } = this.#locale;
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>${words.skip}</a>
      <nav class="rail" aria-label=${words.modules}>
        <a class="brand" href="#/"><img src="/onretail.svg" alt="" width="30" height="30" /><b>onRetail</b></a>
        <ul>
          ${words.nav.map((name, i) =>
            i
              ? html`<li><span>${name}</span></li>`
              : html`<li><a href="#/" aria-current=${this.path.startsWith('#/support') ? 'false' : 'page'}>${name}</a></li>`,
          )}
        </ul>
      </nav>
      <div class="stage">
        <header>
          <p class="instance">${context.instance}</p>
          <button class="profile" type="button" popovertarget="profile">
            <span class="face" aria-hidden="true">${person.name.replace(/(.)\S* (.).*/, '$1$2')}</span>
            <span class="visually-hidden">${words.menu}</span>
            <span class="name">${person.name}</span>
          </button>
          <div class="menu" id="profile" popover>
            <p class="person"><b>${person.name}</b><br />${company}</p>
            <a class="menu-item" href="#/support" @click=${this.#closeMenu}>${words.supportTicket}</a>
            ${preferencesMenu(words, this.#locale.language)}
          </div>
        </header>
        <main id="main">${this.path.startsWith('#/support') ? this.#support() : this.#overview()}</main>
      </div>
    `;
  }

  protected override updated(changed: PropertyValues): void {
    const { words } = this.#locale;
    document.title = `${this.path.startsWith('#/support') ? words.support : words.nav[0]} – onRetail`;
    if (changed.get('path') !== undefined) this.querySelector<HTMLElement>('h1')?.focus();
  }

  #overview(): TemplateResult {
    const { words } = this.#locale;
    return html`
      <h1 tabindex="-1">${words.greeting}</h1>
      <p class="lead">${words.lead}</p>
      <dl class="figures">
        ${words.figures.map(
          ([name, value, change]) => html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
            <dd class="change">${change}</dd>
          </div>`,
        )}
      </dl>
      <h2>${words.receipts}</h2>
      <table>
        <thead>
          <tr>
            ${words.columns.map((column) => html`<th scope="col">${column}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${receipts.map(
            (receipt) => html`<tr>
              ${receipt.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    `;
  }

  #support(): TemplateResult {
    const { words } = this.#locale;
    const [, , part = '', id = ''] = this.path.split('/');
    const tab = (href: string, current: boolean, label: string) =>
      html`<a href=${href} aria-current=${current ? 'page' : 'false'}>${label}</a>`;
    return html`
      <etron-provider api-url=${apiUrl} .getToken=${getToken}>
        <h1 tabindex="-1">${words.support}</h1>
        <nav class="tabs" aria-label=${words.tabs}>
          ${tab('#/support', !part, words.create)} ${hasList ? tab('#/support/tickets', part === 'tickets', words.list) : ''}
        </nav>
        ${part === 'tickets' ? (id ? this.#ticket(id) : this.#list()) : this.#form()}
      </etron-provider>
    `;
  }

  #form(): TemplateResult {
    return html`
      <p class="lead">${this.#locale.words.supportLead}</p>
      <div class="form"><etron-ticket-form .context=${context} .hiddenFields=${hiddenFields} .prefill=${{ ...person, company }} embed-key="onretail-page" draft-key=${person.email} without-header></etron-ticket-form></div>
    `;
  }

  #list(): TemplateResult {
    return html`<etron-ticket-list ticket-href="#/support/tickets/{id}" create-href="#/support"></etron-ticket-list>`;
  }

  #ticket(id: string): TemplateResult {
    const { words } = this.#locale;
    return html`
      <a class="back" href="#/support/tickets"><span aria-hidden="true">←</span> ${words.back}</a>
      ${keyed(id, html`<etron-ticket ticket-id=${id}></etron-ticket>`)}
    `;
  }

  #closeMenu(): void {
    this.querySelector<HTMLElement>('#profile')?.hidePopover();
  }

  #skip(event: Event): void {
    event.preventDefault();
    this.querySelector<HTMLElement>('h1')?.focus();
  }
}

customElements.define('demo-onretail', OnRetail);
