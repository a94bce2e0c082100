import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { LanguageTag } from '../../src/contract/language.ts';
import { getOverview, type Overview } from '../../src/contract/overview.ts';
import { getSession, type Me, type Role } from '../../src/contract/session.ts';
import { TICKET_STATUSES } from '../../src/contract/tickets.limits.ts';
import { QueryController } from '../../src/controllers/query.ts';
import { ReturnController } from '../../src/controllers/return.ts';
import { LocaleController, type WordsOf } from '../../src/i18n/locale.ts';
import { type Menu, menuWords } from '../../src/i18n/menus.ts';
import { money } from '../../src/i18n/money.ts';
import { overviewWords } from '../../src/i18n/overview.ts';
import { permissionWords } from '../../src/i18n/permissions.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { controls } from '../../src/styles/controls.ts';
import { states } from '../../src/styles/states.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { TicketRequestedEvent } from '../shared/events.ts';
import { iconStyles, lockIcon, plusIcon } from '../shared/icon.ts';
import { isPermission, MENUS, menuIcon, permits, waitingOf } from '../shared/menus.ts';
import { opensElsewhere } from '../shared/open.ts';
import { missingText, requestPermission } from '../shared/permission-request.ts';
import { problemPanel, problemStyles } from '../shared/problem.ts';
import { skeleton, skeletonStyles } from '../shared/skeleton.ts';
import { MenuSelectedEvent, OverviewLoadedEvent } from './overview.events.ts';
import { overviewStyles } from './overview.styles.ts';

export type * from './overview.events.ts';

const TILES = MENUS.filter((menu) => menu !== 'overview');

/**
 * A tile with counters for each menu: how many records there are, and how many wait for the reader. All counters come with one request, which is repeated
 * whenever the reader comes back to the tab.
 *
 * @event {MenuSelectedEvent} etron-menu-selected - A tile was opened; carries its `menu`, and the `view` of its list with what the tile counts. Cancelable: then a link is not followed.
 * @event {OverviewLoadedEvent} etron-overview-loaded - The counters were read; `overview` has them for the page to show elsewhere too.
 * @event {TicketRequestedEvent} etron-ticket-requested - The reader wants to file a ticket, or the management to ask for a permission: then `prefill` is for the ticket form. Cancelable: then a link is not followed.
 *
 * @csspart header - How much waits.
 * @csspart list - The tiles.
 * @csspart item - One tile.
 * @csspart title - The name of its menu.
 * @csspart error - What went wrong.
 *
 * @example
 * ```html
 * <etron-overview api-url="https://portal.example/api/v1" menu-href="#/{menu}" explain></etron-overview>
 * ```
 */
export class EtronOverview extends EtronElement {
  static override styles = [tokens, states, controls, iconStyles, problemStyles, skeletonStyles, overviewStyles];

  /**
   * Where a menu's page is, with `{menu}` (`tickets`, `documents`, `offers`, `orders`, `invoices`, `subscriptions`); makes the tiles real links. `{view}`
   * stands for the query, with its question mark, that narrows the menu's list to what the tile counts: the list's `view`.
   */
  @property({ attribute: 'menu-href' }) menuHref?: string;

  /** Where a ticket is filed; shows the way there. */
  @property({ attribute: 'create-href' }) createHref?: string;

  /** Also explains how to get a permission for menus that are missing. */
  @property({ type: Boolean }) explain = false;

