import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ProblemError } from '../../src/api/client.ts';
import { ClientSharing } from '../../src/context/contexts.ts';
import { languageOf } from '../../src/contract/language.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { subscriptionsWords } from '../../src/i18n/subscriptions.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { controls } from '../../src/styles/controls.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { avatarStyles } from '../shared/avatar.ts';
import { employeeStyles } from '../shared/employee.ts';
import { ViewChangedEvent } from '../shared/events.ts';
import { iconStyles } from '../shared/icon.ts';
import { listStyles } from '../shared/list.styles.ts';
import { NearScreen } from '../shared/near-screen.ts';
import { permissionStyles } from '../shared/permission.ts';
import { problemPanel, problemStyles } from '../shared/problem.ts';
import { emptyPanel } from '../shared/record-list.parts.ts';
import { skeleton, skeletonStyles } from '../shared/skeleton.ts';
import { statusStyles } from '../shared/status.ts';
import { CompanyChoice } from './subscriptions.company.ts';
import { cleanView, SubscriptionsData, type SubscriptionsView } from './subscriptions.data.ts';
import { groups } from './subscriptions.groups.ts';
import { lookUpStyles } from './subscriptions.lookup.styles.ts';
import { LookUp } from './subscriptions.lookup.ts';
import { subscriptionsStyles } from './subscriptions.styles.ts';

export type { SubscriptionsView } from './subscriptions.data.ts';
export type * from './subscriptions.events.ts';

/**
 * The modules and services a company has ordered, by the instance they run in, each with its employee, history and time entries; and „Ist es dabei?“: whether a module, a function or
 * a configuration is installed in each instance. What is missing can be requested with one click. Its titles are headings of level 2.
 *
 * @event {TicketRequestedEvent} etron-ticket-requested - The reader asks for something that is not included, or was not found; `prefill` is for the ticket form.
 * @event {ViewChangedEvent<SubscriptionsView>} etron-view-changed - What is looked up changed, or the company; `view` can be kept in the page's address and set again.
 * @event {RecordChangedEvent} etron-record-changed - A subscription near the screen changed on the server, or may have.
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
    lookUpStyles,
  ];

  /** Staff: shows this company only, by its id. */
  @property() company?: string;

  /** The text that is looked up and, for employees, the company. `etron-view-changed` is dispatched when the reader changes it. */
  @property({ attribute: false }) view: SubscriptionsView = {};

  /** Ids of the results whose instances are unfolded. */
  @state() private unfolded: ReadonlySet<string> = new Set();

  readonly #locale = new LocaleController(this, subscriptionsWords);
  readonly #data = new SubscriptionsData(this, () => ({
    client: this.client,
    me: this.me,
    view: cleanView({ ...this.view, company: this.company || this.view.company }),
    language: languageOf(this.#locale.language),
  }));
  readonly #near = new NearScreen(this);
  readonly #lookUp = new LookUp(this, this.#data, (search) => this.#change({ search }));
  readonly #choice = new CompanyChoice(
    this,
    () => (this.#data.undecided ? this.client : undefined),
    (company) => this.#change({ company, search: '' }),
  );

  constructor() {
    super();
    new ClientSharing(this, () => this.client);
  }

  /** Reads the subscriptions, and what was looked up, again. */
  refresh(): Promise<void> {
    return this.#data.refresh();
  }

  protected override render(): TemplateResult {
    const { words, language } = this.#locale;
    const { forbidden, permission, undecided, subscriptions, found } = this.#data;
    if (this.me === null) return html`<p class="empty" part="body">${problems(language).unauthenticated}</p>`;
    if (forbidden) return permission.render('subscriptions', language);
    if (undecided) return this.#choice.render(words);
    const { company, search = '' } = cleanView(this.view);
    return html`
      ${company && !this.company ? this.#choice.renderChosen(company, words, subscriptions?.[0]?.company) : nothing}
      ${this.#lookUp.render({
        words,
        search,
        problem: this.#problem(found.problem, () => void found.refresh()),
        unfolded: this.unfolded,
        unfold: this.#unfold,
      })}
      ${this.#subscriptions()}
    `;
  }

  #subscriptions(): unknown {
    const { words, language } = this.#locale;
    const { subscriptions, list, staff } = this.#data;
    const { problem } = list;
    const retry = () => void list.refresh();
    if (!subscriptions)
      return problem
        ? this.#problem(problem, retry)
        : html`<div aria-busy="true"><span class="visually-hidden" role="status">${words.loading}</span>${skeleton([25, 1.5], [100, 9], [100, 9])}</div>`;
    return html`
      <p role="status" class="visually-hidden">${words.found(subscriptions.length)}</p>
      ${problem ? problemPanel(words.stale, { label: words.retry, action: retry }) : nothing}
      ${
        subscriptions.length
          ? groups(subscriptions, {
              words,
              language,
              apiUrl: this.client?.apiUrl ?? '',
              staff,
              near: this.#near,
              changed: retry,
            })
          : emptyPanel(words.emptyTitle, words.emptyText)
      }
    `;
  }

  #problem(problem: ProblemError | undefined, action: () => void): TemplateResult | typeof nothing {
    const { words, language } = this.#locale;
    return problem ? problemPanel(problemText(problems(language), problem), { label: words.retry, action }) : nothing;
  }

  #change(patch: { [name in keyof SubscriptionsView]: string }): void {
    this.view = cleanView({ ...this.view, ...patch });
    this.dispatchEvent(new ViewChangedEvent(this.view));
  }

  readonly #unfold = (id: string, open: boolean): void => {
    const unfolded = new Set(this.unfolded);
    if (open) unfolded.add(id);
    else unfolded.delete(id);
    this.unfolded = unfolded;
  };
}
