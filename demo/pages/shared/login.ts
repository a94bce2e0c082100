import {
  Client,
  createSession,
  LocaleController,
  ProblemError,
  problems,
  problemText,
  redeemLink,
  requestLink,
} from '@etron/portal-widgets';
import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import './controls.css';
import './login.css';
import { demoLogins, demoPassword } from './demo-logins.ts';
import { loginWords } from './login.words.ts';
import { PageElement } from './page-element.ts';

/** Logs somebody in: by password, or by a mailed link. Dispatches `logged-in`. */
export class Login extends PageElement {
  @property({ attribute: 'api-url' }) apiUrl = '/api/v1';

  /** The token of a mailed link. It is redeemed by a click, because mail scanners open links. */
  @property({ attribute: false }) token?: string;

  /** The session ended while somebody was working. */
  @property({ type: Boolean }) ended = false;

  @state() private sentTo = '';
  @state() private problem?: ProblemError;
  @state() private missing: 'email' | 'password' | undefined;
  @state() private pending = false;
  @query('#email') private email!: HTMLInputElement;
  @query('#password') private password!: HTMLInputElement;

  readonly #locale = new LocaleController(this, loginWords);
  readonly #problems = new LocaleController(this, problems);

  protected override render(): TemplateResult {
    return html`<div class="login">${this.token ? this.#redeem() : this.sentTo ? this.#sent() : this.#form()}</div>`;
  }

  #form(): TemplateResult {
    const { words } = this.#locale;
    return html`
      <h1 tabindex="-1">${this.ended ? words.ended : words.title}</h1>
      <p class="lead">${this.ended ? words.endedLead : words.lead}</p>
      ${this.#alert()}
      <form novalidate @submit=${this.#logIn}>
        <div class="field">
          <label for="email">${words.email}</label>
          <input class="input" id="email" type="email" autocomplete="username" inputmode="email" aria-invalid=${this.missing === 'email'} aria-describedby="email-error" />
          <p id="email-error" class="field-error">${this.missing === 'email' ? words.emailInvalid : nothing}</p>
        </div>
        <div class="field">
          <label for="password">${words.password}</label>
          <input class="input" id="password" type="password" autocomplete="current-password" aria-invalid=${this.missing === 'password'} aria-describedby="password-error" />
          <p id="password-error" class="field-error">${this.missing === 'password' ? words.passwordMissing : nothing}</p>
        </div>
        <button class="button primary" aria-disabled=${this.pending}>${words.submit}</button>
        <p class="or"><span>${words.or}</span></p>
        <button class="button" type="button" aria-disabled=${this.pending} @click=${this.#requestLink}>${words.link}</button>
      </form>
      ${this.ended ? nothing : this.#demo()}
    `;
  }

  #demo(): TemplateResult {
    const { words } = this.#locale;
    return html`
      <section class="demo-logins" aria-labelledby="try-out">
        <h2 id="try-out">${words.tryOut}</h2>
        <p>${words.tryOutLead} <code>${demoPassword}</code></p>
        <ul>
          ${demoLogins.map(
            ({ role, name, email }) => html`
              <li>
                <button type="button" @click=${() => this.#fill(email)}><b>${name}</b><span>${words.roles[role]}</span></button>
              </li>
            `,
          )}
        </ul>
        <p><a href="/mails">${words.mailbox}</a></p>
      </section>
    `;
  }

  #sent(): TemplateResult {
    const { words } = this.#locale;
    return html`
      <h1 tabindex="-1">${words.sent}</h1>
      <p class="lead">${words.sentLead(this.sentTo)}</p>
      <button class="button" type="button" @click=${() => this.#show('')}>${words.back}</button>
      ${this.ended ? nothing : html`<p class="demo-mailbox"><a href="/mails">${words.mailbox}</a></p>`}
    `;
  }

  #redeem(): TemplateResult {
    const { words } = this.#locale;
    const expired = this.problem?.problem.code === 'link_expired';
    return html`
      <h1 tabindex="-1">${words.redeem}</h1>
      ${expired ? nothing : html`<p class="lead">${words.redeemLead}</p>`} ${this.#alert()}
      ${
        expired
          ? html`<a class="button" href="#/">${words.back}</a>`
          : html`<button class="button primary" type="button" aria-disabled=${this.pending} @click=${this.#redeemToken}>${words.redeemSubmit}</button>`
      }
    `;
  }

  #alert(): TemplateResult {
    const { words } = this.#locale;
    const texts = { ...this.#problems.words, invalid_credentials: words.wrong, link_expired: words.linkExpired };
    return html`<div role="alert">${this.problem ? html`<p class="notice error">${problemText(texts, this.problem)}</p>` : nothing}</div>`;
  }

  #logIn(event: Event): void {
    event.preventDefault();
    if (!this.#check(this.email, 'email') || !this.#check(this.password, 'password')) return;
    const body = { email: this.email.value.trim(), password: this.password.value };
    void this.#attempt(async (client) => {
      await client.call(createSession, { body });
      this.dispatchEvent(new Event('logged-in'));
    });
  }

  #requestLink(): void {
    if (!this.#check(this.email, 'email')) return;
    const email = this.email.value.trim();
    void this.#attempt(async (client) => {
      await client.call(requestLink, { body: { email, language: this.#locale.language } });
      this.#show(email);
    });
  }

  #redeemToken(): void {
    void this.#attempt(async (client) => {
      await client.call(redeemLink, { body: { token: this.token ?? '' } });
      this.dispatchEvent(new Event('logged-in'));
    });
  }

  async #attempt(work: (client: Client) => Promise<void>): Promise<void> {
    if (this.pending) return;
    this.pending = true;
    delete this.problem;
    try {
      await work(new Client(this.apiUrl));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (error.problem.code === 'invalid_input') this.#mark(this.email, 'email');
      else this.problem = error;
    } finally {
      this.pending = false;
    }
  }

  #check(input: HTMLInputElement, name: 'email' | 'password'): boolean {
    this.missing = undefined;
    if (input.value.trim() && input.validity.valid) return true;
    this.#mark(input, name);
    return false;
  }

  #mark(input: HTMLInputElement, name: 'email' | 'password'): void {
    this.missing = name;
    input.focus();
  }

  #fill(email: string): void {
    this.email.value = email;
    this.password.value = demoPassword;
    this.querySelector<HTMLElement>('form .primary')?.focus();
  }

  #show(sentTo: string): void {
    this.sentTo = sentTo;
    void this.focusHeading();
  }
}

customElements.define('demo-login', Login);
