import { html, type TemplateResult } from 'lit';
import { type Account, getAccount } from '../../src/contract/account.ts';
import { QueryController } from '../../src/controllers/query.ts';
import { accountWords } from '../../src/i18n/account.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { controls } from '../../src/styles/controls.ts';
import { states } from '../../src/styles/states.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { formFieldStyles } from '../shared/form-field.ts';
import { iconStyles } from '../shared/icon.ts';
import { newPasswordStyles } from '../shared/new-password.ts';
import { problemPanel, problemStyles } from '../shared/problem.ts';
import { skeleton, skeletonStyles } from '../shared/skeleton.ts';
import { safeLink } from '../shared/text.ts';
import type { AccountChangedEvent } from './account.events.ts';
import { PasswordSection } from './account.password.ts';
import { ProfileSection } from './account.profile.ts';
import { SessionsSection } from './account.sessions.ts';
import { accountStyles } from './account.styles.ts';

export type * from './account.events.ts';

/**
 * The reader's own access: name, telephone number and the language of e-mails, the password, and the browsers in which they are logged in. On the page of a
 * host application, which logs its users in by `getToken`, password and sessions are left to the portal's own page. Its titles are headings of level 2.
 *
 * @event {AccountChangedEvent} etron-account-changed - The reader changed something of themselves; `account` is what it is now. A provider around takes it over.
 * @event {TicketRequestedEvent} etron-ticket-requested - The reader wants something changed that only ETRON changes; `prefill` fits the ticket form.
 *
 * @csspart body - All of it.
 * @csspart title - The heading of a section.
 * @csspart field - A label with its control and what is wrong with it.
 * @csspart label - The name of a control.
 * @csspart control - What is typed into or chosen from.
 * @csspart submit - The button that saves a section.
 * @csspart list - The sessions.
 * @csspart item - One session.
 * @csspart error - What went wrong, of a field or a section.
 *
 * @example
 * ```html
 * <etron-provider api-url="https://portal.example/api/v1">
 *   <etron-account></etron-account>
 * </etron-provider>
 * ```
 */
export class EtronAccount extends EtronElement {
  static override styles = [
    ...[tokens, states, controls, iconStyles, problemStyles, skeletonStyles],
    ...[formFieldStyles, newPasswordStyles, accountStyles],
  ];

  readonly #locale = new LocaleController(this, accountWords);
  readonly #account = new QueryController(
    this,
    () => this.client && ([this.client] as const),
    ([client], signal) => client.call(getAccount, {}, { signal }),
  );
  readonly #profile = new ProfileSection(this, () => this.client);
  readonly #sessions = new SessionsSection(this, () => (this.#isManagedHere ? this.client : undefined));
  readonly #password = new PasswordSection(
    this,
    () => this.client,
    () => {
      void this.#account.refresh();
      this.#sessions.refresh();
    },
  );

  constructor() {
    super();
    this.addEventListener('etron-account-changed', this.#changed);
  }

  protected override render(): TemplateResult {
    const { words, language } = this.#locale;
    const { data, problem } = this.#account;
    if (data) return this.#body(data);
    return problem
      ? problemPanel(problemText(problems(language), problem), {
          label: words.retry,
          action: () => void this.#account.refresh(),
        })
      : html`<div part="body" aria-busy="true">
          <p class="visually-hidden" role="status">${words.loading}</p>
          ${skeleton([30, 1.5], [60, 2.75], [60, 2.75], [60, 2.75])}
        </div>`;
  }

  #body(account: Account): TemplateResult {
    return html`<div part="body">
      ${this.#profile.render(account)}
      ${this.#isManagedHere ? [this.#password.render(account), this.#sessions.render()] : this.#elsewhere()}
    </div>`;
  }

  /** Only who logged in on the portal's own page manages password and sessions. */
  get #isManagedHere(): boolean {
    return this.#account.data !== undefined && this.#account.data.hasPassword !== null;
  }

  #elsewhere(): TemplateResult {
    const { words } = this.#locale;
    const { apiUrl = '' } = this.client ?? {};
    return html`<section aria-labelledby="password">
      <h2 part="title" id="password">${words.password}</h2>
      <p class="lead">${words.elsewhere}</p>
      ${safeLink(`${new URL(apiUrl, location.href).origin}/#/account`, words.openPortal)}
    </section>`;
  }

  readonly #changed = ({ account }: AccountChangedEvent): void => {
    this.#account.data = account;
    this.requestUpdate();
  };
}
