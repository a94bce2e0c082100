import '@etron/portal-widgets/documents';
import '@etron/portal-widgets/provider';
import '@etron/portal-widgets/sign-doc';
import '@etron/portal-widgets/ticket';
import '@etron/portal-widgets/ticket-form';
import '@etron/portal-widgets/ticket-list';
import '../shared/base.css';
import '../shared/login.ts';
import '../shared/top-bar.ts';
import './portal.css';
import './verify.ts';
import { LocaleController, type Me } from '@etron/portal-widgets';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { MainMenu } from '../shared/main-menu.ts';
import { PageElement } from '../shared/page-element.ts';
import { menuOf, RouteController } from '../shared/route.ts';
import { portalWords } from './portal.words.ts';

/** The standalone portal: login, then the tickets. */
export class Portal extends PageElement {
  /** Undefined until the provider knows. */
  @state() private me: Me | null | undefined;
  /** Whose work is on the page; kept when the session ends, so that it can go on after a login. */
  @state() private worker: Me | undefined;
  /** The ticket on the screen, for the title. */
  @state() private loaded: { number: string; subject: string } | undefined;
  /** Id of the ticket that was just filed. */
  @state() private created: string | undefined;
  /** Title of the document on the screen. */
  @state() private documentTitle: string | undefined;
  @query('etron-provider') private provider!: HTMLElementTagNameMap['etron-provider'];
  @query('demo-main-menu') private menu!: MainMenu | null;
  @query('dialog') private dialog!: HTMLDialogElement;

  readonly #locale = new LocaleController(this, portalWords);
  readonly #router = new RouteController(this, () => {
    this.loaded = undefined;
    this.created = undefined;
    this.documentTitle = undefined;
    this.menu?.refresh();
    void this.focusHeading();
  });

  protected override render(): TemplateResult {
    return html`
      <etron-provider api-url="/api/v1" @etron-session-changed=${this.#sessionChanged}>
        <demo-top-bar .me=${this.worker ?? null} menu=${menuOf(this.#router.route)} @log-out=${this.#logOut}></demo-top-bar>
        ${this.#content()}
      </etron-provider>
      <dialog aria-label=${this.#locale.words.login} @cancel=${(event: Event) => event.preventDefault()}>
        ${this.worker && this.me === null ? html`<demo-login ended @logged-in=${this.#loggedIn}></demo-login>` : nothing}
      </dialog>
    `;
  }

  protected override updated(changed: PropertyValues): void {
    document.title = this.#title();
    const ended = Boolean(this.worker && this.me === null);
    if (ended && !this.dialog.open) this.dialog.showModal();
    if (!ended) this.dialog.close();
    if (changed.has('worker') && this.worker) void this.focusHeading();
  }

  #content(): unknown {
    const { view } = this.#router.route;
    if (view === 'verify') return this.#verify();
    return this.worker && view !== 'login' ? keyed(this.worker.id, this.#work()) : this.#welcome();
  }

  #title(): string {
    const { words } = this.#locale;
    const { view } = this.#router.route;
    const ticket = this.loaded ? `${this.loaded.number} ${this.loaded.subject}` : words.ticket;
    const titles = {
      list: words.tickets,
      new: words.newTicket,
      ticket,
      documents: words.documents,
      'new-document': words.documents,
      document: this.documentTitle ?? words.document,
      verify: words.verify,
      login: words.login,
    };
    return `${this.worker || view === 'verify' ? titles[view] : words.login} – ${words.app}`;
  }

  #welcome(): TemplateResult {
    const { words } = this.#locale;
    const { route } = this.#router;
    if (this.me === undefined && route.view !== 'login')
      return html`<main id="main" class="waiting" aria-busy="true"></main>`;
    return html`
      <main id="main" class="welcome">
        <demo-login .token=${route.view === 'login' ? route.token : undefined} @logged-in=${this.#loggedIn}></demo-login>
        <aside>
          <p class="hero">${words.hero}</p>
          <ul>
            ${words.points.map((point) => html`<li>${point}</li>`)}
          </ul>
        </aside>
      </main>
    `;
  }

  #work(): TemplateResult {
    const { words } = this.#locale;
    const { route } = this.#router;
    const back = html`<a class="back" href="#/"><span aria-hidden="true">←</span> ${words.back}</a>`;
    if (route.view === 'new')
      return html`
        <main id="main" class="narrow">
          ${back}
          <h1 tabindex="-1">${words.newTicket}</h1>
          <p class="lead">${words.newTicketLead}</p>
          <etron-ticket-form without-header @etron-ticket-created=${this.#ticketCreated}></etron-ticket-form>
          ${this.created ? html`<p><a class="button primary" href="#/tickets/${this.created}">${words.show}</a></p>` : nothing}
        </main>
      `;
    if (route.view === 'ticket')
      return html`
        <main id="main">
          ${back}
          <h1 class="visually-hidden" tabindex="-1">${this.loaded ? `${words.ticket} ${this.loaded.number}` : words.ticket}</h1>
          ${keyed(route.id, html`<etron-ticket ticket-id=${route.id} @etron-ticket-loaded=${this.#ticketLoaded}></etron-ticket>`)}
        </main>
      `;
    if (route.view === 'document')
      return html`
        <main id="main">
          <a class="back" href="#/documents"><span aria-hidden="true">←</span> ${words.allDocuments}</a>
          <h1 class="visually-hidden" tabindex="-1">${this.documentTitle ?? words.document}</h1>
          ${keyed(
            route.id,
            html`<etron-sign-doc document-id=${route.id} @etron-document-loaded=${this.#documentLoaded}
              @etron-document-signed=${() => this.menu?.refresh()} @etron-document-declined=${() => this.menu?.refresh()}></etron-sign-doc>`,
          )}
        </main>
      `;
    if (route.view !== 'list')
      return html`
        <main id="main">
          <h1 tabindex="-1">${words.documents}</h1>
          <etron-documents document-href="#/documents/{id}"></etron-documents>
          <p><a href="#/verify">${words.verify}</a></p>
        </main>
      `;
    return html`
      <main id="main">
        <h1 tabindex="-1">${words.tickets}</h1>
        <etron-ticket-list ticket-href="#/tickets/{id}" create-href="#/tickets/new"></etron-ticket-list>
      </main>
    `;
  }

  #verify(): TemplateResult {
    const { words } = this.#locale;
    return html`
      <main id="main" class="narrow">
        <h1 tabindex="-1">${words.verify}</h1>
        <p class="lead">${words.verifyLead}</p>
        <demo-verify></demo-verify>
      </main>
    `;
  }

  #documentLoaded({ documentTitle }: HTMLElementEventMap['etron-document-loaded']): void {
    this.documentTitle = documentTitle;
  }

  #ticketCreated({ id }: HTMLElementEventMap['etron-ticket-created']): void {
    this.created = id;
  }

  #ticketLoaded({ number, subject }: Event & { number: string; subject: string }): void {
    this.loaded = { number, subject };
  }

  #sessionChanged({ me }: HTMLElementEventMap['etron-session-changed']): void {
    this.me = me;
    if (me) this.worker = me;
  }

  async #loggedIn(): Promise<void> {
    if (this.#router.route.view === 'login') history.replaceState(null, '', '#/');
    this.#router.follow();
    await this.provider.refreshSession();
  }

  async #logOut(): Promise<void> {
    await this.provider.logOut();
    this.worker = undefined;
    location.hash = '#/';
    void this.focusHeading();
  }
}

customElements.define('demo-portal', Portal);
