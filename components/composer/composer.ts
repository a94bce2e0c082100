import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { newKey, type ProblemError } from '../../src/api/client.ts';
import { upload } from '../../src/api/upload.ts';
import { MESSAGE_MAX, type RecordKind } from '../../src/contract/history.limits.ts';
import { createMessage, createUpload } from '../../src/contract/history.ts';
import { readControls } from '../../src/controllers/control-values.ts';
import { MutationController } from '../../src/controllers/mutation.ts';
import { UploadsController } from '../../src/controllers/uploads.ts';
import { composerWords } from '../../src/i18n/composer.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { controls } from '../../src/styles/controls.ts';
import { states } from '../../src/styles/states.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { allowDrop, fileField, fileFieldStyles } from '../shared/file-field.ts';
import { iconStyles, lockIcon, replyIcon } from '../shared/icon.ts';
import { problemPanel, problemStyles } from '../shared/problem.ts';
import { dropDraft, keepDraft, readDraft } from './composer.draft.ts';
import { MessageCreatedEvent } from './composer.events.ts';
import { composerStyles } from './composer.styles.ts';

export type * from './composer.events.ts';

/** The number of characters left is shown when it is below this. */
const COUNTDOWN_START = 500;
const APPLE = /Mac|iPhone|iPad/.test(navigator.userAgent);

/**
 * A field to write messages: text, files, and for employees the choice between a reply and an internal note. A draft survives a reload and a lost
 * connection. A part of `<etron-history>`.
 *
 * @slot hint - What somebody can do about the hint, behind its text.
 *
 * @event {MessageCreatedEvent} etron-message-created - The message is stored; `id` says under which id.
 *
 * @csspart control - The text field, and the button for files.
 * @csspart field - The files, with their button.
 * @csspart list - The files.
 * @csspart item - One file.
 * @csspart submit - The button that sends.
 * @csspart error - What went wrong, of the message or a file.
 */
export class EtronComposer extends EtronElement {
  static override styles = [tokens, states, controls, iconStyles, fileFieldStyles, problemStyles, composerStyles];

  /** Kind of the record to write to. */
  @property({ attribute: 'record-kind' }) recordKind: RecordKind = 'ticket';

  /** Id of the record to write to. */
  @property({ attribute: 'record-id' }) recordId = '';

  /** Offers the choice between an answer to the customer and an internal note. */
  @property({ type: Boolean }) staff = false;

  /** Text above the field that says what happens after a reply. */
  @property() hint = '';

  @state() private body = '';
  @state() private internal = false;
  /** Why the message cannot be sent, as far as the browser can tell. */
  @state() private mistake?: 'required' | undefined;
  @state() private restored = false;

