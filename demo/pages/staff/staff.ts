import { html, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import '@etron/portal-widgets/documents/define';
import '@etron/portal-widgets/login/define';
import '@etron/portal-widgets/provider/define';
import '@etron/portal-widgets/sign-doc/define';
import '@etron/portal-widgets/ticket/define';
import '@etron/portal-widgets/ticket-form/define';
import '@etron/portal-widgets/ticket-list/define';
import '../shared/base.css';
import '../shared/login-list.ts';
import '../shared/page.css';
import '../shared/top-bar.ts';
import './access-requests.ts';
import './desk.ts';
import './document-desk.ts';
import './document-new.ts';
import type { TicketMergedEvent } from './merge-field.ts';
import './permission-desk.ts';
import './staff.css';
import { LocaleController, type Me } from '@etron/portal-widgets';
import { keyed } from 'lit/directives/keyed.js';
import { PageElement } from '../shared/page-element.ts';
import { menuOf, RouteController } from '../shared/route.ts';
import type { DocumentCopiedEvent } from './document-desk.ts';
import type { DocumentCreatedEvent } from './document-new.ts';
import { documentWords } from './documents.words.ts';
import { staffWords } from './staff.words.ts';

/** One object: a new one would undo what somebody searches for. */
const newFirst = { sort: 'status' } as const;

/** The support team's desk: a list beside the ticket or document. */
export class Staff extends PageElement {
  /** Undefined until the provider knows. */
  @state() private me: Me | null | undefined;
  @query('etron-provider') private provider!: HTMLElementTagNameMap['etron-provider'];
  @query('etron-ticket-list') private tickets!: HTMLElementTagNameMap['etron-ticket-list'] | null;
  @query('etron-documents') private documents!: HTMLElementTagNameMap['etron-documents'] | null;

  readonly #locale = new LocaleController(this, staffWords);
  readonly #documentWords = new LocaleController(this, documentWords);
  readonly #router = new RouteController(this, () => void this.focusHeading());

  protected override render(): TemplateResult {
    return html`
      <etron-provider api-url="/api/v1" @etron-session-changed=${this.#sessionChanged} @ticket-changed=${() => void this.tickets?.refresh()} @ticket-merged=${this.#ticketMerged} @document-changed=${() => void this.documents?.refresh()}>
        <demo-top-bar place="staff" menu=${menuOf(this.#router.route)} .me=${this.me ?? null} @log-out=${() => this.provider.logOut()}></demo-top-bar>
        ${this.#content()}
      </etron-provider>
    `;
  }

  protected override updated(): void {
    const { words } = this.#locale;
    const { view } = this.#router.route;
    const titles = {
      tickets: view === 'ticket' ? words.ticket : words.tickets,
      documents: this.#documentWords.words.documents,
      permissions: words.permissions,
    };
    const title = titles[menuOf(this.#router.route)];
    document.title = `${this.me ? title : words.login} – ${words.app}`;
  }

  #content(): TemplateResult {
    const { words } = this.#locale;
    if (this.me === undefined) return html`<main id="main" class="waiting" aria-busy="true"></main>`;
    if (this.me === null)
      return html`<main id="main" class="login">
        <etron-login><demo-login-list></demo-login-list></etron-login>
      </main>`;
    if (this.me.role !== 'staff')
      return html`
        <main id="main" class="narrow">
          <h1 tabindex="-1">${words.onlyStaff}</h1>
          <p class="lead">${words.onlyStaffLead}</p>
          <p><a class="button primary" href="/">${words.toPortal}</a></p>
        </main>
      `;
    const menu = menuOf(this.#router.route);
    if (menu === 'permissions') return this.#permissions();
    return menu === 'documents' ? this.#documents() : this.#desk();
  }

  #desk(): TemplateResult {
    const { words } = this.#locale;
    const { route } = this.#router;
    const id = route.view === 'ticket' ? route.id : '';
    return html`
      <main id="main" class="staff" data-view=${route.view}>
        <section class="side" aria-label=${words.tickets}>
          ${id ? html`<h2 class="title">${words.tickets}</h2>` : html`<h1 class="title" tabindex="-1">${words.tickets}</h1>`}
          <etron-ticket-list ticket-href="#/tickets/{id}" create-href="#/tickets/new" .view=${newFirst}></etron-ticket-list>
        </section>
        <section class="detail">
          <a class="back" href="#/"><span aria-hidden="true">←</span> ${words.back}</a>
          ${
            route.view === 'new'
              ? html`<h1 tabindex="-1">${words.newTicket}</h1>
                  <etron-ticket-form without-header></etron-ticket-form>`
              : id
                ? html`<h1 class="visually-hidden" tabindex="-1">${words.ticket}</h1>
                    ${keyed(
                      id,
                      html`<demo-ticket-desk ticket-id=${id}></demo-ticket-desk>
                        <etron-ticket ticket-id=${id}></etron-ticket>`,
                    )}`
                : html`<p class="choose">${words.choose}</p>`
          }
        </section>
      </main>
    `;
  }

  #documents(): TemplateResult {
    const { words } = this.#documentWords;
    const { route } = this.#router;
    const id = route.view === 'document' ? route.id : '';
    const isNew = route.view === 'new-document';
    const toDocument = ({ id }: DocumentCreatedEvent | DocumentCopiedEvent) => {
      location.hash = `#/documents/${id}`;
      void this.documents?.refresh();
    };
    return html`
      <main id="main" class="staff" data-view=${id || isNew ? 'detail' : 'list'}>
        <section class="side" aria-label=${words.documents}>
          ${id || isNew ? html`<h2 class="title">${words.documents}</h2>` : html`<h1 class="title" tabindex="-1">${words.documents}</h1>`}
          <p><a class="button primary" href="#/documents/new">${words.create}</a></p>
          <etron-documents document-href="#/documents/{id}"></etron-documents>
        </section>
        <section class="detail">
          <a class="back" href="#/documents"><span aria-hidden="true">←</span> ${words.all}</a>
          ${
            isNew
              ? html`<h1 tabindex="-1">${words.create}</h1>
                  <demo-document-new @document-created=${toDocument}></demo-document-new>`
              : id
                ? html`<h1 class="visually-hidden" tabindex="-1">${words.document}</h1>
                    ${keyed(id, html`<demo-document-desk document-id=${id} @document-copied=${toDocument} @document-deleted=${this.#documentDeleted}></demo-document-desk>`)}
                    <h2>${words.preview}</h2>
                    ${keyed(id, html`<etron-sign-doc document-id=${id}></etron-sign-doc>`)}`
                : html`<p class="choose">${words.choose}</p>`
          }
        </section>
      </main>
    `;
  }

  #permissions(): TemplateResult {
    const { words } = this.#locale;
    return html`
      <main id="main" class="narrow">
        <h1 tabindex="-1">${words.permissions}</h1>
        <demo-access-requests></demo-access-requests>
        <p class="lead">${words.permissionsLead}</p>
        <demo-permission-desk></demo-permission-desk>
      </main>
    `;
  }

  readonly #ticketMerged = ({ ticket }: TicketMergedEvent): void => {
    location.hash = `#/tickets/${ticket.id}`;
    void this.tickets?.refresh();
  };

  #documentDeleted(): void {
    location.hash = '#/documents';
    void this.documents?.refresh();
  }

  #sessionChanged({ me }: HTMLElementEventMap['etron-session-changed']): void {
    this.me = me;
    void this.focusHeading();
  }
}

customElements.define('demo-staff', Staff);
