import {
  type CompanyRef,
  type CompanyUser,
  clientContext,
  LocaleController,
  listCompanyUsers,
  MutationController,
  PERMISSIONS,
  type Permission,
  problems,
  problemText,
  QueryController,
  setPermissions,
} from '@etron/portal-widgets';
import { ContextConsumer } from '@lit/context';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import '../shared/controls.css';
import './company-search.ts';
import './permission-desk.css';
import { PageElement } from '../shared/page-element.ts';
import type { CompanyChosenEvent } from './company-search.ts';
import { staffWords } from './staff.words.ts';

/** Where an employee says who of a company may see which menus. */
export class PermissionDesk extends PageElement {
  @state() private company: CompanyRef | undefined;
  /** Whose permissions were changed last. */
  @state() private saved: string | undefined;

  readonly #client = new ContextConsumer(this, { context: clientContext, subscribe: true });
  readonly #locale = new LocaleController(this, staffWords);
  readonly #problems = new LocaleController(this, problems);
  readonly #users = new QueryController(
    this,
    () => this.#client.value && this.company && ([this.#client.value, this.company.id] as const),
    async ([client, id], signal) => ({
      id,
      ...(await client.call(listCompanyUsers, { params: { id } }, { signal })),
    }),
  );
  readonly #change = new MutationController(this);

  protected override render(): TemplateResult {
    const { words } = this.#locale;
    if (!this.company)
      return html`<demo-company-search purpose="open" label=${words.whose} lead=${words.whoseLead} @company-chosen=${this.#choose}></demo-company-search>`;
    const problem = this.#change.problem ?? this.#users.problem;
    const users = this.#users.data?.id === this.company.id ? this.#users.data : undefined;
    return html`
      <p class="chosen">
        <b>${this.company.name}</b>
        <button class="button quiet" type="button" @click=${() => (this.company = undefined)}>${words.change}</button>
      </p>
      <div role="alert">${problem ? html`<p class="notice error">${problemText(this.#problems.words, problem)}</p>` : nothing}</div>
      ${users?.partner ? html`<p class="notice" id="reason">${words.byPartner(users.partner.name)}</p>` : nothing}
      ${users?.items.length === 0 ? html`<p>${words.nobodyThere}</p>` : nothing}
      ${users?.items.map((user) => this.#rights(user, !!users.partner))}
    `;
  }

  #rights(user: CompanyUser, byPartner: boolean): TemplateResult {
    const { words } = this.#locale;
    return html`<fieldset class="rights" aria-describedby=${byPartner ? 'reason' : nothing}>
      <legend><b>${user.name}</b> ${user.management ? html`<span class="tag">${words.management}</span>` : nothing}<small>${user.email}</small></legend>
      ${PERMISSIONS.map(
        (permission) => html`<label>
          <input type="checkbox" ?disabled=${byPartner} .checked=${live(user.permissions.includes(permission))} @change=${() => this.#toggle(user, permission)} />
          ${words.menus[permission]}
        </label>`,
      )}
      <span role="status">${this.saved === user.id && !this.#change.problem ? words.saved : nothing}</span>
    </fieldset>`;
  }

  #choose({ company }: CompanyChosenEvent): void {
    this.company = company;
    this.saved = undefined;
  }

  async #toggle({ id, permissions }: CompanyUser, permission: Permission): Promise<void> {
    const client = this.#client.value;
    if (!client) return;
    this.saved = undefined;
    const wanted = PERMISSIONS.filter((name) => permissions.includes(name) !== (name === permission));
    const changed = await this.#change.run(() =>
      client.call(setPermissions, { params: { id }, body: { permissions: wanted } }),
    );
    // Whatever was refused is shown as it is.
    await this.#users.refresh();
    if (changed) this.saved = id;
  }
}

customElements.define('demo-permission-desk', PermissionDesk);
