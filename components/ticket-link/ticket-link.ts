import { ContextProvider } from '@lit/context';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { type Answer, Client, ProblemError } from '../../src/api/client.ts';
import { clientContext, sessionContext } from '../../src/context/contexts.ts';
import {
  exchangeTicketLink,
  requestAccess,
  requestTicketLink,
  type TicketAccess,
} from '../../src/contract/contacts.ts';
import type { Me } from '../../src/contract/session.ts';
import { MutationController } from '../../src/controllers/mutation.ts';
import { QueryController } from '../../src/controllers/query.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { ticketLinkWords } from '../../src/i18n/ticket-link.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { controls } from '../../src/styles/controls.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { iconStyles } from '../shared/icon.ts';
import { problemPanel, problemStyles } from '../shared/problem.ts';
import { skeleton, skeletonStyles } from '../shared/skeleton.ts';
import { ticketLinkStyles } from './ticket-link.styles.ts';

type LinkField = 'number' | 'email';

/**
 * One ticket for its contact, who has no account and came through the link in a mail: what was filed, the public history, and a field to answer. From here
 * the contact can ask for access to the portal. A link that was sent to have the address confirmed asks first; one that opens nothing leads to a new one by mail. Its title is a heading of level 2.
 *
 * @csspart title - The heading where there is no ticket to show, and of the part about access.
 * @csspart field - A field with its label and error.
 * @csspart label - The label of a field.
 * @csspart control - A field's input.
 * @csspart submit - The button that confirms the address, has a new link sent, or asks for access.
 * @csspart error - What went wrong.
 *
 * @example
 * ```html
 * <etron-ticket-link api-url="https://portal.example/api/v1" portal-href="/"></etron-ticket-link>
 * <script type="module">
 *   document.querySelector('etron-ticket-link').token = location.hash.slice('#/t/'.length);
 * </script>
 * ```
 */
export class EtronTicketLink extends EtronElement {
  static override styles = [tokens, controls, iconStyles, problemStyles, skeletonStyles, ticketLinkStyles];

  /** Token of the mailed link. A property only: an attribute would show it to every script that reads the page's HTML. */
  @property({ attribute: false }) token = '';

  /** Where somebody with an account logs in. */
  @property({ attribute: 'portal-href' }) portalHref = '';

  /** The address a new link was asked for. */
  @state() private sentTo = '';
  @state() private wrong: LinkField | undefined;
  /** Access was asked for on this page. */
  @state() private requested = false;

