import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Client } from '../../src/api/client.ts';
import { redeemPasswordLink, requestPasswordLink } from '../../src/contract/account.ts';
import { languageOf } from '../../src/contract/language.ts';
import { createSession, type Me, redeemLink, requestLink } from '../../src/contract/session.ts';
import { MutationController } from '../../src/controllers/mutation.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { loginWords } from '../../src/i18n/login.ts';
import { problemText } from '../../src/i18n/problems.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { controls } from '../../src/styles/controls.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { formField, formFieldStyles } from '../shared/form-field.ts';
import { iconStyles } from '../shared/icon.ts';
import { NewPassword, newPasswordStyles, refusesPassword } from '../shared/new-password.ts';
import { problemPanel, problemStyles } from '../shared/problem.ts';
import { LoggedInEvent } from './login.events.ts';
import { loginStyles } from './login.styles.ts';

export type * from './login.events.ts';

type LoginField = 'email' | 'password';

/** What a mailed link is for. */
type LinkPurpose = 'login' | 'password';

/** Problem codes that mean: this link is of no use any more. */
const LINK_EXPIRED_CODES = new Set(['link_expired', 'invalid_input']);

/**
 * Logs somebody in, by password or by a link in an e-mail, and has a link mailed to those who forgot their password. Works on the API's own origin, where the session cookie is kept; an `<etron-provider>` around
 * takes the session over by itself.
 *
 * @slot - Below the form.
 * @event {LoggedInEvent} etron-logged-in - Somebody logged in; `me` says who.
 *
 * @csspart base - All of it.
 * @csspart title - The heading.
 * @csspart field - A label with its control and what is wrong with it.
 * @csspart label - The name of a control.
 * @csspart control - What is typed into.
 * @csspart submit - The button that logs in.
 * @csspart error - What went wrong, of a field or all.
 *
 * @example
 * ```html
 * <etron-provider api-url="/api/v1">
 *   <etron-login></etron-login>
 * </etron-provider>
 * ```
 */
export class EtronLogin extends EtronElement {
  static override styles = [
    tokens,
    controls,
    iconStyles,
    problemStyles,
    formFieldStyles,
    newPasswordStyles,
    loginStyles,
  ];

  /** The e-mail address the form starts with. */
  @property() email = '';

  /** The token of a mailed link. It is redeemed by a click, because mail scanners open links. */
  @property() token = '';

  /** The token of a mailed link for a new password, which is asked for here. */
  @property({ attribute: 'password-token' }) passwordToken = '';

  /** Says that the session expired while somebody was using the page. */
  @property({ type: Boolean }) ended = false;

  /** The link that was asked for, and where it was sent to; undefined before that. */
  @state() private sent: { purpose: LinkPurpose; email: string } | undefined;
  @state() private wrong: LoginField | undefined;

  readonly #locale = new LocaleController(this, loginWords);
  readonly #attempt = new MutationController(this);
  readonly #newPassword = new NewPassword(this);

  /** Moves the focus to the heading, so that screen readers start there. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('h1')?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('token') || changed.has('passwordToken')) this.#attempt.problem = undefined;
  }

  protected override render(): TemplateResult {
    const page = this.passwordToken
      ? this.#passwordForm()
      : this.token
        ? this.#redemption()
        : this.sent
          ? this.#sent(this.sent)
          : this.#form();
    return html`<div part="base">${page}</div>`;
  }

  #form(): TemplateResult {
    const { words } = this.#locale;
    const { pending } = this.#attempt;
    return html`
      ${this.#head(this.ended ? words.ended : words.title, this.ended ? words.endedLead : words.lead)}
      <form novalidate @submit=${this.#logIn}>
        ${this.#field('email', words.email, words.emailInvalid, 'username')}
        ${this.#field('password', words.password, words.passwordMissing, 'current-password')}
        <button type="button" class="quiet forgotten" aria-disabled=${pending} @click=${() => this.#requestLink('password')}>${words.forgotten}</button>
        <button part="submit" class="primary" aria-disabled=${pending}>${pending ? words.pending : words.submit}</button>
        <p class="or"><span>${words.or}</span></p>
        <button type="button" aria-disabled=${pending} @click=${() => this.#requestLink('login')}>${words.link}</button>
      </form>
      <slot></slot>
    `;
  }

  #field(
    name: LoginField,
    label: string,
    complaint: string,
    autocomplete: 'username' | 'current-password',
  ): TemplateResult {
    return formField({
      id: name,
      type: name,
      label,
      autocomplete,
      value: name === 'email' ? this.email : '',
      error: this.wrong === name ? complaint : undefined,
      edited: () => (this.wrong = undefined),
    });
  }

  #sent({ purpose, email }: { purpose: LinkPurpose; email: string }): TemplateResult {
    const { words } = this.#locale;
    return html`
      ${this.#head(words.sent, words.sentLead[purpose](email))}
      <button type="button" @click=${() => this.#showResult()}>${words.back}</button>
      <slot></slot>
    `;
  }

  #redemption(): TemplateResult {
    const { words } = this.#locale;
    const { pending } = this.#attempt;
    if (this.#isExpired) return this.#expired(words.redeem);
    return html`
      ${this.#head(words.redeem, words.redeemLead)}
      <button part="submit" class="primary" type="button" aria-disabled=${pending} @click=${this.#redeem}>${words.redeemSubmit}</button>
    `;
  }

  /** Asks for the new password of somebody who forgot the old one. */
  #passwordForm(): TemplateResult {
    const { words } = this.#locale;
    const { pending } = this.#attempt;
    if (this.#isExpired) return this.#expired(words.reset);
    return html`
      ${this.#head(words.reset, words.resetLead)}
      <form novalidate @submit=${this.#resetPassword}>
        ${this.#newPassword.render()}
        <button part="submit" class="primary" aria-disabled=${pending}>${pending ? words.pending : words.resetSubmit}</button>
      </form>
    `;
  }

