import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Client, contentOf, type ProblemError } from '../../src/api/client.ts';
import { solve } from '../../src/api/proof.ts';
import { upload } from '../../src/api/upload.ts';
import { confirmContact, createAnonymousTicket, createEmbedUpload, getChallenge } from '../../src/contract/embeds.ts';
import { confirmGuestContact, createGuestTicket } from '../../src/contract/guests.ts';
import { createUpload } from '../../src/contract/history.ts';
import { languageOf } from '../../src/contract/language.ts';
import type { AccessToken } from '../../src/contract/session.ts';
import { CONTEXT_VALUE_MAX } from '../../src/contract/tickets.limits.ts';
import {
  createTicket,
  type NewAnonymousTicket,
  type NewTicketBase,
  type TicketContact,
  type TicketContext,
  type TicketReceipt,
} from '../../src/contract/tickets.ts';
import { type Attempt, FormController } from '../../src/controllers/form.ts';
import { MutationController } from '../../src/controllers/mutation.ts';
import { UploadsController } from '../../src/controllers/uploads.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { formWords } from '../../src/i18n/ticket-form.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { formControls } from '../../src/styles/form-controls.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { allowDrop, fileField, fileFieldStyles } from '../shared/file-field.ts';
import type { CompanyChoice } from './ticket-form.company.ts';
import { TicketCreatedEvent } from './ticket-form.events.ts';
import {
  CODE_FIELD,
  CONTACT_FIELDS,
  type FieldName,
  fieldset,
  TICKET_FIELDS,
  type TicketEntries,
} from './ticket-form.fields.ts';
import { ticketFormStyles } from './ticket-form.styles.ts';

export type * from './ticket-form.events.ts';

/** What is known of a ticket that was filed. For somebody logged in it is the ticket itself, without a contact to be confirmed. */
interface Receipt {
  number: string;
  /** Only for somebody logged in. */
  id?: string;
  /** It looks like spam, and a person looks at it first. */
  review?: boolean;
  /** The address is to be confirmed with the mailed code. */
  confirm?: true | undefined;
  confirmed?: boolean;
}

/**
 * The form that files a support ticket. On a foreign page it needs `api-url` and `embed-key` and no login; inside an `<etron-provider>`, or with
 * `getToken`, it files the ticket for whoever is logged in or the host vouches for, and with `embed-key` for everybody else. What was typed is kept in the browser until it was sent.
 *
 * @slot header - Replaces the heading.
 * @slot privacy - The link to the privacy statement of the page's owner.
 * @event {TicketCreatedEvent} etron-ticket-created - A ticket was filed; `number`, and `id` for somebody logged in.
 * @csspart base - The form.
 * @csspart title - A heading.
 * @csspart field - A label with its control and what is wrong with it.
 * @csspart label - The name of a control.
 * @csspart control - What is typed into or chosen from, and the button for files.
 * @csspart list - The files.
 * @csspart item - One file.
 * @csspart error - What went wrong, of a field, a file or the form.
 * @csspart footer - The buttons, and what stands beside them.
 * @csspart submit - The button that sends.
 *
 * @example
 * ```html
 * <etron-ticket-form api-url="https://portal.example/api/v1" embed-key="pk_partner">
 *   <a slot="privacy" href="/datenschutz">Datenschutz</a>
 * </etron-ticket-form>
 * ```
 */
export class EtronTicketForm extends EtronElement {
  static override styles = [tokens, formControls, fileFieldStyles, ticketFormStyles];

  /** Public id of the embed key: files the ticket anonymously where nobody is logged in. */
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

  #receipt: Receipt | undefined;

  /** What the host page's token was exchanged for: null where there is none or it was refused, undefined while that is not known. */
  #access: AccessToken | null | undefined;
  /** The client whose access that is. */
  #accessOf: Client | undefined;

