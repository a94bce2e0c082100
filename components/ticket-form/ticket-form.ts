import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { type Client, jsonOf, ownProblem, ProblemError } from '../../src/api/client.ts';
import { solve } from '../../src/api/proof.ts';
import { upload } from '../../src/api/upload.ts';
import { consume } from '../../src/context/consume.ts';
import { sessionContext } from '../../src/context/session.ts';
import { confirmContact, createAnonymousTicket, createEmbedUpload, getChallenge } from '../../src/contract/embeds.ts';
import { createUpload } from '../../src/contract/history.ts';
import type { Me } from '../../src/contract/session.ts';
import { CONTEXT_VALUE_MAX, URL_MAX } from '../../src/contract/tickets.limits.ts';
import {
  createTicket,
  type NewAnonymousTicket,
  type TicketContext,
  type TicketReceipt,
} from '../../src/contract/tickets.ts';
import { type Attempt, FormController } from '../../src/controllers/form.ts';
import { MutationController } from '../../src/controllers/mutation.ts';
import { UploadsController } from '../../src/controllers/uploads.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { problemText } from '../../src/i18n/problems.ts';
import { formWords } from '../../src/i18n/ticket-form.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { property, state } from '../../src/internal/property.ts';
import { controls } from '../../src/styles/controls.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { fileFieldStyles } from '../shared/file-field.styles.ts';
import { allowDrop, fileField } from '../shared/file-field.ts';
import { TicketCreatedEvent } from './ticket-form.events.ts';
import { CONTACT_FIELDS, type FieldName, field, TICKET_FIELDS } from './ticket-form.fields.ts';
import { type Receipt, receiptPanel } from './ticket-form.receipt.ts';
import { ticketFormStyles } from './ticket-form.styles.ts';

/**
 * The form that files a support ticket. On a foreign page it needs `api-url` and `embed-key` and no login; inside an `<etron-provider>`, or with
 * `getToken`, it files the ticket for whoever is logged in. What was typed is kept in the browser until it was sent.
 *
 * @slot header - Replaces the heading.
 * @slot privacy - The link to the privacy statement of the page's owner.
 * @event {TicketCreatedEvent} etron-ticket-created - A ticket was filed; `number`, and `id` for somebody logged in.
 * @csspart base @csspart header @csspart title @csspart body @csspart footer @csspart field @csspart label @csspart control @csspart error
 * @csspart list @csspart item @csspart submit
 *
 * @example
 * ```html
 * <etron-ticket-form api-url="https://portal.example/api/v1" embed-key="pk_partner">
 *   <a slot="privacy" href="/datenschutz">Datenschutz</a>
 * </etron-ticket-form>
 * ```
 */
export class EtronTicketForm extends EtronElement {
  static override styles = [tokens, controls, fileFieldStyles, ticketFormStyles];

  /** Public id of the embed key: files the ticket anonymously. */
  @property({ attribute: 'embed-key' }) embedKey?: string;

  /** What the host page knows about the customer's installation. */
  @property({ attribute: false }) context?: Pick<TicketContext, 'instance' | 'version'>;

  /** Values to begin with. */
  @property({ attribute: false }) prefill?: Partial<Record<FieldName, string>>;

  /** Further facts for the support team, stored with the ticket. */
  @property({ attribute: false }) hiddenFields?: Record<string, string>;

  /** Keeps drafts apart: one for each value. With `getToken`, make it differ for each user. */
  @property({ attribute: 'draft-key' }) draftKey = '';

  /** No heading. */
  @property({ type: Boolean, attribute: 'without-header' }) withoutHeader = false;

  @state() private receipt: Receipt | undefined;
  @state() private editContact = false;

