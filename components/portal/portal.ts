import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { MutationController } from '../../src/controllers/mutation.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { portalWords } from '../../src/i18n/portal.ts';
import { controls } from '../../src/styles/controls.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { avatarStyles } from '../shared/avatar.ts';
import type { TicketPrefill } from '../shared/events.ts';
import { iconStyles } from '../shared/icon.ts';
import { permits } from '../shared/menus.ts';
import { problemPanel, problemStyles } from '../shared/problem.ts';
import { barStyles } from './portal.bar.styles.ts';
import { bar, menu } from './portal.bar.ts';
import { NavigatedEvent, PreferencesChangedEvent } from './portal.events.ts';
import { isList, type KeptList, pages, ticketLink, titleOf } from './portal.pages.ts';
import { Preferences } from './portal.preferences.ts';
import { Router, type Routing } from './portal.router.ts';
import { isMailedLink, menuOf, type PortalView, publicPath, queryOf, withQuery } from './portal.routes.ts';
import { PortalSession } from './portal.session.ts';
import { portalStyles } from './portal.styles.ts';
import { filesAnonymously, welcome } from './portal.welcome.ts';

export type * from './portal.events.ts';

type Loaded<R extends 'ticket' | 'document' | 'order' | 'invoice'> = HTMLElementEventMap[`etron-${R}-loaded`];

/**
 * The whole portal: login, menus, and a page for each menu, made of the other elements, which are loaded when they are needed. It fills the width it is given.
 * The address has a path for each page, in its hash or, with `routing="history"`, as the path itself.
 *
 * @slot brand - Logo or name of the portal, inside the link to the overview.
 * @slot profile - Further entries of the person's menu.
 * @slot welcome - Beside the login, where there is room.
 * @slot login - Below the login.
 * @slot footer - Below every page.
 *
 * @event {NavigatedEvent} etron-navigated - The reader went to another page; `path` says to which.
 * @event {PreferencesChangedEvent} etron-preferences-changed - The reader chose `language` or `theme`; the page around can follow.
 * @event {SessionChangedEvent} etron-session-changed - Somebody logged in or out, or the session ended; `me` is who it is now, or null.
 *
 * @csspart header - The bar on top.
 * @csspart list - The menus.
 * @csspart item - One menu.
 * @csspart body - The page.
 * @csspart title - The heading of a page.
 * @csspart footer - Below the page.
 * @csspart error - What went wrong.
 *
 * @cssproperty [--etron-sticky-top=0px] - Height of what of the page around stays at the top.
 *
 * @example
 * ```html
 * <etron-portal api-url="/api/v1" app-name="ETRON Portal">
 *   <img slot="brand" src="/logo.svg" alt="ETRON Portal">
 * </etron-portal>
 * ```
 */
export class EtronPortal extends LitElement {
  static override styles = [tokens, controls, iconStyles, avatarStyles, problemStyles, barStyles, portalStyles];

  /** For each view, a function that loads the elements it needs. */
  static elements: { [view in PortalView]?: () => Promise<unknown> } = {};

  /** Base URL of the API, e.g. `https://portal.example/api/v1`. */
  @property({ attribute: 'api-url' }) apiUrl?: string;

  /** Asks the host's backend for a fresh host token; called again whenever the old one is refused. With it, login and log-out are the host's business. */
  @property({ attribute: false }) getToken?: () => Promise<string>;

  /** Public id of an embed key: whoever is not logged in can file a ticket with it, beside the login. */
  @property({ attribute: 'embed-key' }) embedKey?: string;

  /**
   * Where the paths stand in the address: `hash` (`#/tickets`) or `history` (`/tickets`, below `base`). The server's mails lead to `#/…`, which works with
   * both.
   */
  @property() routing: Routing = 'hash';

  /** Path of the page the portal is on, for `routing="history"`, e.g. `/portal`. The server answers with this page below it, too. */
  @property() base = '';

  /** What the portal is called, in its bar and in the title of the window. */
  @property({ attribute: 'app-name' }) appName = 'ETRON Portal';

  /** Leaves the title of the window alone. */
  @property({ type: Boolean, attribute: 'without-title' }) withoutTitle = false;

  /** The host decides on language and colours: there are no switches for them, and no choice is stored. */
  @property({ type: Boolean, attribute: 'without-preferences' }) withoutPreferences = false;

  /** Number and title of the record on the screen. */
  @state() private recordTitle: string | undefined;
  /** Id of the ticket that was just filed. */
  @state() private createdTicket: string | undefined;
  /** The order on the screen is a sales order by now, also when it was opened as an offer. */
  @state() private isOrdered = false;
  /** The view whose elements could not be loaded. */
  @state() private failedView: PortalView | undefined;