  readonly #locale = new LocaleController(this, ticketLinkWords);
  readonly #clientInside = new ContextProvider(this, { context: clientContext });
  readonly #sessionInside = new ContextProvider(this, { context: sessionContext });
  /** The token whose reader has said that the ticket is theirs. */
  #confirmed = '';
  /** The token for which there is a client inside. */
  #opened = '';
  readonly #access: QueryController<readonly [string, string], TicketAccess> = new QueryController(
    this,
    () => {
      const outside = this.anonymousClient;
      return outside && this.token ? ([this.token, outside.apiUrl] as const) : undefined;
    },
    async ([token, apiUrl], signal) => {
      // A client of its own, because whether somebody is logged in makes no difference to the link.
      const body = this.#confirmed === token ? { token, confirm: true } : { token };
      const access = await new Client(apiUrl).call(exchangeTicketLink, { body }, { signal });
      if (this.#opened !== token) {
        this.#opened = token;
        this.#sessionInside.setValue(meOf(access));
        this.#clientInside.setValue(new LinkClient(apiUrl, token, () => void this.#access.refresh()));
      }
      return access;
    },
  );
  readonly #newLink = new MutationController(this);
  readonly #request = new MutationController(this);

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('token')) {
      this.sentTo = '';
      this.requested = false;
    }
  }

  protected override render(): TemplateResult {
    const { words, language } = this.#locale;
    const { data, problem } = this.#access;
    if (problem?.problem.code === 'link_expired' || !this.token) return this.sentTo ? this.#sent() : this.#ended();
    if (problem?.problem.code === 'email_not_verified') return this.#unconfirmed();
    if (data)
      return html`<etron-ticket without-times ticket-id=${data.ticketId}></etron-ticket>
        ${this.#account(data)}`;
    if (problem)
      return problemPanel(problemText(problems(language), problem), {
        label: words.retry,
        action: () => void this.#access.refresh(),
      });
    return html`<div aria-busy="true"><span class="visually-hidden" role="status">${words.loading}</span>${skeleton([12], [60, 2], [100, 9])}</div>`;
  }

  /** What stands below the ticket: the way to all others. */
  #account({ account, contact: { email } }: TicketAccess): TemplateResult {
    const { words, language } = this.#locale;
    const { pending, problem } = this.#request;
    const panel = (title: string, lead: string, action: TemplateResult | typeof nothing = nothing) => html`
      <section class="access" aria-labelledby="access">
        <div role="status">
          <h2 part="title" id="access">${title}</h2>
          <p>${lead}</p>
        </div>
        ${problem ? problemPanel(problemText(problems(language), problem)) : nothing} ${action}
      </section>
    `;
    if (account === 'exists')
      return panel(
        words.hasAccount,
        words.hasAccountLead(email),
        this.portalHref ? html`<a class="primary" href=${this.portalHref}>${words.toPortal}</a>` : nothing,
      );
    if (account === 'requested' || this.requested) return panel(words.requested, words.requestedLead(email));
    return panel(
      words.access,
      words.accessLead(email),
      html`<button part="submit" type="button" aria-disabled=${pending} @click=${this.#requestAccess}>${pending ? words.pending : words.request}</button>`,
    );
  }

  /** The link confirms the reader's address, once they say that the ticket is theirs. */
  #unconfirmed(): TemplateResult {
    const { words } = this.#locale;
    const { pending } = this.#access;
    return html`<section class="ended" aria-labelledby="confirm">
      <h2 part="title" id="confirm">${words.confirmTitle}</h2>
      <p>${words.confirmLead}</p>
      <button part="submit" class="primary" type="button" aria-disabled=${pending} @click=${this.#confirm}>${pending ? words.pending : words.confirm}</button>
    </section>`;
  }

  /** The link opens nothing. */
  #ended(): TemplateResult {
    const { words, language } = this.#locale;
    const { pending, problem } = this.#newLink;
    return html`<section class="ended" aria-labelledby="ended">
      <h2 part="title" id="ended" tabindex="-1">${words.ended}</h2>
      <p>${words.endedLead}</p>
      ${problem && problem.problem.code !== 'invalid_input' ? problemPanel(problemText(problems(language), problem)) : nothing}
      <form novalidate @submit=${this.#requestLink}>
        ${this.#field('number', words.number, words.numberMissing, words.numberHint)}
        ${this.#field('email', words.email, words.emailInvalid)}
        <button part="submit" class="primary" aria-disabled=${pending}>${pending ? words.pending : words.send}</button>
      </form>
    </section>`;
  }

  #sent(): TemplateResult {
    const { words } = this.#locale;
    return html`<section class="ended">
      <h2 part="title" tabindex="-1">${words.sent}</h2>
      <p>${words.sentLead(this.sentTo)}</p>
      <button type="button" @click=${() => this.#showResult('')}>${words.again}</button>
    </section>`;
  }

  #field(name: LinkField, label: string, complaint: string, hint = ''): TemplateResult {
    const wrong = this.wrong === name;
    return html`<div part="field">
      <label part="label" for=${name}>${label}</label>
      ${hint ? html`<small id="${name}-hint">${hint}</small>` : nothing}
      <input part="control" id=${name} name=${name} type=${name === 'email' ? 'email' : 'text'} required
        autocomplete=${name === 'email' ? 'email' : 'off'} aria-invalid=${wrong}
        aria-describedby=${hint ? `${name}-hint ${name}-error` : `${name}-error`}
        @input=${() => (this.wrong = undefined)}>
      <p part="error" id="${name}-error">${wrong ? complaint : nothing}</p>
    </div>`;
  }

  readonly #confirm = (): void => {
    this.#confirmed = this.token;
    void this.#access.refresh();
  };

  readonly #requestLink = async (event: Event): Promise<void> => {
    event.preventDefault();
    const client = this.anonymousClient;
    if (!client || !this.#isValid('number') || !this.#isValid('email')) return;
    const [number, email] = [this.#input('number').value.trim(), this.#input('email').value.trim()];
    const { language } = this.#locale;
    const sent = await this.#newLink.run(async () => {
      await new Client(client.apiUrl).call(requestTicketLink, { body: { number, email, language } });
      return true;
    });
    if (sent) this.#showResult(email);
    // The server checks more strictly than the browser.
    else if (this.#newLink.problem?.problem.code === 'invalid_input') this.#markWrong('email');
  };

  readonly #requestAccess = async (): Promise<void> => {
    const client = this.#clientInside.value;
    const { language } = this.#locale;
    const done = await this.#request.run(async (key) => {
      await client?.call(requestAccess, { body: { language } }, { key });
      return true;
    });
    if (done) this.requested = true;
  };

  #input(name: LinkField): HTMLInputElement {
    return this.renderRoot.querySelector(`#${name}`) as HTMLInputElement;
  }

  #isValid(name: LinkField): boolean {
    const { value, validity } = this.#input(name);
    const valid = !!value.trim() && validity.valid;
    if (!valid) this.#markWrong(name);
    return valid;
  }

  #markWrong(name: LinkField): void {
    this.wrong = name;
    this.#input(name).focus();
  }

  #showResult(sentTo: string): void {
    this.sentTo = sentTo;
    void this.updateComplete.then(() => this.renderRoot.querySelector('h2')?.focus());
  }
}

/** The contact, as the elements of a ticket know their reader. Their drafts are kept by the ticket, because there is no user. */
const meOf = ({ ticketId, contact }: TicketAccess): Me => ({
  id: ticketId,
  ...contact,
  phone: null,
  role: 'customer',
  management: false,
  permissions: [],
  company: null,
  partner: null,
});

/** A client in the name of a ticket's contact. It reports when the link has ended, whichever element noticed. */
class LinkClient extends Client {
  readonly #onEnd: () => void;

  constructor(apiUrl: string, token: string, onEnd: () => void) {
    super(apiUrl, async () => token, exchangeTicketLink);
    this.#onEnd = onEnd;
  }

  override async authorized<R extends Answer>(send: (headers: Record<string, string>) => Promise<R>): Promise<R> {
    try {
      return await super.authorized(send);
    } catch (error) {
      if (error instanceof ProblemError && error.problem.code === 'link_expired') this.#onEnd();
      throw error;
    }
  }
}
