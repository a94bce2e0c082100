import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { MESSAGE_MAX, type RecordKind } from '../../src/contract/history.limits.ts';
import { type Attachment, type MessageEntry, updateMessage } from '../../src/contract/history.ts';
import { readControls } from '../../src/controllers/control-values.ts';
import { DownloadsController } from '../../src/controllers/downloads.ts';
import { MutationController } from '../../src/controllers/mutation.ts';
import { dateTime, timeOfDay } from '../../src/i18n/dates.ts';
import { historyWords } from '../../src/i18n/history.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { controls } from '../../src/styles/controls.ts';
import { states } from '../../src/styles/states.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { attachmentList, attachmentStyles, fetchAttachment } from '../shared/attachments.ts';
import { avatar, avatarStyles } from '../shared/avatar.ts';
import { editIcon, iconStyles, lockIcon } from '../shared/icon.ts';
import { problemPanel, problemStyles } from '../shared/problem.ts';
import { linked, withoutBidi } from '../shared/text.ts';
import { MessageUpdatedEvent } from './message.events.ts';
import { messageStyles } from './message.styles.ts';

export type * from './message.events.ts';

const MINUTE = 60_000;

/**
 * One message of a history: who wrote it, when, its files; its author may change it for 15 minutes. A part of `<etron-history>`.
 *
 * @event {MessageUpdatedEvent} etron-message-updated - The author changed the message; `id` says which.
 *
 * @csspart header - Author and time.
 * @csspart body - The text.
 * @csspart list - The attachments.
 * @csspart item - One attachment.
 * @csspart control - The field to edit the text in.
 * @csspart submit - The button that saves the edited text.
 * @csspart error - What went wrong.
 */
export class EtronMessage extends EtronElement {
  static override styles = [
    tokens,
    states,
    controls,
    iconStyles,
    avatarStyles,
    attachmentStyles,
    problemStyles,
    messageStyles,
  ];

  /** Kind of the record the message belongs to. */
  @property({ attribute: 'record-kind' }) recordKind: RecordKind = 'ticket';

  /** Id of the record the message belongs to. */
  @property({ attribute: 'record-id' }) recordId = '';

  /** The message. */
  @property({ attribute: false }) entry?: MessageEntry;

  /** The text being edited. */
  @state() private draft?: string | undefined;

  /** Asks whether the edited text may be thrown away. */
  @state() private discarding = false;

