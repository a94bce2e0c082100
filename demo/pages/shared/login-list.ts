import {
  Client,
  createSession,
  dictionary,
  LocaleController,
  type Me,
  MutationController,
  problems,
  problemText,
} from '@etron/portal-widgets';
import { html, nothing, type TemplateResult } from 'lit';
import './controls.css';
import './login-list.css';
import { demoLogins, demoPassword } from './demo-logins.ts';
import { PageElement } from './page-element.ts';

const loginListWords = dictionary(
  'demo-login-list',
  {
    title: 'Zum Ausprobieren',
    lead: 'Mit einem Klick angemeldet. Passwort für alle:',
    mailbox: 'Demo-Postfach ansehen',
    roles: {
      customer: 'Kundin, Geschäftsführung',
      client: 'Kundin eines Vertriebspartners',
      partner: 'Vertriebspartnerin',
      staff: 'Support',
    },
  },
  {
    title: 'Try it',
    lead: 'Logged in by one click. Password for all:',
    mailbox: 'See the demo mailbox',
    roles: {
      customer: 'Customer, management',
      client: 'Customer of a sales partner',
      partner: 'Sales partner',
      staff: 'Support',
    },
  },
);

/** The event by which `<etron-login>` tells that somebody logged in. Here the list dispatches it itself. */
class LoggedIn extends Event {
  readonly me: Me;

  constructor(me: Me) {
    super('etron-logged-in', { bubbles: true, composed: true });
    this.me = me;
  }
}

/** Below the login: accounts to try. */
export class LoginList extends PageElement {
  readonly #client = new Client('/api/v1');
  readonly #locale = new LocaleController(this, loginListWords);
  readonly #problems = new LocaleController(this, problems);
  readonly #login = new MutationController(this);

  protected override render(): TemplateResult {
    const { words } = this.#locale;
    const { problem, pending } = this.#login;
    return html`
      <h2>${words.title}</h2>
      <p>${words.lead} <code>${demoPassword}</code></p>
      <div role="alert">${problem ? html`<p class="notice error">${problemText(this.#problems.words, problem)}</p>` : nothing}</div>
      <ul>
        ${demoLogins.map(
          ({ role, name, email }) => html`
            <li>
              <button type="button" aria-disabled=${pending} @click=${() => this.#enter(email)}><b>${name}</b><span>${words.roles[role]}</span></button>
            </li>
          `,
        )}
      </ul>
      <p><a href="/mails">${words.mailbox}</a></p>
    `;
  }

  async #enter(email: string): Promise<void> {
    const body = { email, password: demoPassword };
    const me = await this.#login.run(() => this.#client.call(createSession, { body }));
    if (me) this.dispatchEvent(new LoggedIn(me));
  }
}

customElements.define('demo-login-list', LoginList);
