import '@etron/portal-widgets/provider';
import '@etron/portal-widgets/ticket';
import '@etron/portal-widgets/ticket-form';
import '@etron/portal-widgets/ticket-list';
import '../shared/base.css';
import '../shared/login.ts';
import '../shared/top-bar.ts';
import '../portal/portal.css';
import './desk.ts';
import './staff.css';
import { LocaleController, type Me } from '@etron/portal-widgets';
import { html, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { PageElement } from '../shared/page-element.ts';
import { RouteController } from '../shared/route.ts';
import { staffWords } from './staff.words.ts';

/** One object: a new one would undo what somebody searches for. */
const newFirst = { sort: 'status' } as const;

/** The support team's desk: the list beside the ticket. */
export class Staff extends PageElement {
  /** Undefined until the provider knows. */
  @state() private me: Me | null | undefined;
  @query('etron-provider') private provider!: HTMLElementTagNameMap['etron-provider'];
  @query('etron-ticket-list') private list!: HTMLElementTagNameMap['etron-ticket-list'] | null;

  readonly #locale = new LocaleController(this, staffWords);
  readonly #router = new RouteController(this, () => void this.focusHeading());

  protected override render(): TemplateResult {
    return html`
      <etron-provider api-url="/api/v1" @etron-session-changed=${this.#sessionChanged} @ticket-changed=${() => void this.list?.refresh()}>
        <demo-top-bar place="staff" .me=${this.me ?? null} @log-out=${() => this.provider.logOut()}></demo-top-bar>
        ${this.#content()}
      </etron-provider>
    `;
  }

  protected override updated(): void {
    const { words } = this.#locale;
    document.title = `${this.me ? (this.#router.route.view === 'ticket' ? words.ticket : words.tickets) : words.login} – ${words.app}`;
  }

  #content(): TemplateResult {
    const { words } = this.#locale;
    if (this.me === undefined) return html`<main id="main" class="waiting" aria-busy="true"></main>`;
    if (this.me === null)
      return html`<main id="main"><demo-login @logged-in=${() => this.provider.refreshSession()}></demo-login></main>`;
    if (this.me.role !== 'staff')
      return html`
        <main id="main" class="narrow">
          <h1 tabindex="-1">${words.onlyStaff}</h1>
          <p class="lead">${words.onlyStaffLead}</p>
          <p><a class="button primary" href="/">${words.toPortal}</a></p>
        </main>
      `;
    return this.#desk();
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

  #sessionChanged({ me }: HTMLElementEventMap['etron-session-changed']): void {
    this.me = me;
    void this.focusHeading();
  }
}

customElements.define('demo-staff', Staff);
