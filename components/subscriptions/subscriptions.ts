import type { PropertyValues } from 'lit';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Client, ProblemError } from '../../src/api/client.ts';
import { clientContext } from '../../src/context/client.ts';
import { provide } from '../../src/context/provide.ts';
import {
  type LookupInstance,
  type LookupResult,
  listSubscriptions,
  lookUpModules,
} from '../../src/contract/subscriptions.ts';
import { SUBJECT_MAX } from '../../src/contract/tickets.limits.ts';
import { QueryController } from '../../src/controllers/query.ts';
import { ReturnController } from '../../src/controllers/return.ts';
import { SessionGate } from '../../src/controllers/session-gate.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { subscriptionsWords } from '../../src/i18n/subscriptions.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { property } from '../../src/internal/property.ts';
import { controls } from '../../src/styles/controls.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { avatarStyles } from '../shared/avatar.ts';
import { employeeStyles } from '../shared/employee.ts';
import { TicketRequestedEvent, ViewChangedEvent } from '../shared/events.ts';
import { closeIcon, iconStyles } from '../shared/icon.ts';
import { listStyles } from '../shared/list.styles.ts';
import { MissingPermission, permissionStyles } from '../shared/permission.ts';
import { problemPanel, problemStyles } from '../shared/problem.ts';
import { emptyPanel } from '../shared/record-list.parts.ts';
import { SearchField } from '../shared/search.ts';
import { skeleton, skeletonStyles } from '../shared/skeleton.ts';
import { statusStyles } from '../shared/status.ts';
import { answers, answerText } from './subscriptions.answers.ts';
import { CompanyChoice } from './subscriptions.company.ts';
import { groups } from './subscriptions.groups.ts';
import { subscriptionsStyles } from './subscriptions.styles.ts';
import { cleanView, type SubscriptionsView } from './subscriptions.view.ts';

/** So many answers are read out; the others are there to be read. */
const TOLD = 3;

/**
 * The modules and services a company has ordered, by the instance they run in, each with its history; and „Ist es dabei?“: whether a module, a function or
 * a configuration is installed where it is needed, and what is missing, which is asked for with one click. Its titles are headings of level 2.
 *
 * @event {TicketRequestedEvent} etron-ticket-requested - The reader asks for something that is not included, or was not found; `prefill` is for the ticket form.
 * @event {ViewChangedEvent<SubscriptionsView>} etron-view-changed - What is looked up changed, or the company; `view` can be kept in the page's address and set again.
 * @event {RecordChangedEvent} etron-record-changed - A subscription whose history is open changed on the server, or may have.
 *
 * @csspart header - „Ist es dabei?“.
 * @csspart title - Its heading, and what it says when there are no subscriptions.
 * @csspart control - The search field.
 * @csspart list - What was found.
 * @csspart item - One thing that was found; one subscription.
 * @csspart body - What stands in place of the subscriptions.
 * @csspart error - What went wrong.
 *
 * @example
 * ```html
 * <etron-subscriptions api-url="https://portal.example/api/v1"></etron-subscriptions>
 * ```
 */
export class EtronSubscriptions extends EtronElement {
  static override styles = [
    tokens,
    controls,
    iconStyles,
    statusStyles,
    problemStyles,
    skeletonStyles,
    avatarStyles,
    employeeStyles,
    listStyles,
    permissionStyles,
    subscriptionsStyles,
  ];

  /** Staff: shows this company only, by its id. */
  @property() company?: string;

  /** What is looked up, and (staff) of which company. What the reader changes is told by `etron-view-changed`. */
  @property({ attribute: false }) view: SubscriptionsView = {};