  readonly #locale = new LocaleController(this, historyWords);
  readonly #save = new MutationController(this);
  readonly #downloads = new DownloadsController(this);
  #tick = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#tick);
  }

  protected override updated(changed: PropertyValues): void {
    clearTimeout(this.#tick);
    // The time left for editing is shown in minutes, so the element renders again when a minute is over.
    if (this.#left > 0) this.#tick = window.setTimeout(() => this.requestUpdate(), this.#left % MINUTE || MINUTE);
    this.toggleAttribute('internal', Boolean(this.entry?.internal));
    if (changed.has('discarding') && this.discarding) this.#focus('.discard button:last-child');
    else if (changed.has('draft') && (this.draft === undefined) !== (changed.get('draft') === undefined)) {
      this.#focus(this.draft === undefined ? '.edit' : 'textarea');
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { entry } = this;
    if (!entry || this.me === null) return nothing;
    const { words, language } = this.#locale;
    const { author } = entry;
    const name = withoutBidi(author.name);
    return html`
      <span data-side=${author.side}>${avatar(name, author.picture && this.client && this.client.apiUrl + author.picture)}</span>
      <div class="content">
        <div part="header">
          <strong><bdi translate="no">${name}</bdi></strong>
          ${author.side === 'staff' ? html`<span class="side">${words.support}</span>` : nothing}
          ${entry.internal ? html`<span class="note">${lockIcon()}${words.internal}<span> · ${words.internalMeaning}</span></span>` : nothing}
          <time datetime=${entry.createdAt} title=${dateTime(language, entry.createdAt)}>${timeOfDay(language, entry.createdAt)}</time>
          ${
            entry.editedAt
              ? html`<time datetime=${entry.editedAt} title=${dateTime(language, entry.editedAt)}>${words.edited}</time>`
              : nothing
          }
        </div>
        ${this.draft === undefined ? html`<div part="body">${linked(entry.body)}</div>` : this.#editor(this.draft)}
        ${attachmentList(entry.attachments, { language, label: words.attachments, download: words.download }, this.#fetch)}
        ${this.#downloads.problem ? problemPanel(problemText(problems(language), this.#downloads.problem)) : nothing}
        ${
          this.draft === undefined && this.#left > 0
            ? html`<button type="button" class="quiet edit" @click=${this.#edit}>
                ${editIcon()}${words.edit}<small>${words.editLeft(Math.ceil(this.#left / MINUTE))}</small>
              </button>`
            : nothing
        }
      </div>
    `;
  }

  #editor(draft: string): TemplateResult {
    const { words, language } = this.#locale;
    const { problem, pending } = this.#save;
    const excess = draft.length - MESSAGE_MAX;
    const wrong = !draft.trim() ? words.required : excess > 0 ? words.tooLong(excess) : '';
    return html`<form novalidate @submit=${this.#submit} @keydown=${this.#keydown}>
      <textarea
        part="control"
        aria-label=${words.editLabel}
        aria-invalid=${wrong ? 'true' : 'false'}
        aria-describedby="wrong"
        rows="3"
        .value=${draft}
        @input=${this.#input}
      ></textarea>
      <div id="wrong" part="error">${wrong}</div>
      ${problem ? problemPanel(problemText({ ...problems(language), edit_window_closed: words.editClosed }, problem)) : nothing}
      ${
        this.discarding
          ? html`<div class="actions discard" role="group" aria-labelledby="discard">
              <span id="discard">${words.discard}</span>
              <button type="button" @click=${this.#close}>${words.discardYes}</button>
              <button type="button" class="primary" @click=${this.#resume}>${words.discardNo}</button>
            </div>`
          : html`<div class="actions">
              <button part="submit" class="primary" aria-disabled=${pending || wrong ? 'true' : 'false'}>${pending ? words.saving : words.save}</button>
              <button type="button" class="quiet" @click=${this.#cancel}>${words.cancel}</button>
            </div>`
      }
    </form>`;
  }

  /** Milliseconds left for changing the message. */
  get #left(): number {
    const until = this.entry?.editableUntil;
    return until ? new Date(until).getTime() - Date.now() : 0;
  }

  readonly #fetch = (attachment: Attachment): void => fetchAttachment(this.#downloads, this.client, attachment);

  readonly #edit = (): void => {
    this.draft = this.entry?.body;
  };

  readonly #input = ({ target }: Event): void => {
    this.draft = (target as HTMLTextAreaElement).value;
  };

  readonly #close = (): void => {
    this.draft = undefined;
    this.discarding = false;
    this.#save.problem = undefined;
  };

  readonly #cancel = (): void => {
    if (this.draft === this.entry?.body) this.#close();
    else this.discarding = true;
  };

  readonly #resume = (): void => {
    this.discarding = false;
    this.#focus('textarea');
  };

  readonly #keydown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      // A dialog around the element stays open.
      event.stopPropagation();
      event.preventDefault();
      if (this.discarding) this.#resume();
      else this.#cancel();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void this.#submit(event);
    }
  };

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    readControls(this.renderRoot.querySelectorAll('textarea'), (_, value) => {
      this.draft = value;
    });
    const { client, entry, draft } = this;
    if (!client || !entry || !draft?.trim() || draft.length > MESSAGE_MAX) return;
    if (draft === entry.body) return this.#close();
    const params = { kind: this.recordKind, id: this.recordId, message: entry.id };
    const saved = await this.#save.run(() => client.call(updateMessage, { params, body: { body: draft } }));
    if (!saved) return;
    this.entry = saved;
    this.#close();
    this.dispatchEvent(new MessageUpdatedEvent(saved.id));
  };

  #focus(selector: string): void {
    const element = this.renderRoot.querySelector<HTMLElement>(selector);
    element?.focus();
    if (element instanceof HTMLTextAreaElement) element.setSelectionRange(element.value.length, element.value.length);
  }
}
