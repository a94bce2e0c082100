import {
  type Client,
  cancelDocument,
  clientContext,
  copyDocument,
  type DocumentPatch,
  deleteDocument,
  documentWarnings,
  getDocument,
  LiveController,
  LocaleController,
  listCompanyUsers,
  MutationController,
  type NewSigner,
  problems,
  problemText,
  QueryController,
  type SigningDocument,
  sendDocument,
  updateDocument,
} from '@etron/portal-widgets';
import { ContextConsumer } from '@lit/context';
import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import '../shared/controls.css';
import './desk.css';
import './documents.css';
import './assignee-field.ts';
import './audit-trail.ts';
import './document-fields.ts';
import { PageElement } from '../shared/page-element.ts';
import type { FieldsChangedEvent } from './document-fields.ts';
import { documentWords } from './documents.words.ts';

export class DocumentCopiedEvent extends Event {
  readonly id: string;

  constructor(id: string) {
    super('document-copied');
    this.id = id;
  }
}

/**
 * Where an employee assigns a document, and its author prepares, sends and cancels it. Dispatches `document-changed`, `document-deleted` and `document-copied`.
 */
export class DocumentDesk extends PageElement {
  @property({ attribute: 'document-id' }) documentId = '';
  @state() private saved = false;
  @query('dialog') private dialog!: HTMLDialogElement;

