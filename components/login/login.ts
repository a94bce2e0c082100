import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Client } from '../../src/api/client.ts';
import { createSession, type Me, redeemLink, requestLink } from '../../src/contract/session.ts';
import { MutationController } from '../../src/controllers/mutation.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { loginWords } from '../../src/i18n/login.ts';
import { problemText } from '../../src/i18n/problems.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { controls } from '../../src/styles/controls.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { iconStyles } from '../shared/icon.ts';
import { problemPanel, problemStyles } from '../shared/problem.ts';
import { LoggedInEvent } from './login.events.ts';
import { loginStyles } from './login.styles.ts';

type LoginField = 'email' | 'password';

/** Problem codes that mean: nobody can log in with this link any more. */
const LINK_EXPIRED_CODES = new Set(['link_expired', 'invalid_input']);

/**
 * Logs somebody in, by password or by a link in an e-mail. Works on the API's own origin, where the session cookie is kept; an `<etron-provider>` around
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
  static override styles = [tokens, controls, iconStyles, problemStyles, loginStyles];

  /** The e-mail address the form starts with. */
  @property() email = '';

  /** The token of a mailed link. It is redeemed by a click, because mail scanners open links. */
  @property() token = '';

  /** Says that the session expired while somebody was using the page. */
  @property({ type: Boolean }) ended = false;

  /** The address a link was sent to; empty before that. */
  @state() private sentTo = '';
  @state() private wrong: LoginField | undefined;

  readonly #locale = new LocaleController(this, loginWords);
  readonly #attempt = new MutationController(this);

  /** Moves the focus to the heading, so that screen readers start there. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('h1')?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('token')) this.#attempt.problem = undefined;
  }

  protected override render(): TemplateResult {
    return html`<div part="base">${this.token ? this.#redemption() : this.sentTo ? this.#sent() : this.#form()}</div>`;
  }

  #form(): TemplateResult {
    const { words } = this.#locale;
    const { pending } = this.#attempt;
    return html`
      ${this.#head(this.ended ? words.ended : words.title, this.ended ? words.endedLead : words.lead)}
      <form novalidate @submit=${this.#logIn}>
        ${this.#field('email', words.email, words.emailInvalid, 'username')}
        ${this.#field('password', words.password, words.passwordMissing, 'current-password')}
        <button part="submit" class="primary" aria-disabled=${pending}>${pending ? words.pending : words.submit}</button>
        <p class="or"><span>${words.or}</span></p>
        <button type="button" aria-disabled=${pending} @click=${this.#requestLink}>${words.link}</button>
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
    const wrong = this.wrong === name;
    return html`<div part="field">
      <label part="label" for=${name}>${label}</label>
      <input part="control" id=${name} name=${name} type=${name} autocomplete=${autocomplete} required
        value=${name === 'email' ? this.email : ''} aria-invalid=${wrong} aria-describedby="${name}-error"
        @input=${() => (this.wrong = undefined)}>
      <p part="error" id="${name}-error">${wrong ? complaint : nothing}</p>
    </div>`;
  }

  #sent(): TemplateResult {
    const { words } = this.#locale;
    return html`
      ${this.#head(words.sent, words.sentLead(this.sentTo))}
      <button type="button" @click=${() => this.#showResult('')}>${words.back}</button>
      <slot></slot>
    `;
  }

  #redemption(): TemplateResult {
    const { words } = this.#locale;
    const { pending, problem } = this.#attempt;
    const expired = problem && LINK_EXPIRED_CODES.has(problem.problem.code);
    const again = () => {
      this.token = '';
      this.#showResult('');
    };
    return html`
      ${this.#head(words.redeem, expired ? '' : words.redeemLead)}
      ${
        expired
          ? html`<button type="button" @click=${again}>${words.back}</button>`
          : html`<button part="submit" class="primary" type="button" aria-disabled=${pending} @click=${this.#redeem}>${words.redeemSubmit}</button>`
      }
    `;
  }

  #head(title: string, lead: string): TemplateResult {
    const { problem } = this.#attempt;
    // A problem with the e-mail address is shown beside its field.
    const isGeneral = problem && (this.token || problem.problem.code !== 'invalid_input');
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

  readonly #requestLink = async (): Promise<void> => {
    if (!this.#validate('email')) return;
    const email = this.#input('email').value.trim();
    const { language } = this.#locale;
    const sent = await this.#attemptRequest(async (client) => {
      await client.call(requestLink, { body: { email, language } });
      return true;
    });
    if (sent) this.#showResult(email);
  };

  async #logInBy(work: (client: Client) => Promise<Me>): Promise<void> {
    const me = await this.#attemptRequest(work);
    if (me) this.dispatchEvent(new LoggedInEvent(me));
  }

  async #attemptRequest<T>(work: (client: Client) => Promise<T>): Promise<T | undefined> {
    const client = this.anonymousClient;
    const result = client && (await this.#attempt.run(() => work(client)));
    // The server checks e-mail addresses more strictly than the browser.
    if (!this.token && this.#attempt.problem?.problem.code === 'invalid_input') this.#markWrong('email');
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

  #showResult(sentTo: string): void {
    this.email = sentTo || this.email;
    this.sentTo = sentTo;
    this.#attempt.problem = undefined;
    this.requestUpdate();
    void this.updateComplete.then(() => this.focus());
  }
}
