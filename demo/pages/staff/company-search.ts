import {
  type CompanyRef,
  clientContext,
  LocaleController,
  listCompanies,
  QueryController,
} from '@etron/portal-widgets';
import { ContextConsumer } from '@lit/context';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { PageElement } from '../shared/page-element.ts';
import { staffWords } from './staff.words.ts';

/** Milliseconds without a key until a search begins. */
const SEARCH_DELAY = 200;
const SHOWN = 6;
let searches = 0;

export class CompanyChosenEvent extends Event {
  readonly company: CompanyRef;

  constructor(company: CompanyRef) {
    super('company-chosen');
    this.company = company;
  }
}

/** Finds a company by its name. Dispatches `company-chosen`. */
export class CompanySearch extends PageElement {
  /** What is looked for, and why. */
  @property() label = '';
  @property() lead = '';

  /** What becomes of the company that is found. */
  @property() purpose: 'assign' | 'open' = 'assign';

  @state() private search = '';

  /** Ids are the page's own, where several searches may be. */
  readonly #field = `company-${++searches}`;

  readonly #client = new ContextConsumer(this, { context: clientContext, subscribe: true });
  readonly #locale = new LocaleController(this, staffWords);
  readonly #companies = new QueryController(
    this,
    () => (this.#client.value && this.search ? ([this.#client.value, this.search] as const) : undefined),
    ([client, search], signal) => client.call(listCompanies, { query: { search } }, { signal }),
  );
  #delay: ReturnType<typeof setTimeout> | undefined;

  protected override render(): TemplateResult {
    const { words } = this.#locale;
    const found = this.search ? this.#companies.data?.items : undefined;
    return html`
      <div class="field claim">
        <label for=${this.#field}>${this.label}</label>
        <p id="${this.#field}-lead">${this.lead}</p>
        <input class="input" id=${this.#field} type="search" autocomplete="off" aria-describedby="${this.#field}-lead" @input=${this.#typed} />
        <div role="status">
          ${
            found &&
            (found.length
              ? html`<ul>
                  ${found.slice(0, SHOWN).map(
                    (company) => html`<li>
                      <button class="button" type="button" aria-label=${this.purpose === 'assign' ? words.assign(company.name) : nothing} @click=${() => this.dispatchEvent(new CompanyChosenEvent(company))}>
                        ${company.name}
                      </button>
                    </li>`,
                  )}
                </ul>`
              : words.noCompany)
          }
        </div>
      </div>
    `;
  }

  #typed(event: Event): void {
    const { value } = event.target as HTMLInputElement;
    clearTimeout(this.#delay);
    this.#delay = setTimeout(() => {
      this.search = value.trim();
    }, SEARCH_DELAY);
  }
}

customElements.define('demo-company-search', CompanySearch);