  readonly #locale = new LocaleController(this, formWords);
  readonly #session = consume(this, sessionContext);
  readonly #mutation = new MutationController(this);
  readonly #confirmation = new MutationController(this);
  readonly #uploads = new UploadsController(this, (file, onProgress, signal) => {
    const client = this.client as Client;
    const query = { name: file.name };
    return this.embedKey
      ? upload(client, createEmbedUpload, { params: { key: this.embedKey }, query }, file, onProgress, signal)
      : upload(client, createUpload, { query }, file, onProgress, signal);
  });
  readonly #form = new FormController<FieldName>(this, this.#uploads);
  #proof: Promise<string> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('online', this.#resume);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('online', this.#resume);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.hasUpdated || changed.has('prefill')) this.#form.prefill({ priority: 'normal', ...this.prefill });
    const me = this.#me;
    // Another user of this browser must not find the draft.
    if (this.client && me !== undefined)
      this.#form.open(`etron-ticket-form ${[this.client.apiUrl, this.embedKey, me?.id, this.draftKey]}`);
  }

  protected override render(): TemplateResult {
    const { words, language } = this.#locale;
    if (this.receipt) {
      const { problem } = this.#confirmation;
      return receiptPanel(
        this.receipt,
        { ...this.#receiptActions, error: problem && problemText(words.problems, problem) },
        words,
      );
    }
    const { restored, attempt } = this.#form;
    const { problem, pending } = this.#mutation;
    const error = this.#insecure ? words.insecure : problem && problemText(words.problems, problem);
    return html`
      <form part="base" novalidate @input=${this.#onInput} @change=${this.#form.onChange} @focusin=${this.#work} @submit=${this.#submit}
        @drop=${this.#uploads.take} @dragover=${allowDrop} @paste=${this.#uploads.take}>
        ${this.withoutHeader ? nothing : html`<slot name="header"><h2 part="title">${words.title}</h2></slot>`}
        ${restored ? html`<div class="row note"><span role="status">${words.restored}</span><button type="button" class="quiet" @click=${this.#discard}>${words.discard}</button></div>` : nothing}
        ${TICKET_FIELDS.map((name) => field(name, this.#form, words))}
        ${fileField(this.#uploads, language)}
        ${this.#contact()}
        ${this.embedKey ? html`<input class="visually-hidden" name="website" tabindex="-1" autocomplete="off" aria-hidden="true">` : nothing}
        <div role="alert" class=${error ? 'note' : nothing} part="error">${error}</div>
        <div part="footer" class="row">
          <button part="submit" class="primary" aria-disabled=${pending}>${attempt?.lost ? words.again : words.submit}</button>
          <span role="status">${pending ? (this.#uploads.pending ? words.uploading : words.sending) : nothing}</span>
          <slot name="privacy"></slot>
        </div>
      </form>
    `;
  }

  /** Who is logged in; undefined while that is not known. */
  get #me(): Me | null | undefined {
    return this.apiUrl || this.embedKey ? null : this.#session.value;
  }

  /** Browsers offer no WebCrypto, which the proof of work needs. */
  get #insecure(): boolean {
    return !!this.embedKey && !crypto.subtle;
  }

  /** The contact as far as it is known: what was entered, else what the account says. */
  get #known(): Partial<Record<FieldName, string>> {
    const { name, email, phone, company } = this.#me ?? {};
    const account: { [name in FieldName]?: string | null | undefined } = { name, email, phone, company: company?.name };
    return Object.fromEntries(
      CONTACT_FIELDS.map((field) => [field, this.#form.values[field] || (account[field] ?? '')]),
    );
  }

  #contact(): TemplateResult {
    const { words } = this.#locale;
    if (this.embedKey || this.editContact) {
      return html`<div class="contact">${CONTACT_FIELDS.map((name) => field(name, this.#form, words))}</div>`;
    }
    const known = this.#known;
    const edit = () => {
      this.#form.values = { ...this.#form.values, ...known };
      this.editContact = true;
    };
    return html`<div class="row"><span>${[known.name, known.email].filter(Boolean).join(' · ')}</span><button type="button" class="quiet" @click=${edit}>${words.change}</button></div>`;
  }

  readonly #onInput = (event: Event): void => {
    this.#form.onInput(event);
    this.#mutation.problem = undefined;
    // What is being edited must not be sent by itself.
    if (this.#form.attempt) this.#form.attempt.lost = false;
  };

  /** Begins the proof of work, so that submitting need not wait for it. */
  readonly #work = (): Promise<string> | undefined => {
    const { client, embedKey } = this;
    if (!client || !embedKey || this.#insecure) return undefined;
    this.#proof ??= client.call(getChallenge, { params: { key: embedKey } }).then((challenge) => {
      setTimeout(this.#forget, challenge.parameters.expiresAt * 1000 - Date.now());
      return solve(challenge);
    });
    this.#proof.catch(this.#forget);
    return this.#proof;
  };

  readonly #forget = (): void => {
    this.#proof = undefined;
  };

  readonly #discard = (): void => {
    this.#form.reset();
    this.#focus('#subject');
  };

  readonly #resume = (): void => {
    if (this.#form.attempt?.lost) void this.#submit();
  };

  readonly #submit = async (event?: Event): Promise<void> => {
    event?.preventDefault();
    const form = this.renderRoot.querySelector('form');
    if (!form || !this.client || this.#insecure || this.#mutation.pending || !this.#form.validate(form)) return;
    const receipt = await this.#mutation.run((key) => this.#file(form, this.client as Client, key));
    if (receipt) {
      this.receipt = receipt;
      this.#form.reset();
      this.#focus('h2');
      this.dispatchEvent(new TicketCreatedEvent(receipt.number, receipt.id));
    } else if (this.#mutation.problem) this.#form.refuse(form, this.#mutation.problem.problem);
  };

  async #file(form: HTMLFormElement, client: Client, newKey: string, again = false): Promise<Receipt> {
    await this.#uploads.settled();
    const attempt = (this.#form.attempt ??= { key: newKey, proof: undefined, lost: false });
    try {
      if (this.#uploads.failed) throw ownProblem(this.#uploads.failed);
      attempt.proof ??= await this.#work();
      attempt.lost = true;
      this.#form.save();
      return await this.#post(form, client, attempt);
    } catch (error) {
      const code = error instanceof ProblemError && error.problem.code;
      attempt.lost = code === 'network';
      if (code === 'idempotency_key_reused') this.#form.attempt = undefined;
      if (code !== 'proof_of_work_invalid' || again) throw error;
      attempt.proof = this.#proof = undefined;
      return this.#file(form, client, newKey, true);
    }
  }

  async #post(form: HTMLFormElement, client: Client, { key, proof = '' }: Attempt): Promise<Receipt> {
    const { values } = this.#form;
    const pick = (names: readonly FieldName[]) =>
      Object.fromEntries(names.flatMap((name) => (values[name] ? [[name, values[name]]] : [])));
    const { embedKey, hiddenFields: fields } = this;
    const body = {
      ...pick(TICKET_FIELDS),
      attachments: this.#uploads.ids,
      context: {
        ...this.context,
        // Without query and fragment: they may hold secrets of the host page.
        pageUrl: (location.origin + location.pathname).slice(0, URL_MAX),
        userAgent: navigator.userAgent.slice(0, CONTEXT_VALUE_MAX),
        ...(fields && { fields }),
      },
      ...((embedKey || values.email) && { contact: pick(CONTACT_FIELDS) }),
    } as unknown as NewAnonymousTicket;
    if (!embedKey) {
      const { number, id } = await client.call(createTicket, { body }, { key });
      return { number, id, review: false };
    }
    const website = (form.elements.namedItem('website') as HTMLInputElement).value;
    const response = await client.request(
      createAnonymousTicket,
      {
        params: { key: embedKey },
        body: { ...body, language: this.#locale.language, proof, ...(website && { website }) },
      },
      { key },
    );
    const { number, confirmation } = await jsonOf<TicketReceipt>(response);
    return { number, confirmation: confirmation ? 'open' : undefined, review: response.status === 202 };
  }

  readonly #receiptActions = {
    copy: async () => {
      await navigator.clipboard.writeText(this.receipt?.number ?? '');
      this.#receive({ copied: true });
    },
    confirm: async (event: SubmitEvent) => {
      event.preventDefault();
      const { number } = this.receipt as Receipt;
      const code = (this.renderRoot.querySelector('#code') as HTMLInputElement).value;
      const params = { key: this.embedKey as string };
      await this.#confirmation.run(async () => {
        await this.client?.call(confirmContact, { params, body: { number, code } });
        this.#receive({ confirmation: 'done' });
      });
      this.#focus(this.#confirmation.problem ? '#code' : 'h2');
    },
    later: () => {
      this.#receive({ confirmation: undefined });
      this.#focus('h2');
    },
    another: () => {
      this.receipt = undefined;
      this.#focus('#subject');
    },
  };

  #receive(changes: Partial<Receipt>): void {
    if (this.receipt) this.receipt = { ...this.receipt, ...changes };
  }

  #focus(selector: string): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }
}