  readonly #locale = new LocaleController(this, overviewWords);
  readonly #counters = new QueryController(
    this,
    () => {
      const { client } = this;
      if (this.apiUrl) return client && ([client, undefined] as const);
      const me = this.me;
      return client && me ? ([client, me.id] as const) : undefined;
    },
    async ([client, known], signal) => {
      const asked = known ? undefined : client.call(getSession, {}, { signal });
      const [overview, me] = await Promise.all([client.call(getOverview, {}, { signal }), asked]);
      this.dispatchEvent(new OverviewLoadedEvent(overview));
      return { overview, me };
    },
  );

  constructor() {
    super();
    new ReturnController(this, () => void this.refresh());
  }

  /** Loads the counters again. */
  refresh(): Promise<void> {
    return this.#counters.refresh();
  }

  protected override render(): TemplateResult {
    const { words, language } = this.#locale;
    const { data, problem } = this.#counters;
    const me = this.apiUrl ? data?.me : this.me;
    if (me === null || problem?.problem.code === 'unauthenticated')
      return html`<p class="lead">${problems(language).unauthenticated}</p>`;
    const tiles = data && me && createTiles(data.overview, me.role, language, words);
    const waiting = tiles && Object.values(tiles).reduce((sum, tile) => sum + (tile?.waiting ?? 0), 0);
    return html`
      ${this.createHref && me ? html`<a class="primary" href=${this.createHref} @click=${this.#create}>${plusIcon()}${words.create}</a>` : nothing}
      <p class=${me?.role === 'staff' ? 'visually-hidden' : 'lead'} part="header" role="status" data-waiting=${waiting || nothing}>
        ${waiting === undefined ? html`<span class="visually-hidden">${problem ? nothing : words.loading}</span>` : me?.role === 'staff' ? nothing : words.waiting(waiting)}
      </p>
      ${problem ? problemPanel(problemText(problems(language), problem), { label: words.retry, action: () => void this.refresh() }) : nothing}
      <ul class="tiles" part="list" aria-label=${words.menus} aria-busy=${!tiles && !problem}>
        ${TILES.filter((menu) => permits(me, menu)).map((menu) => this.#tile(menu, tiles?.[menu] ?? undefined, !problem))}
      </ul>
      ${me ? this.#locked(me) : nothing}
    `;
  }

  #tile(menu: TileMenu, tile: Tile | undefined, pending: boolean): TemplateResult {
    const { language } = this.#locale;
    const name = menuWords(language)[menu];
    const view = COUNTED[menu] ?? {};
    const query = new URLSearchParams(view);
    const href = this.menuHref?.replace('{menu}', menu).replace('{view}', query.size ? `?${query}` : '');
    const open = (event: MouseEvent) => {
      if (!opensElsewhere(event) && !this.dispatchEvent(new MenuSelectedEvent(menu, view))) event.preventDefault();
    };
    return html`<li class="tile" part="item" data-waiting=${tile?.waiting || nothing}>
      <h2 part="title">${menuIcon(menu)}${
        href
          ? html`<a class="open" href=${href} aria-describedby=${menu} @click=${open}>${name}</a>`
          : html`<button class="open" type="button" aria-describedby=${menu} @click=${open}>${name}</button>`
      }</h2>
      ${
        tile
          ? html`<p class="figure" id=${menu}><b>${tile.figure.toLocaleString(language)}</b> ${tile.unit}</p>
              <div class="more">
                ${tile.waits ? html`<p class="waits">${tile.waits}</p>` : nothing}
                ${tile.notes.length ? html`<p>${tile.notes.join(' · ')}</p>` : nothing}
              </div>`
          : pending
            ? skeleton([30, 2], [60])
            : nothing
      }
    </li>`;
  }

  readonly #create = (event: MouseEvent): void => {
    if (!this.dispatchEvent(new TicketRequestedEvent())) event.preventDefault();
  };

  /** Explains, once for all menus without permission, how to get one. */
  #locked(me: Me): TemplateResult | typeof nothing {
    const missing = TILES.filter(isPermission).filter((menu) => !permits(me, menu));
    if (!this.explain || !missing.length) return nothing;
    const { language } = this.#locale;
    const words = permissionWords(language);
    const list = new Intl.ListFormat(language).format(missing.map((menu) => menuWords(language)[menu]));
    const { title, text, mayRequest } = missingText(list, me, language);
    return html`<section class="locked">
      ${lockIcon()}
      <h2 part="title">${title}</h2>
      <p>${text}</p>
      ${
        mayRequest
          ? html`<ul>${missing.map(
              (menu) => html`<li><span aria-hidden="true">${menuWords(language)[menu]}</span>
                <button class="quiet" type="button" aria-label="${words.request}: ${menuWords(language)[menu]}"
                  @click=${() => requestPermission(this, menu, me, language)}>${words.request}</button></li>`,
            )}</ul>`
          : nothing
      }
    </section>`;
  }
}

type OverviewWords = WordsOf<typeof overviewWords>;
type TileMenu = Exclude<Menu, 'overview'>;

/** What the lists show of the records that the figures of their tiles count: everything, where it is not said. */
const COUNTED: Partial<Record<TileMenu, Record<string, string>>> = {
  tickets: { status: TICKET_STATUSES.filter((status) => status !== 'done').join() },
  documents: { state: 'waiting' },
  offers: { status: 'open' },
  invoices: { status: 'unpaid' },
};

/** The content of a tile. */
interface Tile {
  menu: TileMenu;
  figure: number;
  /** What `figure` counts. */
  unit: string;
  /** How many records wait for the reader, and the same in words. */
  waiting: number;
  waits: string;
  /** Further counters in words. */
  notes: string[];
}

/** The counters of each menu in words; null where the permission is missing. */
function createTiles(
  overview: Overview,
  role: Role,
  language: LanguageTag,
  words: OverviewWords,
): Record<TileMenu, Tile | null> {
  const { tickets, documents, offers, orders, invoices, subscriptions } = overview;
  const waitingIn = waitingOf(overview, role);
  const some = (count: number, say: (count: number) => string) => (count ? [say(count)] : []);
  const tile = (
    menu: TileMenu,
    figure: number,
    waits: (count: number) => string = () => '',
    notes: string[] = [],
  ): Tile => {
    const waiting = waitingIn[menu] ?? 0;
    return { menu, figure, unit: words.units[menu](figure), waiting, waits: waiting ? waits(waiting) : '', notes };
  };
  return {
    tickets: tile(
      'tickets',
      tickets.open,
      words.questions,
      some(tickets.others, role === 'staff' ? words.questionsOfAll : words.questionsOfCustomers),
    ),
    documents: tile('documents', documents.mine + documents.others, words.toSign, [
      ...some(documents.others, words.others),
      ...some(documents.signed, words.signed),
    ]),
    offers: offers && tile('offers', offers.open, words.toDecide, some(offers.ending, words.ending)),
    orders: orders && tile('orders', orders.total),
    invoices:
      invoices &&
      tile('invoices', invoices.open, words.overdue, invoices.open ? [words.due(money(language, invoices.due))] : []),
    subscriptions:
      subscriptions &&
      tile(
        'subscriptions',
        subscriptions.active,
        undefined,
        subscriptions.active ? [words.instances(subscriptions.instances)] : [],
      ),
  };
}