  /** A link is of no use any more. */
  get #isExpired(): boolean {
    const { problem } = this.#attempt;
    return !!problem && !refusesPassword(problem) && LINK_EXPIRED_CODES.has(problem.problem.code);
  }

  #expired(title: string): TemplateResult {
    const again = () => {
      this.token = this.passwordToken = '';
      this.#showResult();
    };
    return html`${this.#head(title, '')}<button type="button" @click=${again}>${this.#locale.words.back}</button>`;
  }

  #head(title: string, lead: string): TemplateResult {
    const { problem } = this.#attempt;
    // A problem with the e-mail address or the new password is shown beside its field.
    const isGeneral =
      problem &&
      !refusesPassword(problem) &&
      (this.token || this.passwordToken || problem.problem.code !== 'invalid_input');
    return html`
      <h1 part="title" tabindex="-1">${title}</h1>
      ${lead ? html`<p class="lead">${lead}</p>` : nothing}
      ${isGeneral ? problemPanel(problemText(this.#locale.words.problems, problem)) : nothing}
    `;
  }

  readonly #logIn = (event: Event): void => {
    event.preventDefault();
    const body = { email: this.#input('email').value.trim(), password: this.#input('password').value };
    if (!this.#validate('email') || !this.#validate('password')) return;
    void this.#logInBy((client) => client.call(createSession, { body }));
  };

  readonly #redeem = (): void => {
    const { token } = this;
    void this.#logInBy((client) => client.call(redeemLink, { body: { token } }));
  };

  readonly #resetPassword = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!this.#newPassword.validate()) return;
    const body = { token: this.passwordToken, password: this.#newPassword.value };
    await this.#logInBy((client) => client.call(redeemPasswordLink, { body }));
    const problem = this.#attempt.problem?.problem;
    if (problem) this.#newPassword.refuse(problem);
  };

  async #requestLink(purpose: LinkPurpose): Promise<void> {
    if (!this.#validate('email')) return;
    const email = this.#input('email').value.trim();
    const body = { email, language: languageOf(this.#locale.language) };
    const sent = await this.#attemptRequest(async (client) => {
      await client.call(purpose === 'login' ? requestLink : requestPasswordLink, { body });
      return true;
    });
    if (sent) this.#showResult({ purpose, email });
  }

  async #logInBy(work: (client: Client) => Promise<Me>): Promise<void> {
    const me = await this.#attemptRequest(work);
    if (me) this.dispatchEvent(new LoggedInEvent(me));
  }

  async #attemptRequest<T>(work: (client: Client) => Promise<T>): Promise<T | undefined> {
    const client = this.anonymousClient;
    const result = client && (await this.#attempt.run(() => work(client)));
    // The server checks e-mail addresses more strictly than the browser.
    if (!this.token && !this.passwordToken && this.#attempt.problem?.problem.code === 'invalid_input')
      this.#markWrong('email');
    return result;
  }

  #input(name: LoginField): HTMLInputElement {
    return this.renderRoot.querySelector(`#${name}`) as HTMLInputElement;
  }

  #validate(name: LoginField): boolean {
    const { value, validity } = this.#input(name);
    const valid = !!value.trim() && validity.valid;
    if (!valid) this.#markWrong(name);
    return valid;
  }

  #markWrong(name: LoginField): void {
    this.wrong = name;
    this.#input(name).focus();
  }

  #showResult(sent?: { purpose: LinkPurpose; email: string }): void {
    this.email = sent?.email ?? this.email;
    this.sent = sent;
    this.#attempt.problem = undefined;
    this.requestUpdate();
    void this.updateComplete.then(() => this.focus());
  }
}
