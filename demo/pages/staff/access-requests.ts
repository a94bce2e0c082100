import {
  type AccessRequest,
  type Client,
  clientContext,
  dismissAccessRequest,
  grantAccess,
  LocaleController,
  listAccessRequests,
  MutationController,
  problems,
  problemText,
  QueryController,
} from '@etron/portal-widgets';
import { ContextConsumer } from '@lit/context';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import '../shared/controls.css';
import './access-requests.css';
import './company-search.ts';
import { PageElement } from '../shared/page-element.ts';
import type { CompanyChosenEvent } from './company-search.ts';
import { staffWords } from './staff.words.ts';

/** Contacts of tickets who ask for access to the portal, and the button that makes their account. Shows nothing while nobody asks. */
export class AccessRequests extends PageElement {
  /** The request whose company is being looked for. */
  @state() private searching: string | undefined;
  /** What became of the request that was settled last. */
  @state() private settled = '';

  readonly #client = new ContextConsumer(this, { context: clientContext, subscribe: true });
  readonly #locale = new LocaleController(this, staffWords);
  readonly #problems = new LocaleController(this, problems);
  readonly #requests = new QueryController(
    this,
    () => this.#client.value && ([this.#client.value] as const),
    ([client], signal) => client.call(listAccessRequests, {}, { signal }),
  );
  readonly #change = new MutationController(this);

  protected override render(): TemplateResult | typeof nothing {
    const { words } = this.#locale;
    const items = this.#requests.data?.items ?? [];
    const problem = this.#change.problem ?? this.#requests.problem;
    return html`
      <div role="status">${this.settled ? html`<p class="notice">${this.settled}</p>` : nothing}</div>
      <div role="alert">${problem ? html`<p class="notice error">${problemText(this.#problems.words, problem)}</p>` : nothing}</div>
      ${
        items.length
          ? html`<section aria-labelledby="access-requests">
              <h2 id="access-requests">${words.accessRequests}</h2>
              <p class="lead">${words.accessRequestsLead}</p>
              <ul>${items.map((request) => html`<li>${this.#request(request)}</li>`)}</ul>
            </section>`
          : nothing
      }
    `;
  }

  #request(request: AccessRequest): TemplateResult {
    const { words } = this.#locale;
    const { id, name, email, companyName, ticket, company } = request;
    const grant = company
      ? () => void this.#grant(request, company.id)
      : () => (this.searching = this.searching === id ? undefined : id);
    return html`
      <div class="asking">
        <p><b>${name}</b>${companyName ? html`, ${companyName}` : nothing}<br /><small>${email}</small></p>
        <p><a href="#/tickets/${ticket.id}">${ticket.number}</a> ${ticket.subject}</p>
      </div>
      <div class="moves">
        <button class="button primary" type="button" aria-expanded=${company ? nothing : this.searching === id} @click=${grant}>
          ${company ? words.makeAccountOf(company.name) : words.makeAccount}
        </button>
        <button class="button quiet" type="button" aria-label=${words.dismissOf(name)} @click=${() => this.#dismiss(request)}>${words.dismiss}</button>
      </div>
      ${
        this.searching === id
          ? html`<demo-company-search label=${words.whose} lead=${words.accessCompanyLead(name)} @company-chosen=${(event: CompanyChosenEvent) => this.#grant(request, event.company.id)}></demo-company-search>`
          : nothing
      }
    `;
  }

  #grant({ id, name, email }: AccessRequest, companyId: string): Promise<void> {
    return this.#settle(this.#locale.words.accountMade(name, email), (client) =>
      client.call(grantAccess, { params: { id }, body: { companyId } }),
    );
  }

  #dismiss({ id, name }: AccessRequest): Promise<void> {
    return this.#settle(this.#locale.words.dismissed(name), (client) =>
      client.call(dismissAccessRequest, { params: { id } }),
    );
  }

  async #settle(told: string, work: (client: Client) => Promise<void>): Promise<void> {
    const client = this.#client.value;
    if (!client) return;
    this.settled = '';
    const done = await this.#change.run(async () => {
      await work(client);
      return true;
    });
    await this.#requests.refresh();
    this.searching = undefined;
    if (done) this.settled = told;
  }
}

customElements.define('demo-access-requests', AccessRequests);
