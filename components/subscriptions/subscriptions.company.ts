import { html, nothing, type TemplateResult } from 'lit';
import type { Client } from '../../src/api/client.ts';
import { type CompanyRef, listCompanies } from '../../src/contract/session.ts';
import { isVisible } from '../../src/contract/text.ts';
import { QueryController } from '../../src/controllers/query.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import type { subscriptionsWords } from '../../src/i18n/subscriptions.ts';
import type { EtronElement } from '../../src/internal/element.ts';
import { SearchField } from '../shared/search.ts';

/** How many companies are offered. To find others, the reader types more of the name. */
const OFFERED_MAX = 8;

/** For employees: finds by name the company whose subscriptions are shown. Style sheet: `listStyles`. */
export class CompanyChoice {
  /** The company that was chosen here, kept because of its name. */
  #chosen: CompanyRef | undefined;
  readonly #choose: (id: string) => void;
  readonly #field: SearchField;
  readonly #query;
  #search = '';

  /**
   * @param client Returns undefined while no company has to be chosen.
   * @param choose Called with the id of the chosen company, or an empty text for none.
   */
  constructor(host: EtronElement, client: () => Client | undefined, choose: (id: string) => void) {
    this.#choose = choose;
    this.#field = new SearchField(host, () => {
      this.#search = this.#field.take() ?? '';
      host.requestUpdate();
    });
    this.#query = new QueryController(
      host,
      () => {
        const to = client();
        return to && isVisible(this.#search) ? ([to, this.#search] as const) : undefined;
      },
      ([to, search], signal) => to.call(listCompanies, { query: { search } }, { signal }),
    );
  }

  /** The search field and the companies it found. */
  render({
    whose,
    findCompany,
    noCompany,
  }: Pick<WordsOf<typeof subscriptionsWords>, 'whose' | 'findCompany' | 'noCompany' | 'otherCompany'>): TemplateResult {
    const found = this.#search ? this.#query.data?.items : undefined;
    return html`<div class="companies" part="body">
      <h2 part="title">${whose}</h2>
      ${this.#field.render(findCompany, this.#search)}
      ${found ? html`<p role="status" class=${found.length ? 'visually-hidden' : ''}>${found.length || noCompany}</p>` : nothing}
      ${
        found?.length
          ? html`<ul>${found
              .slice(0, OFFERED_MAX)
              .map(
                (company) =>
                  html`<li><button class="quiet" type="button" @click=${() => this.#take(company)}>${company.name}</button></li>`,
              )}</ul>`
          : nothing
      }
    </div>`;
  }

  /** The chosen company with a button to choose another one. `named` is the company as far as it is known from its records. */
  renderChosen(
    id: string,
    { otherCompany }: Pick<WordsOf<typeof subscriptionsWords>, 'whose' | 'findCompany' | 'noCompany' | 'otherCompany'>,
    named: CompanyRef | undefined,
  ): TemplateResult {
    const company = [named, this.#chosen].find((known) => known?.id === id);
    return html`<p class="chosen">
      ${company ? html`<strong>${company.name}</strong>` : nothing}
      <button class="quiet" type="button" @click=${() => this.#take()}>${otherCompany}</button>
    </p>`;
  }

  #take(company?: CompanyRef): void {
    this.#chosen = company;
    this.#search = '';
    this.#choose(company?.id ?? '');
  }
}
