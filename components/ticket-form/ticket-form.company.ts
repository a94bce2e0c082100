import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { Client } from '../../src/api/client.ts';
import { type CompanyRef, listCompanies } from '../../src/contract/session.ts';
import type { FormController } from '../../src/controllers/form.ts';
import { QueryController } from '../../src/controllers/query.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { ticketCompanyWords } from '../../src/i18n/ticket-company.ts';
import type { FieldName } from './ticket-form.fields.ts';

/** With more customers than this, a list alone is no help. */
const LIST_MAX = 10;

/** Milliseconds without a key until a search begins. */
const SEARCH_DELAY = 200;

/**
 * „Für wen?“: whose ticket it is. Loaded only for partners and staff, who have a choice, to keep the form small on foreign pages. What is chosen is
 * the form's value `companyId`; none is the own company, and for staff no company yet.
 */
export class CompanyChoice {
  readonly #host: LitElement;
  readonly #form: FormController<FieldName>;
  readonly #locale: LocaleController<ReturnType<typeof ticketCompanyWords>>;
  readonly #companies: QueryController<readonly [Client, string], { items: CompanyRef[] }>;
  /** Names of companies that were listed, for a chosen one that a later search does not find. */
  readonly #names = new Map<string, string>();
  #search = '';
  #searchable = false;
  #delay: ReturnType<typeof setTimeout> | undefined;

  constructor(host: LitElement, client: () => Client | undefined, form: FormController<FieldName>) {
    this.#host = host;
    this.#form = form;
    this.#locale = new LocaleController(host, ticketCompanyWords);
    this.#companies = new QueryController(
      host,
      () => {
        const known = client();
        return known && ([known, this.#search] as const);
      },
      ([known, search], signal) => known.call(listCompanies, { query: { search } }, { signal }),
    );
  }

  render(own: CompanyRef | null): TemplateResult {
    const { words } = this.#locale;
    const chosen = this.#form.values.companyId ?? '';
    const refused = this.#form.errors['companyId'];
    const found = (this.#companies.data?.items ?? []).filter(({ id }) => id !== own?.id);
    for (const { id, name } of found) this.#names.set(id, name);
    this.#searchable ||= found.length > LIST_MAX;
    const isListed = !chosen || found.some(({ id }) => id === chosen);
    const option = (id: string, name: string) => html`<option value=${id} .selected=${id === chosen}>${name}</option>`;
    return html`<div>
      <div part="field">
        <label part="label" for="companyId">${words.company}</label>
        ${
          this.#searchable
            ? html`<input part="control" type="search" autocomplete="off" aria-label=${words.search} placeholder=${words.search}
                @input=${this.#onSearch} @change=${keepFromForm} @keydown=${keepFromSubmitting}>`
            : nothing
        }
        <select part="control" id="companyId" aria-describedby="companyId-error" aria-invalid=${!!refused} .value=${chosen}>
          ${option('', own ? words.own(own.name) : words.open)}
          ${found.map(({ id, name }) => option(id, name))}
          ${isListed ? nothing : option(chosen, this.#names.get(chosen) ?? '…')}
        </select>
        <small part="error" id="companyId-error" aria-live="polite">${refused && words.refused}</small>
      </div>
      <small role="status">${this.#search && !this.#companies.pending ? words.found(found.length) : ''}</small>
    </div>`;
  }

  readonly #onSearch = (event: Event): void => {
    keepFromForm(event);
    const { value } = event.target as HTMLInputElement;
    clearTimeout(this.#delay);
    this.#delay = setTimeout(() => {
      this.#search = value.trim();
      this.#host.requestUpdate();
    }, SEARCH_DELAY);
  };
}

/** What is searched for is no part of the ticket or its draft. */
const keepFromForm = (event: Event): void => event.stopPropagation();

const keepFromSubmitting = (event: KeyboardEvent): void => {
  if (event.key === 'Enter') event.preventDefault();
};