  readonly #client = new ContextConsumer(this, { context: clientContext, subscribe: true });
  readonly #locale = new LocaleController(this, documentWords);
  readonly #problems = new LocaleController(this, problems);
  readonly #warnings = new LocaleController(this, documentWarnings);
  readonly #document = new QueryController(
    this,
    () => this.#client.value && ([this.#client.value, this.documentId] as const),
    ([client, id], signal) => client.call(getDocument, { params: { id } }, { signal }),
  );
  readonly #users = new QueryController(
    this,
    () => {
      const company = this.#document.data?.company.id;
      return this.#client.value && company ? ([this.#client.value, company] as const) : undefined;
    },
    ([client, id], signal) => client.call(listCompanyUsers, { params: { id } }, { signal }),
  );
  readonly #change = new MutationController(this);
  #queue: Promise<unknown> = Promise.resolve();

  constructor() {
    super();
    new LiveController(
      this,
      () => this.#client.value && { client: this.#client.value, params: { kind: 'document', id: this.documentId } },
      () => void this.#refresh(),
    );
  }

  protected override render(): TemplateResult {
    const { words } = this.#locale;
    const document = this.#document.data;
    if (!document) return html`<section class="desk" aria-busy="true"></section>`;
    const { status } = document;
    return html`
      <section class="desk" aria-label=${words.work}>
        ${this.#alerts()}
        <demo-assignee-field record-kind="document" record-id=${document.id} .assignee=${document.assignee} @assigned=${this.#refresh}></demo-assignee-field>
        ${status === 'draft' ? this.#draft(document) : nothing}
        ${status === 'waiting' ? html`<div class="moves"><button class="button" type="button" @click=${() => this.dialog.showModal()}>${words.cancel} …</button></div>` : nothing}
        ${status === 'cancelled' || status === 'declined' || status === 'expired' ? html`<div class="moves"><button class="button primary" type="button" @click=${this.#copy}>${words.copy}</button></div>` : nothing}
        ${this.#dialog()}
      </section>
      ${status === 'draft' ? nothing : html`<demo-audit-trail document-id=${document.id} version=${document.changedAt}></demo-audit-trail>`}
    `;
  }

  #alerts(): TemplateResult {
    const { words } = this.#locale;
    const { problem } = this.#change;
    const texts = { ...this.#problems.words, ...words.problems };
    return html`
      <div role="alert">${
        problem
          ? html`<p class="notice error">${problemText(texts, problem)} ${problem.problem.errors?.map(({ message }) => message).join(' ')}</p>`
          : nothing
      }</div>
      <p class="visually-hidden" role="status">${this.saved ? words.saved : nothing}</p>
    `;
  }

  #draft(document: SigningDocument): TemplateResult {
    const { words } = this.#locale;
    return html`
      <div class="field">
        <label for="document-title">${words.title}</label>
        <input class="input" id="document-title" maxlength="200" .value=${live(document.title)} @change=${(event: Event) => this.#patch({ title: valueOf(event) })} />
      </div>
      <div class="field">
        <label for="message">${words.message}</label>
        <textarea class="input" id="message" rows="3" maxlength="2000" .value=${live(document.message ?? '')} @change=${(event: Event) => this.#patch({ message: valueOf(event) || null })}></textarea>
      </div>
      ${this.#signers(document)}
      ${this.#lost(document)}
      <demo-document-fields .fields=${document.fields} .pages=${document.pages.length} @fields-changed=${({ fields }: FieldsChangedEvent) => this.#patch({ fields })}></demo-document-fields>
      ${this.#conditions(document)}
      <p>${words.sendLead}</p>
      <div class="moves">
        <button class="button primary" type="button" @click=${this.#send}>${words.send}</button>
        <button class="button quiet" type="button" @click=${this.#delete}>${words.delete}</button>
      </div>
    `;
  }

  /** What of the PDF's form could not be kept: the same for several fields is said once. */
  #lost({ warnings = [], fields }: SigningDocument): TemplateResult | typeof nothing {
    const { words } = this.#locale;
    if (warnings.length === 0) return nothing;
    const labelOf = (name: string | null) =>
      fields.find((field) => field.name === name)?.label ?? name ?? words.wholePdf;
    const byText = Map.groupBy(warnings, ({ code, value }) => this.#warnings.words[code](value ?? ''));
    return html`
      <section class="notice lost" aria-label=${words.lost}>
        <p><strong>${words.lost}.</strong> ${words.lostLead}</p>
        <ul>
          ${[...byText].map(
            ([text, those]) =>
              html`<li><strong>${those.map(({ field }) => labelOf(field)).join(', ')}</strong>: ${text}</li>`,
          )}
        </ul>
      </section>
    `;
  }

  #signers(document: SigningDocument): TemplateResult {
    const { words } = this.#locale;
    const users = this.#users.data?.items ?? [];
    const roles = [
      ...new Set([...document.fields.map(({ role }) => role), ...document.signers.map(({ role }) => role)]),
    ];
    return html`
      <fieldset>
        <legend>${words.signers}</legend>
        <p>${words.signersLead}</p>
        ${roles.map((role, index) => {
          const signer = document.signers.find((other) => other.role === role);
          const user = users.find(({ id }) => id === signer?.userId);
          const order = signer?.order ?? index + 1;
          return html`<div class="signer">
            <div class="field">
              <label for="signer-${index}">${words.signerOf(role)}</label>
              <select class="input" id="signer-${index}" @change=${(event: Event) => this.#sign(document, role, valueOf(event), order)}>
                <option value="" .selected=${live(!user)}>${words.nobody}</option>
                ${users.map(({ id, name, email }) => html`<option value=${id} .selected=${live(id === user?.id)}>${name} (${email})</option>`)}
              </select>
            </div>
            <div class="field">
              <label for="order-${index}">${words.order}</label>
              <input class="input" id="order-${index}" type="number" min="1" max="20" aria-label=${words.orderOf(role)} .value=${live(String(order))} ?disabled=${!user}
                @change=${(event: Event) => user && this.#sign(document, role, user.id, Number(valueOf(event)) || 1)} />
            </div>
          </div>`;
        })}
      </fieldset>
    `;
  }

  #conditions(document: SigningDocument): TemplateResult {
    const { words } = this.#locale;
    const checkbox = (name: 'mayDecline' | 'needsCode') => html`<label class="check">
      <input type="checkbox" .checked=${live(document[name])} @change=${(event: Event) => this.#patch({ [name]: (event.target as HTMLInputElement).checked })} />
      ${words[name]}
    </label>`;
    return html`
      <fieldset>
        <legend>${words.conditions}</legend>
        <div class="fields">
          <div class="field">
            <label for="expires">${words.expires}</label>
            <input class="input" id="expires" type="date" .value=${live(document.expiresAt ? localDay(document.expiresAt) : '')} @change=${(event: Event) => this.#patch({ expiresAt: endOf(valueOf(event)) })} />
          </div>
          <div class="field">
            <label for="remind">${words.remind}</label>
            <input class="input" id="remind" type="number" min="1" max="365" .value=${live(String(document.remindDays ?? ''))} @change=${(event: Event) => this.#patch({ remindDays: Number(valueOf(event)) || null })} />
          </div>
        </div>
        ${checkbox('mayDecline')} ${checkbox('needsCode')}
      </fieldset>
    `;
  }

  #dialog(): TemplateResult {
    const { words } = this.#locale;
    return html`
      <dialog aria-labelledby="cancel-title">
        <form class="author" method="dialog" @submit=${this.#cancel}>
          <h2 id="cancel-title">${words.cancel}</h2>
          <p>${words.cancelLead}</p>
          <div class="field">
            <label for="reason">${words.reason}</label>
            <textarea class="input" id="reason" name="reason" rows="3" maxlength="2000" required></textarea>
          </div>
          <div class="moves">
            <button class="button primary">${words.cancel}</button>
            <button class="button" type="button" @click=${() => this.dialog.close()}>${words.back}</button>
          </div>
        </form>
      </dialog>
    `;
  }

  #sign(document: SigningDocument, role: string, userId: string, order: number): void {
    const others = document.signers.flatMap(({ role: other, userId, order }): NewSigner[] =>
      userId !== undefined && other !== role ? [{ role: other, userId, order }] : [],
    );
    this.#patch({ signers: userId ? [...others, { role, userId, order }] : others });
  }

  #patch(body: DocumentPatch): void {
    const params = { id: this.documentId };
    void this.#do((client) => client.call(updateDocument, { params, body }));
  }

  #send = () => this.#do((client, key) => client.call(sendDocument, { params: { id: this.documentId } }, { key }));

  #cancel = (event: SubmitEvent) => {
    const reason = String(new FormData(event.target as HTMLFormElement).get('reason'));
    return this.#do((client, key) =>
      client.call(cancelDocument, { params: { id: this.documentId }, body: { reason } }, { key }),
    );
  };

  #copy = async (): Promise<void> => {
    const copy = await this.#do((client, key) =>
      client.call(copyDocument, { params: { id: this.documentId } }, { key }),
    );
    if (copy) this.dispatchEvent(new DocumentCopiedEvent(copy.id));
  };

  #delete = async (): Promise<void> => {
    if (!confirm(this.#locale.words.deleteAsk)) return;
    const done = await this.#do(async (client) => {
      await client.call(deleteDocument, { params: { id: this.documentId } });
      return true;
    });
    if (done) this.dispatchEvent(new Event('document-deleted'));
  };

  async #refresh(): Promise<void> {
    await this.#document.refresh();
    this.dispatchEvent(new Event('document-changed', { bubbles: true }));
  }

  /** One change after the other, then the newest state. */
  #do<T>(work: (client: Client, key: string) => Promise<T>): Promise<T | undefined> {
    const next = this.#queue.then(async () => {
      const client = this.#client.value;
      if (!client) return undefined;
      this.saved = false;
      const result = await this.#change.run((key) => work(client, key));
      this.saved = result !== undefined;
      if (this.isConnected) await this.#refresh();
      return result;
    });
    this.#queue = next;
    return next;
  }
}

const valueOf = (event: Event): string => (event.target as HTMLInputElement).value;

const localDay = (moment: string): string => new Date(moment).toLocaleDateString('sv');

/** The end of a day, where the reader is. */
const endOf = (day: string): string | null => (day ? new Date(`${day}T23:59:59`).toISOString() : null);

customElements.define('demo-document-desk', DocumentDesk);
