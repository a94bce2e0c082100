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

type Field = 'email' | 'password';

/** Answers that say: with this link nobody gets in any more. */
const EXPIRED = new Set(['link_expired', 'invalid_input']);

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

  /** The address to begin with. */
  @property() email = '';

  /** The token of a mailed link. It is redeemed by a click, because mail scanners open links. */
  @property() token = '';

  /** The session ended while somebody was working: says so. */
  @property({ type: Boolean }) ended = false;

  /** Whom a link was sent to. */
  @state() private sentTo = '';
  @state() private wrong: Field | undefined;

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

  #field(name: Field, label: string, complaint: string, autocomplete: 'username' | 'current-password'): TemplateResult {
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
      <button type="button" @click=${() => this.#show('')}>${words.back}</button>
      <slot></slot>
    `;
  }

  #redemption(): TemplateResult {
    const { words } = this.#locale;
    const { pending, problem } = this.#attempt;
    const expired = problem && EXPIRED.has(problem.problem.code);
    const again = () => {
      this.token = '';
      this.#show('');
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
    // Of an address that is said at its field.
    const known = problem && (this.token || problem.problem.code !== 'invalid_input');
    return html`
      <h1 part="title" tabindex="-1">${title}</h1>
      ${lead ? html`<p class="lead">${lead}</p>` : nothing}
      ${known ? problemPanel(problemText(this.#locale.words.problems, problem)) : nothing}
    `;
  }

  readonly #logIn = (event: Event): void => {
    event.preventDefault();
    const body = { email: this.#input('email').value.trim(), password: this.#input('password').value };
    if (!this.#check('email') || !this.#check('password')) return;
    void this.#enter((client) => client.call(createSession, { body }));
  };

  readonly #redeem = (): void => {
    const { token } = this;
    void this.#enter((client) => client.call(redeemLink, { body: { token } }));
  };

  readonly #requestLink = async (): Promise<void> => {
    if (!this.#check('email')) return;
    const email = this.#input('email').value.trim();
    const { language } = this.#locale;
    const sent = await this.#try(async (client) => {
      await client.call(requestLink, { body: { email, language } });
      return true;
    });
    if (sent) this.#show(email);
  };

  async #enter(work: (client: Client) => Promise<Me>): Promise<void> {
    const me = await this.#try(work);
    if (me) this.dispatchEvent(new LoggedInEvent(me));
  }

  async #try<T>(work: (client: Client) => Promise<T>): Promise<T | undefined> {
    const client = this.anonymousClient;
    const result = client && (await this.#attempt.run(() => work(client)));
    // The server's idea of an address is stricter than the browser's.
    if (!this.token && this.#attempt.problem?.problem.code === 'invalid_input') this.#mark('email');
    return result;
  }

  #input(name: Field): HTMLInputElement {
    return this.renderRoot.querySelector(`#${name}`) as HTMLInputElement;
  }

  #check(name: Field): boolean {
    const { value, validity } = this.#input(name);
    const valid = !!value.trim() && validity.valid;
    if (!valid) this.#mark(name);
    return valid;
  }

  #mark(name: Field): void {
    this.wrong = name;
    this.#input(name).focus();
  }

  #show(sentTo: string): void {
    this.email = sentTo || this.email;
    this.sentTo = sentTo;
    this.#attempt.problem = undefined;
    this.requestUpdate();
    void this.updateComplete.then(() => this.focus());
  }
}