  /** Values that a new ticket starts with. In memory only, since an address would show them to others. */
  #prefill: TicketPrefill | undefined;
  /** The list that was opened last: its path, with what it shows, and the same as the list's property. */
  #list: KeptList | undefined;
  readonly #locale = new LocaleController(this, portalWords);
  readonly #preferences = new Preferences(this);
  readonly #logOutMutation = new MutationController(this);
  readonly #router = new Router(this, () => this.#routeChanged());
  readonly #session = new PortalSession(
    this,
    () => this.#provider?.client,
    () => this.#view,
  );

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('resize', this.#closeMenus);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('resize', this.#closeMenus);
  }

  /** Goes to a page, e.g. `/tickets/new`. */
  navigate(path: string): void {
    this.#router.go(path);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!this.hasUpdated && !this.withoutPreferences) this.#preferences.restore();
    if (changed.has('routing') || changed.has('base')) this.#router.read();
    const view = this.#view;
    const { path } = this.#router;
    if (!isList(view)) {
      if (this.#list && menuOf(view) !== menuOf(this.#list.view)) this.#list = undefined;
    } else if (this.#list?.path !== path) this.#list = { view, path, shows: queryOf(path) };
    const isOpen = this.#session.user || view === 'ticket-link' || filesAnonymously(view, this.embedKey);
    if (isOpen && this.failedView !== view) void this.#load(view);
  }

  protected override render(): TemplateResult {
    const { words, language } = this.#locale;
    const { user, waiting, refreshCounters } = this.#session;
    const { route } = this.#router;
    const href = (path: string) => this.#router.href(path);
    const shown = user && !isMailedLink(route.view) && route.view !== 'ticket-link' ? user : undefined;
    return html`
      <etron-provider api-url=${this.apiUrl || nothing} .getToken=${this.getToken}
        @etron-view-changed=${this.#viewChanged} @etron-session-changed=${this.#sessionChanged} @etron-logged-in=${this.#loggedIn}
        @etron-overview-loaded=${({ overview }: HTMLElementEventMap['etron-overview-loaded']) => this.#session.setCounters(overview)}
        @etron-ticket-requested=${this.#ticketRequested} @etron-ticket-created=${this.#ticketCreated}
        @etron-ticket-loaded=${({ number, subject }: Loaded<'ticket'>) => this.#setRecordTitle(number, subject)}
        @etron-document-loaded=${({ documentTitle }: Loaded<'document'>) => this.#setRecordTitle(documentTitle)}
        @etron-order-loaded=${this.#orderLoaded}
        @etron-invoice-loaded=${({ number, invoiceTitle }: Loaded<'invoice'>) => this.#setRecordTitle(number, invoiceTitle)}
        @etron-order-accepted=${refreshCounters} @etron-order-declined=${refreshCounters}
        @etron-document-signed=${refreshCounters} @etron-document-declined=${refreshCounters}>
        ${bar({
          words,
          language,
          me: user,
          appName: this.appName,
          home: href('/'),
          account: href('/account'),
          waiting: Object.values(waiting).reduce((sum, count) => sum + count, 0),
          preferences: this.withoutPreferences ? undefined : this.#preferences,
          chooseLanguage: (chosen) => this.#choose({ language: chosen }),
          chooseTheme: (theme) => this.#choose({ theme }),
          logOut: this.getToken ? undefined : this.#logOut,
          skip: this.#skip,
        })}
        <div class="frame" data-working=${shown ? true : nothing}>
          ${shown ? menu({ words, language, me: shown, current: menuOf(this.#view), waiting, href }) : nothing}
          <div id="page" part="body" role=${this.closest('main,[role=main]') ? nothing : 'main'}>
            ${this.#logOutMutation.problem ? problemPanel(words.logOutFailed) : nothing}
            ${shown ? keyed(shown.id, this.#page()) : route.view === 'ticket-link' ? this.#page() : welcome({ words, route, me: this.#session.me, isHosted: !!this.getToken, embedKey: this.embedKey })}
          </div>
        </div>
        <footer part="footer"><slot name="footer"></slot></footer>
        <dialog aria-label=${words.login} @cancel=${(event: Event) => event.preventDefault()} @close=${() => this.requestUpdate()}>
          ${this.#isExpired ? html`<etron-login ended email=${user?.email ?? ''}></etron-login>` : nothing}
        </dialog>
      </etron-provider>
    `;
  }

  protected override updated(): void {
    if (!this.withoutTitle) document.title = `${this.#title()} – ${this.appName}`;
    const dialog = this.renderRoot.querySelector('dialog');
    if (this.#isExpired && !dialog?.open) dialog?.showModal();
    if (!this.#isExpired) dialog?.close();
  }

  /** What is shown: an offer that was accepted belongs to the sales orders from then on, for readers who may see those. */
  get #view(): PortalView {
    const { view } = this.#router.route;
    return view === 'offer' && this.isOrdered && permits(this.#session.user, 'orders') ? 'order' : view;
  }

  get #provider(): HTMLElementTagNameMap['etron-provider'] | null {
    return this.renderRoot?.querySelector('etron-provider') ?? null;
  }

  /** The session expired while somebody was using the portal, who can log in again in a dialog. With host tokens nobody can log in here. */
  get #isExpired(): boolean {
    return !!this.#session.user && this.#session.me === null && !this.getToken;
  }

  #title(): string {
    const { words, language } = this.#locale;
    const isWelcome = !this.#session.user && this.#view !== 'ticket-link';
    if (isWelcome && !filesAnonymously(this.#view, this.embedKey)) return words.login;
    return titleOf({ words, language, view: this.#view, recordTitle: this.recordTitle });
  }

  /** The page for somebody who is logged in, or has come through a mailed link. */
  #page(): TemplateResult {
    const { words, language } = this.#locale;
    const { id } = this.#router.route;
    const view = this.#view;
    const { recordTitle, createdTicket } = this;
    if (this.failedView === view)
      return problemPanel(words.loadFailed, { label: words.retry, action: () => (this.failedView = undefined) });
    const href = (path: string) => this.#router.href(path);
    if (view === 'ticket-link') return ticketLink({ words, id, recordTitle, href });
    return pages({
      words,
      language,
      view,
      id,
      list: this.#list,
      recordTitle,
      prefill: this.#prefill,
      created: createdTicket,
      href,
    });
  }

  async #load(view: PortalView): Promise<void> {
    try {
      await EtronPortal.elements[view]?.();
    } catch {
      // There is no connection, or a new version replaced the files on the server.
      this.failedView = view;
    }
  }

  #orderLoaded({ number, orderTitle, status }: Loaded<'order'>): void {
    this.#setRecordTitle(number, orderTitle);
    this.isOrdered = status === 'ordered';
  }

  /** Takes the title over that a record on the screen reports. */
  #setRecordTitle(...names: string[]): void {
    this.recordTitle = names.filter(Boolean).join(' ');
  }

  #routeChanged(): void {
    const { view } = this.#router.route;
    this.recordTitle = undefined;
    this.isOrdered = false;
    this.createdTicket = undefined;
    this.failedView = undefined;
    this.#logOutMutation.problem = undefined;
    if (view !== 'new-ticket') this.#prefill = undefined;
    this.requestUpdate();
    this.#focusHeading();
    this.dispatchEvent(new NavigatedEvent(publicPath(this.#router.path)));
  }

  /** Moves the focus to the heading of the new page, where screen readers continue. */
  #focusHeading(): void {
    void this.updateComplete.then(() => {
      const start = this.renderRoot.querySelector<HTMLElement>('.page:not([hidden]) > :is(h1, etron-login)');
      start?.focus({ preventScroll: true });
    });
  }

  #skip = (event: Event): void => {
    event.preventDefault();
    this.#focusHeading();
  };

  #choose(choice: Parameters<Preferences['choose']>[0]): void {
    this.#preferences.choose(choice);
    this.requestUpdate();
    this.dispatchEvent(new PreferencesChangedEvent(this.#locale.language, this.#preferences.theme));
  }

  #sessionChanged({ me }: HTMLElementEventMap['etron-session-changed']): void {
    // The record reports its title again when somebody has logged in.
    if (!me) this.recordTitle = undefined;
    // The focus moves only after a login, not when a page is opened within a session or after an expired session continues.
    if (this.#session.setMe(me)) this.#focusHeading();
  }

  #loggedIn(): void {
    if (isMailedLink(this.#router.route.view)) this.#router.go('/', true);
  }

  /** Keeps in the address what a list shows, for copied links and for the way back. */
  #viewChanged({ view }: HTMLElementEventMap['etron-view-changed']): void {
    if (isList(this.#view)) this.#router.rewrite(withQuery(this.#router.path, view));
  }

  #ticketRequested(event: HTMLElementEventMap['etron-ticket-requested']): void {
    // Without values to start with, the link itself leads to the form.
    if (event.defaultPrevented || !event.prefill) return;
    event.preventDefault();
    this.#prefill = event.prefill;
    this.#router.go('/tickets/new');
  }

  #ticketCreated({ id }: HTMLElementEventMap['etron-ticket-created']): void {
    this.createdTicket = id;
    this.#session.refreshCounters();
  }

  #logOut = async (): Promise<void> => {
    this.#closeMenus();
    const done = await this.#logOutMutation.run(async () => {
      await this.#provider?.logOut();
      return true;
    });
    if (!done) return;
    this.#session.end();
    this.#router.go('/');
  };

  #closeMenus = (): void => {
    for (const panel of this.renderRoot.querySelectorAll<HTMLElement>('[popover]:popover-open')) panel.hidePopover();
  };
}