  readonly #locale = new LocaleController(this, formWords);
  readonly #mutation = new MutationController(this);
  readonly #uploads = new UploadsController(
    this,
    async (file, onProgress, signal) => {
      const client = this.#client;
      const key = this.#anonymousKey;
      const query = { name: file.name };
      return key
        ? upload(client, createEmbedUpload, { params: { key }, query }, file, onProgress, signal)
        : upload(client, createUpload, { query }, file, onProgress, signal);
    },
    () => {
      if (this.#form.attempt?.lost) void this.#submit();
    },
  );
  readonly #form = new FormController<FieldName>(this, this.#uploads);
  #proof: Promise<string> | undefined;
  #choice: CompanyChoice | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.embedKey && this.anonymousClient !== this.#accessOf) void this.#findAccess(this.anonymousClient);
    const me = this.apiUrl || this.#anonymousKey ? null : this.me;
    // Another user of this browser must not find the draft.
    if (this.anonymousClient && me !== undefined) {
      const place = `etron-ticket-form ${[this.anonymousClient.apiUrl, this.embedKey, me?.id, this.draftKey]}`;
      // Nor what became of it.
      if (this.#form.open(place)) this.#receipt = this.#mutation.problem = undefined;
    }
    this.#form.prefill({ priority: 'normal', ...me, company: me?.company?.name, ...this.prefill });
    if (me && me.role !== 'customer' && !this.#choice) void this.#loadChoice();
  }

  /** Partners and staff say whose ticket it is. */
  async #loadChoice(): Promise<void> {
    const { CompanyChoice } = await import('./ticket-form.company.ts');
    this.#choice ??= new CompanyChoice(this, () => this.client, this.#form);
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const { words } = this.#locale;
    const receipt = this.#receipt;
    const { problem, pending } = this.#mutation;
    // Browsers offer WebCrypto, which the proof of work needs, on secure pages only.
    const insecure = this.#anonymousKey && !crypto.subtle;
    const code = insecure ? 'insecure' : problem?.problem.code;
    return html`
      <form part="base" novalidate @input=${this.#onEdit} @change=${this.#onEdit} @focusin=${this.#startProof} @submit=${this.#submit}
        @drop=${this.#uploads.take} @dragover=${allowDrop} @paste=${this.#uploads.take}>
        ${receipt ? this.#renderReceipt(receipt) : this.#renderFields()}
        <div role="alert" part="error">${code && ((words as { [code in string]?: string })[code] ?? words.internal)}</div>
        <div part="footer">
          <button part="submit" class="primary" aria-disabled=${pending} ?disabled=${!!insecure}>${receipt ? (receipt.confirm ? words.confirm : words.another) : words.submit}</button>
          ${receipt?.confirm && html`<button type="button" class="quiet" @click=${() => this.#show({ ...receipt, confirm: undefined })}>${words.later}</button>`}
          <span role="status">${pending ? words.sending : ''}</span>
          <slot name="privacy"></slot>
        </div>
      </form>
    `;
  }

  #renderFields(): TemplateResult {
    const { words, language } = this.#locale;
    const form = this.#form;
    const { name, email } = form.values;
    const key = this.#anonymousKey;
    const discard = () => {
      form.reset();
      this.#show();
    };
    const contact = html`<div class="contact">
      ${fieldset(CONTACT_FIELDS, form, words, !key)}
    </div>`;
    return html`
      ${this.withoutHeader ? '' : html`<slot name="header"><h2 part="title">${words.submit}</h2></slot>`}
      ${form.restored && html`<div role="status">${words.restored}<button type="button" class="quiet" @click=${discard}>${words.discard}</button></div>`}
      ${this.me && this.me.role !== 'customer' && this.#choice?.render(this.me.company)}
      ${fieldset(TICKET_FIELDS, form, words)}
      ${fileField(this.#uploads, language)}
      ${key ? html`${contact}<input id="website" class="visually-hidden" tabindex="-1" autocomplete="off" aria-hidden="true">` : html`<details><summary>${name} ${email} <u>${words.edit}</u></summary>${contact}</details>`}
    `;
  }

  #renderReceipt({ number, id, review, confirm, confirmed }: Receipt): TemplateResult {
    const { words } = this.#locale;
    return html`
      <h2 part="title" tabindex="-1">${words.sent}</h2>
      <output>${number}</output>
      <p>${review ? words.review : id || confirmed ? words.next : words.unconfirmed}</p>
      ${confirm && fieldset(CODE_FIELD, this.#form, words)}
    `;
  }

  readonly #onEdit = (event: Event): void => {
    if (this.#receipt) return;
    this.#form.onEdit(event);
    this.#mutation.problem = undefined;
    // What is being edited must not be sent by itself.
    if (this.#form.attempt) this.#form.attempt.lost = false;
  };

  /** Begins the proof of work, so that submitting need not wait for it. */
  readonly #startProof = (): Promise<string> | undefined => {
    const key = this.#anonymousKey;
    if (!this.anonymousClient || !key) return undefined;
    this.#proof ??= this.#client.call(getChallenge, { params: { key } }).then(solve);
    this.#proof.catch(() => {
      this.#proof = undefined;
    });
    return this.#proof;
  };

  readonly #submit = async (event?: Event): Promise<void> => {
    event?.preventDefault();
    const form = this.renderRoot.querySelector('form') as HTMLFormElement;
    const receipt = this.#receipt;
    const mutation = this.#mutation;
    const reader = this.me;
    if (receipt && !receipt.confirm) return this.#show();
    if (mutation.pending || !this.#form.validate(form)) return;
    const done = await mutation.run((key) => (receipt ? this.#confirm(receipt) : this.#fileTicket(key)));
    // Meanwhile somebody else may have come, whose form it is not; or the answer who it is.
    if (reader !== undefined && reader?.id !== this.me?.id) return;
    if (done) {
      if (!receipt) {
        this.#form.reset();
        this.dispatchEvent(new TicketCreatedEvent(done.number, done.id));
      }
      this.#show(done);
    } else if (mutation.problem) this.#form.refuse(form, mutation.problem.problem);
  };

  async #fileTicket(newKey: string, mayRetry = true): Promise<Receipt> {
    const attempt = this.#form.attempt ?? { key: newKey };
    this.#form.attempt = attempt;
    this.#uploads.resume();
    try {
      await this.#uploads.settled();
      attempt.proof ??= await this.#startProof();
      attempt.lost = true;
      this.#form.save();
      return await this.#post(attempt);
    } catch (error) {
      const code = (error as Partial<ProblemError>).problem?.code;
      attempt.lost = code === 'network';
      // The server keeps uploads for a day only, and this draft is older.
      if (code === 'not_found') this.#uploads.expire();
      // The host has logged its user out: what is left is the way for everybody.
      if (code === 'unauthenticated') this.#access = null;
      if (code === 'idempotency_key_reused') this.#form.attempt = undefined;
      if (code !== 'proof_of_work_invalid' || !mayRetry) throw error;
      attempt.proof = this.#proof = undefined;
      return this.#fileTicket(newKey, false);
    }
  }

  async #post({ key, proof = '' }: Attempt): Promise<Receipt> {
    const client = this.#client;
    const anonymousKey = this.#anonymousKey;
    const { hiddenFields } = this;
    // The form is valid: what must be filled in is there, and a choice is one of its options.
    const { subject, description, category, priority } = this.#form.values as TicketEntries;
    const { name, email, phone, company } = this.#form.values as TicketContact;
    const contact: TicketContact = { name, email, ...(phone && { phone }), ...(company && { company }) };
    const ticket: NewTicketBase = {
      subject,
      description,
      category,
      priority,
      attachments: this.#uploads.ids,
      context: {
        ...this.context,
        // Query and fragment may hold secrets of the host page.
        pageUrl: location.origin + location.pathname,
        userAgent: navigator.userAgent.slice(0, CONTEXT_VALUE_MAX),
        ...(hiddenFields && { fields: hiddenFields }),
      },
    };
    const { companyId } = this.#form.values;
    const known = { ...ticket, ...(email && { contact }) };
    const language = languageOf(this.#locale.language);
    if (!anonymousKey) {
      if (!(await client.access())?.guest)
        return client.call(createTicket, { body: { ...known, ...(companyId && { companyId }) } }, { key });
      const { number } = await client.call(createGuestTicket, { body: { ...known, language } }, { key });
      return { number, confirm: true };
    }
    const website = this.renderRoot.querySelector<HTMLInputElement>('#website')?.value;
    const body: NewAnonymousTicket = { ...ticket, contact, language, proof, ...(website && { website }) };
    const response = await client.request(createAnonymousTicket, { params: { key: anonymousKey }, body }, { key });
    const { number, confirmation } = await contentOf<TicketReceipt>(response);
    return { number, confirm: confirmation || undefined, review: response.status === 202 };
  }

  async #confirm(receipt: Receipt): Promise<Receipt> {
    const key = this.#anonymousKey;
    const body = { number: receipt.number, code: this.#form.values.code ?? '' };
    await (key
      ? this.#client.call(confirmContact, { params: { key }, body })
      : this.#client.call(confirmGuestContact, { body }));
    return { ...receipt, confirm: undefined, confirmed: true };
  }

  /** The embed key, if that is what the ticket is filed with. */
  get #anonymousKey(): string | undefined {
    return this.me || this.#access !== null ? undefined : this.embedKey;
  }

  /** The way to the API: without the host page's token, if it was refused. Nothing can be sent before there is one. */
  get #client(): Client {
    const client = this.anonymousClient;
    if (!client) throw new Error('no client');
    return this.#anonymousKey ? new Client(client.apiUrl) : client;
  }

  /** Finds out whether the host page vouches for somebody. */
  async #findAccess(client: Client | undefined): Promise<void> {
    this.#accessOf = client;
    const access = client?.access();
    this.#access = access === undefined || access ? undefined : null;
    if (!access) return;
    const found = (await access) ?? null;
    if (client !== this.#accessOf) return;
    this.#access = found;
    this.requestUpdate();
  }

  #show(receipt?: Receipt): void {
    this.#receipt = receipt;
    this.requestUpdate();
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('[tabindex="-1"],#subject')?.focus(),
    );
  }
}