  readonly #locale = new LocaleController(this, composerWords);
  readonly #send = new MutationController(this);
  readonly #uploads = new UploadsController(this, (file, onProgress, signal) => {
    if (!this.client) throw new Error('no client');
    return upload(this.client, createUpload, { query: { name: file.name } }, file, onProgress, signal);
  });
  #draftName = '';
  /** JSON of the draft as it was stored last; empty when another draft was just read. */
  #storedDraft = '';

  /** Moves the focus to the text field and brings it into view. */
  override focus(): void {
    const field = this.renderRoot.querySelector('textarea');
    field?.focus({ preventScroll: true });
    this.scrollIntoView({ block: 'center' });
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const name = [this.me?.id, this.staff ? 'staff' : '', this.recordKind, this.recordId].join('.');
    if (name === this.#draftName) return;
    // Drafts are stored by user, so that the next user of the same browser does not find them.
    const draft = readDraft(name);
    const before = this.#draftName;
    this.#draftName = name;
    if (before && name.endsWith(before) && !draft) {
      // The user became known only now, after something was written: the draft becomes theirs.
      dropDraft(before);
      this.#storedDraft = name;
      return;
    }
    this.#storedDraft = '';
    this.body = draft?.body ?? '';
    this.internal = this.staff && Boolean(draft?.internal);
    this.restored = Boolean(draft);
    this.mistake = undefined;
    this.#send.problem = undefined;
    this.#send.key = draft?.key ?? newKey();
    this.#uploads.clear();
    this.#uploads.restore(draft?.uploads ?? []);
  }

  protected override updated(): void {
    this.toggleAttribute('internal', this.internal);
    this.#storeDraft();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { words, language } = this.#locale;
    const { pending, problem } = this.#send;
    if (this.me === null) return nothing;
    const left = MESSAGE_MAX - this.body.length;
    const mistake = left < 0 ? words.tooLong(-left) : this.mistake ? words[this.mistake] : '';
    const answering = this.staff ? words.sendAnswer : words.send;
    return html`<form novalidate @submit=${this.#submit} @keydown=${this.#keydown} @drop=${this.#uploads.take} @dragover=${allowDrop} @paste=${this.#uploads.take}>
      ${this.staff ? this.#audience() : nothing}
      ${this.hint && !this.internal ? html`<p class="hint">${replyIcon()}<span>${this.hint}<slot name="hint"></slot></span></p>` : nothing}
      <label for="body" class=${this.staff ? 'visually-hidden' : ''}>${this.internal ? words.note : this.staff ? words.answer : words.label}</label>
      <textarea
        id="body"
        part="control"
        rows="4"
        placeholder=${words.placeholder}
        aria-invalid=${mistake ? 'true' : 'false'}
        aria-describedby=${this.staff ? 'mistake meaning' : 'mistake'}
        ?readonly=${pending}
        .value=${this.body}
        @input=${this.#input}
      ></textarea>
      <div id="mistake" part="error" role="alert">${mistake}</div>
      ${left >= 0 && left < COUNTDOWN_START ? html`<small>${words.left(left)}</small>` : nothing}
      ${fileField(this.#uploads, language)}
      ${problem ? this.#problem(problem) : nothing}
      <div class="actions">
        <button part="submit" class="primary" aria-disabled=${pending ? 'true' : 'false'}>
          ${this.internal ? lockIcon() : nothing}${pending ? words.sending : this.internal ? words.saveNote : answering}
        </button>
        <small class="shortcut">${this.restored ? words.draft : words.shortcut(APPLE ? '⌘' : words.control)}</small>
      </div>
    </form>`;
  }

  #problem(problem: ProblemError): TemplateResult {
    const { words, language } = this.#locale;
    const own = { idempotency_key_reused: words.alreadySent };
    // This problem was found before anything was sent: an upload failed.
    if (!problem.problem.status) Object.assign(own, { invalid_input: words.uploadsFailed });
    return problemPanel(problemText({ ...problems(language), ...own }, problem));
  }

  #audience(): TemplateResult {
    const { words } = this.#locale;
    const choice = (internal: boolean, label: string) => html`<label>
      <input type="radio" class="visually-hidden" name="audience" .checked=${this.internal === internal} @change=${() => this.#choose(internal)}>
      <span>${internal ? lockIcon() : replyIcon()}${label}</span>
    </label>`;
    return html`
      <fieldset>
        <legend class="visually-hidden">${words.audience}</legend>
        ${choice(false, words.answer)}${choice(true, words.note)}
      </fieldset>
      <p id="meaning" class="meaning" role="status">${this.internal ? words.noteMeaning : words.answerMeaning}</p>
    `;
  }

  #storeDraft(): void {
    const { body, internal } = this;
    const draft = { body, internal, uploads: this.#uploads.uploads, key: this.#send.key };
    const state = JSON.stringify(draft);
    if (this.#storedDraft && this.#storedDraft !== state) keepDraft(this.#draftName, { ...draft, at: Date.now() });
    this.#storedDraft = state;
  }

  #choose(internal: boolean): void {
    this.internal = internal;
  }

  readonly #input = ({ target }: Event): void => {
    this.body = (target as HTMLTextAreaElement).value;
    this.mistake = undefined;
    this.restored = false;
  };

  readonly #keydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void this.#submit(event);
  };

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { client, internal } = this;
    if (!client || this.#send.pending) return;
    readControls(this.renderRoot.querySelectorAll('textarea'), (_, value) => {
      this.body = value;
    });
    const { body } = this;
    this.mistake = body.trim() ? undefined : 'required';
    if (this.mistake || body.length > MESSAGE_MAX) return this.#focusField();
    const params = { kind: this.recordKind, id: this.recordId };
    const message = await this.#send.run(async (key) => {
      await this.#uploads.settled();
      const attachments = this.#uploads.ids;
      return client.call(
        createMessage,
        { params, body: { body, attachments, ...(this.staff && { internal }) } },
        { key },
      );
    });
    if (message) {
      this.body = '';
      this.restored = false;
      this.#uploads.clear();
      this.dispatchEvent(new MessageCreatedEvent(message.id));
    }
    this.#focusField();
  };

  #focusField(): void {
    this.renderRoot.querySelector('textarea')?.focus();
  }
}