  readonly #locale = new LocaleController(this, subscriptionsWords);
  readonly #provider = provide(this, clientContext);
  readonly #gate = new SessionGate(this, () => void this.refresh());
  readonly #field = new SearchField(this, () => this.#change({}));
  readonly #choice = new CompanyChoice(
    this,
    () => (this.#undecided ? this.client : undefined),
    (company) => this.#change({ company, search: '' }),
  );
  readonly #list = new QueryController(
    this,
    () => this.#ask((client, company) => [client, company, this.#locale.language] as const),
    async ([client, company, language], signal) => ({
      company,
      ...(await client.call(listSubscriptions, { query: { company, language } }, { signal })),
    }),
  );
  readonly #found = new QueryController(
    this,
    () => {
      const { search } = cleanView(this.view);
      return search
        ? this.#ask((client, company) => [client, company, search, this.#locale.language] as const)
        : undefined;
    },
    async ([client, company, search, language], signal) => ({
      company,
      search,
      ...(await client.call(lookUpModules, { query: { search, language, company } }, { signal })),
    }),
  );
  readonly #permission = new MissingPermission(
    this,
    () => (this.#forbidden ? this.client : undefined),
    () => this.#gate.me,
  );
  /** Ids of the subscriptions whose history is open, and of what was found whose instances are. */
  #unfolded: ReadonlySet<string> = new Set();

  constructor() {
    super();
    new ReturnController(this, () => void this.refresh());
  }

  /** Reads the subscriptions, and what was looked up, again. */
  async refresh(): Promise<void> {
    if (!this.#gate.signedOut) await Promise.all([this.#list.refresh(), this.#found.refresh()]);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#provider.setValue(this.client);
  }

  protected override render(): TemplateResult {
    const { words } = this.#locale;
    if (this.#gate.signedOut)
      return html`<p class="empty" part="body">${problems[this.#locale.language].unauthenticated}</p>`;
    if (this.#forbidden) return this.#permission.render('subscriptions', this.#locale.language);
    if (this.#undecided) return this.#choice.render(words);
    const { company } = cleanView(this.view);
    return html`
      ${company && !this.company ? this.#choice.renderChosen(company, words, this.#of(this.#list.data)?.items[0]?.company) : nothing}
      ${this.#lookUp()}
      ${this.#subscriptions()}
    `;
  }

  #lookUp(): TemplateResult {
    const { words } = this.#locale;
    const { search = '' } = this.view;
    return html`<section class="look-up" part="header" aria-labelledby="look-up">
      <h2 id="look-up" part="title">${words.lookUp}</h2>
      <p id="hint">${words.lookUpHint}</p>
      <form role="search" aria-labelledby="look-up" @submit=${this.#submit}>
        ${this.#field.render(words.search, search)}
        ${
          this.#field.typed || search
            ? html`<button class="quiet clear" type="button" aria-label=${words.clear} title=${words.clear} @click=${this.#clear}>${closeIcon()}</button>`
            : nothing
        }
      </form>
      ${cleanView(this.view).search ? this.#answer() : html`<div role="status"></div>`}
    </section>`;
  }

  #answer(): TemplateResult {
    const { words } = this.#locale;
    const { problem, pending } = this.#found;
    const data = this.#of(this.#found.data);
    const items = data?.items ?? [];
    const told = data
      ? items.length
        ? [words.results(items.length), ...items.slice(0, TOLD).map((item) => answerText(item, words))].join(' ')
        : words.nothing(data.search)
      : '';
    return html`<div role="status" class=${data ? 'visually-hidden' : ''}>${data ? told : pending ? words.searching : ''}</div>
      ${this.#problem(problem, () => void this.#found.refresh())}
      <div aria-busy=${pending}>
        ${
          items.length
            ? answers(items, { words, unfolded: this.#unfolded, unfold: this.#unfold, request: this.#request })
            : data
              ? html`<div class="nothing">
                  <h3>${words.nothing(data.search)}</h3>
                  <p>${words.nothingHint}</p>
                  <button type="button" @click=${() => this.#inquire(data.search)}>${words.ask}</button>
                </div>`
              : nothing
        }
      </div>`;
  }

  #subscriptions(): unknown {
    const { words, language } = this.#locale;
    const { problem } = this.#list;
    const data = this.#of(this.#list.data);
    const retry = () => void this.#list.refresh();
    if (!data)
      return problem
        ? this.#problem(problem, retry)
        : html`<div aria-busy="true"><span class="visually-hidden" role="status">${words.loading}</span>${skeleton([25, 1.5], [100, 9], [100, 9])}</div>`;
    return html`
      <p role="status" class="visually-hidden">${words.found(data.items.length)}</p>
      ${problem ? problemPanel(words.stale, { label: words.retry, action: retry }) : nothing}
      ${
        data.items.length
          ? groups(data.items, {
              words,
              language,
              apiUrl: this.client?.apiUrl ?? '',
              staff: this.#isStaff,
              unfolded: this.#unfolded,
              unfold: this.#unfold,
              changed: retry,
            })
          : emptyPanel(words.emptyTitle, words.emptyText)
      }
    `;
  }

  #problem(problem: ProblemError | undefined, action: () => void) {
    const { words, language } = this.#locale;
    return problem ? problemPanel(problemText(problems[language], problem), { label: words.retry, action }) : nothing;
  }

  get #isStaff(): boolean {
    return this.#gate.me?.role === 'staff';
  }

  get #forbidden(): boolean {
    return this.#list.problem?.problem.code === 'permission_missing';
  }

  get #company(): string {
    return this.company || cleanView(this.view).company || '';
  }

  /** An employee, who has not said yet whose subscriptions. */
  get #undecided(): boolean {
    return this.#isStaff && !this.#company;
  }

  /** What is known of the company on the screen; not of the one before, while another is on its way. */
  #of<T extends { company: string }>(data: T | undefined): T | undefined {
    return data?.company === this.#company ? data : undefined;
  }

  /** What a query depends on, while there is something to ask for. */
  #ask<D>(dependencies: (client: Client, company: string) => D): D | undefined {
    return this.client && !this.#gate.signedOut && !this.#undecided
      ? dependencies(this.client, this.#company)
      : undefined;
  }

  #change(patch: { [name in keyof SubscriptionsView]: string }): void {
    const search = this.#field.take();
    this.view = cleanView({ ...this.view, ...(search !== undefined && { search }), ...patch });
    this.dispatchEvent(new ViewChangedEvent(this.view));
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    this.#change({});
  };

  readonly #clear = (): void => {
    this.#change({ search: '' });
    this.renderRoot.querySelector<HTMLElement>('input[type=search]')?.focus();
  };

  readonly #request = ({ kind, name }: LookupResult, instances: readonly LookupInstance[]): void => {
    const { words } = this.#locale;
    const names = instances.map((instance) => instance.name);
    const lines = instances.map((instance) => {
      const lacks = words.lacks(
        kind,
        instance.missing.map((module) => module.name),
      );
      return lacks ? `${instance.name} (${lacks})` : instance.name;
    });
    this.#fileTicket(words.subject(kind, name, names), words.description(kind, name, lines), 'change');
  };

  #inquire(search: string): void {
    const { words } = this.#locale;
    this.#fileTicket(words.questionSubject(search), words.question(search), 'question');
  }

  #fileTicket(subject: string, description: string, category: 'change' | 'question'): void {
    this.dispatchEvent(new TicketRequestedEvent({ subject: subject.slice(0, SUBJECT_MAX), description, category }));
  }

  readonly #unfold = (id: string, open: boolean): void => {
    const unfolded = new Set(this.#unfolded);
    if (open) unfolded.add(id);
    else unfolded.delete(id);
    this.#unfolded = unfolded;
    this.requestUpdate();
  };
}
