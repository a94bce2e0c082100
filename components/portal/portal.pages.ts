import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { LanguageTag } from '../../src/contract/language.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import { type Menu, menuWords } from '../../src/i18n/menus.ts';
import type { portalWords } from '../../src/i18n/portal.ts';
import type { TicketPrefill } from '../shared/events.ts';
import { isMailedLink, type PortalView } from './portal.routes.ts';

/** The address of a path. */
type Href = (path: string) => string;

interface PagesModel {
  words: WordsOf<typeof portalWords>;
  language: LanguageTag;
  view: PortalView;
  id: string;
  list: KeptList | undefined;
  /** Number or title of the record that is shown, once it is known. */
  recordTitle: string | undefined;
  prefill: TicketPrefill | undefined;
  /** Id of the ticket that was just filed. */
  created: string | undefined;
  href: Href;
}

/** The list that stays on the page, hidden, while one of its records is shown, so that its scroll position is still there afterwards. */
export interface KeptList {
  view: ListView;
  /** With what the list shows as its query. */
  path: string;
  /** The same as the list's `view`. */
  shows: object;
}

type ListView = keyof typeof lists;
type RecordView = keyof typeof records;

/** The elements of the menus' own pages. */
const lists = {
  overview: (href: Href) =>
    html`<etron-overview explain menu-href=${href('/{menu}{view}')} create-href=${href('/tickets/new')}></etron-overview>`,
  tickets: (href: Href, view: object) =>
    html`<etron-ticket-list .view=${view} ticket-href=${href('/tickets/{id}')} create-href=${href('/tickets/new')}></etron-ticket-list>`,
  documents: (href: Href, view: object) =>
    html`<etron-documents .view=${view} document-href=${href('/documents/{id}')}></etron-documents>`,
  offers: (href: Href, view: object) =>
    html`<etron-orders .view=${view} show="offers" order-href=${href('/offers/{id}')}></etron-orders>`,
  orders: (href: Href, view: object) =>
    html`<etron-orders .view=${view} show="orders" order-href=${href('/orders/{id}')}></etron-orders>`,
  invoices: (href: Href, view: object) =>
    html`<etron-invoices .view=${view} invoice-href=${href('/invoices/{id}')}></etron-invoices>`,
  subscriptions: (_: Href, view: object) => html`<etron-subscriptions .view=${view}></etron-subscriptions>`,
};

/** One for offers and sales orders, so that the element stays when the one becomes the other. */
const order = (id: string) => html`<etron-order order-id=${id}></etron-order>`;

/** The elements of single records, with the menu each belongs to. */
const records = {
  ticket: ['tickets', (id: string) => html`<etron-ticket ticket-id=${id}></etron-ticket>`],
  document: [
    'documents',
    (id: string, href: Href) =>
      html`<etron-sign-doc document-id=${id} document-href=${href('/documents/{id}')}></etron-sign-doc>`,
  ],
  offer: ['offers', order],
  order: ['orders', order],
  invoice: ['invoices', (id: string) => html`<etron-invoice invoice-id=${id}></etron-invoice>`],
} as const;

export const isList = (view: PortalView): view is ListView => view in lists;
const isRecord = (view: PortalView): view is RecordView => view in records;

/** The pages that somebody who is logged in sees. */
export function pages(model: PagesModel): TemplateResult {
  const { view, list } = model;
  return html`
    ${list ? keyed(list.view, listPage(list, model)) : nothing}
    ${isRecord(view) ? recordPage(view, model) : view === 'new-ticket' ? newTicket(model) : view === 'account' ? account(model) : view === 'unknown' ? unknown(model) : nothing}
  `;
}

const listPage = ({ view, shows }: KeptList, { language, href, view: shown }: PagesModel): TemplateResult =>
  html`<section class="page" ?hidden=${shown !== view}>
    <h1 part="title" tabindex="-1">${menuWords(language)[view]}</h1>
    ${lists[view](href, shows)}
  </section>`;

function recordPage(view: RecordView, { words, id, recordTitle, list: kept, href }: PagesModel): TemplateResult {
  const [list, element] = records[view];
  const name = words.records[view];
  return html`<section class="page">
    ${back(words.back[list], href(kept?.view === list ? kept.path : `/${list}`))}
    <h1 class="visually-hidden" tabindex="-1">${recordTitle ? `${name} ${recordTitle}` : name}</h1>
    ${keyed(id, element(id, href))}
  </section>`;
}

function newTicket({ words, prefill, created, href }: PagesModel): TemplateResult {
  return html`<section class="page narrow">
    ${back(words.back.tickets, href('/tickets'))}
    <h1 part="title" tabindex="-1">${words.newTicket}</h1>
    <p class="lead">${words.newTicketLead}</p>
    ${keyed(
      prefill,
      html`<etron-ticket-form without-header .prefill=${prefill} draft-key=${prefill?.subject ?? ''}></etron-ticket-form>`,
    )}
    ${created ? html`<p><a class="primary" href=${href(`/tickets/${created}`)}>${words.showTicket}</a></p>` : nothing}
  </section>`;
}

/** The page of a mailed link, for whoever comes through it, logged in or not. */
export const ticketLink = ({
  words,
  id,
  recordTitle,
  href,
}: Pick<PagesModel, 'words' | 'id' | 'recordTitle' | 'href'>) =>
  html`<section class="page">
    <h1 class="visually-hidden" tabindex="-1">${recordTitle ? `${words.records.ticket} ${recordTitle}` : words.records.ticket}</h1>
    ${keyed(id, html`<etron-ticket-link .token=${id} portal-href=${href('/')}></etron-ticket-link>`)}
  </section>`;

const account = ({ words }: PagesModel): TemplateResult => html`<section class="page">
  <h1 part="title" tabindex="-1">${words.account}</h1>
  <etron-account></etron-account>
</section>`;

const unknown = ({ words, href }: PagesModel): TemplateResult => html`<section class="page narrow">
  <h1 part="title" tabindex="-1">${words.unknown}</h1>
  <p class="lead">${words.unknownText}</p>
  <p><a class="primary" href=${href('/')}>${words.toOverview}</a></p>
</section>`;

const back = (label: string, href: string): TemplateResult =>
  html`<a class="back" href=${href}><span aria-hidden="true">←</span> ${label}</a>`;

/** The name of the page for the title of the browser's window. */
export function titleOf({
  words,
  language,
  view,
  recordTitle,
}: Pick<PagesModel, 'words' | 'language' | 'view' | 'recordTitle'>): string {
  if (isRecord(view)) return recordTitle ?? words.records[view];
  if (view === 'new-ticket') return words.newTicket;
  if (isMailedLink(view)) return words.login;
  if (view === 'ticket-link') return recordTitle ?? words.records.ticket;
  if (view === 'account') return words.account;
  return view === 'unknown' ? words.unknown : menuWords(language)[view as Menu];
}
