import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { SIGNATURE_FONTS, type SignatureFont, type SignatureKind } from '../../src/contract/documents.limits.ts';
import type { SignatureMark } from '../../src/contract/documents.ts';
import { NAME_MAX } from '../../src/contract/limits.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { signatureDialogWords } from '../../src/i18n/signature-dialog.ts';
import { controls } from '../../src/styles/controls.ts';
import { dialogs } from '../../src/styles/dialogs.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { fontName, fontsFor, loadFont, unwritable } from '../shared/signature-fonts.ts';
import { signatureMark, signatureStyles } from '../shared/signature-mark.ts';
import {
  type Fault,
  METHODS,
  SignatureDraft,
  type SignatureMethod,
  type SignatureRequest,
} from './signature-dialog.draft.ts';
import { SignatureAdoptedEvent, SignatureCancelledEvent } from './signature-dialog.events.ts';
import { signatureDialogStyles } from './signature-dialog.styles.ts';

export type * from './signature-dialog.events.ts';

/**
 * A dialog in which the signer makes a signature: drawn, typed in a handwriting font, or uploaded as a picture. A part of `<etron-sign-doc>`;
 * needs no API. What was made is kept for as long as the element exists.
 *
 * @event {SignatureAdoptedEvent} etron-signature-adopted - The signer made a signature; carries it as `mark`. The dialog is closed.
 * @event {SignatureCancelledEvent} etron-signature-cancelled - The dialog was closed without a signature.
 *
 * @csspart base - The dialog.
 * @csspart header - Title, signer and the three methods as tabs.
 * @csspart title - The title.
 * @csspart body - The panel of the chosen method.
 * @csspart control - The field for the name.
 * @csspart error - What is missing or wrong.
 * @csspart footer - What it means, and the buttons.
 * @csspart submit - The button that takes the signature.
 *
 * @example
 * ```html
 * <etron-signature-dialog></etron-signature-dialog>
 * <script type="module">
 *   document.querySelector('etron-signature-dialog').open({ kind: 'signature', name: 'Martina Huber' });
 * </script>
 * ```
 */
export class EtronSignatureDialog extends LitElement {
  static override styles = [tokens, controls, signatureStyles, dialogs, signatureDialogStyles];

  /** The signature and the initials that were adopted last. Opening the dialog again starts with them. */
  @property({ attribute: false }) remembered: { [kind in SignatureKind]?: SignatureMark } = {};

  @state() private fault: Fault | undefined;
  @state() private reading = false;
  @state() private request: SignatureRequest | undefined;

  readonly #locale = new LocaleController(this, signatureDialogWords);
  readonly #drafts = new Map<SignatureKind, SignatureDraft>();
  #draft: SignatureDraft | undefined;
  #adopted: SignatureMark | undefined;

  /** Opens the dialog for a signature or for initials. The typed signature starts with the name. */
  open(request: SignatureRequest): void {
    const { kind, name } = request;
    const mark = this.remembered[kind];
    let draft = this.#drafts.get(kind);
    if (draft?.name !== name || (mark && draft.adopted !== mark))
      draft = new SignatureDraft(request, mark, this.#inkChanged);
    this.#drafts.set(kind, draft);
    this.#draft = draft;
    this.#adopted = undefined;
    this.request = request;
    this.#choose(draft.method);
    this.requestUpdate();
    void this.updateComplete.then(() => this.#dialog?.showModal());
  }

  protected override render(): TemplateResult {
    const { words } = this.#locale;
    const { request } = this;
    const draft = this.#draft;
    if (!draft || !request) return html``;
    return html`<dialog part="base" aria-labelledby="title" @close=${this.#closed}>
      <form novalidate @submit=${this.#adopt}>
        <header part="header">
          <h2 id="title" part="title">${words.title[request.kind]}</h2>
          <p>${words.signer(request.name, request.company)}</p>
          <div class="ways" role="tablist" aria-label=${words.waysLabel} @keydown=${this.#chooseByKey}>
            ${METHODS.map(
              (
                method,
              ) => html`<button id=${method} type="button" role="tab" aria-selected=${method === draft.method} aria-controls="way" tabindex=${method === draft.method ? 0 : -1}
                @click=${() => this.#choose(method)}>${words.ways[method]}</button>`,
            )}
          </div>
        </header>
        <div id="way" part="body" role="tabpanel" aria-labelledby=${draft.method}>${this.#panel(draft, request.kind)}</div>
        <footer part="footer">
          <div class="notes">
            <p>${words.legal}</p>
            <p id="fault" part="error" role="alert">${this.#faultText(draft)}</p>
          </div>
          <button type="button" @click=${() => this.#dialog?.close()}>${words.cancel}</button>
          <button class="primary" part="submit" aria-disabled=${this.reading}>${words.adopt}</button>
        </footer>
      </form>
    </dialog>`;
  }

  #panel(draft: SignatureDraft, kind: SignatureKind): TemplateResult {
    switch (draft.method) {
      case 'draw':
        return this.#drawPanel(draft);
      case 'type':
        return this.#typePanel(draft, kind);
      case 'upload':
        return this.#uploadPanel(draft);
    }
  }

  #drawPanel({ paper }: SignatureDraft): TemplateResult {
    const { words } = this.#locale;
    const none = !paper.strokes.length;
    return html`${paper.render(words.paper(paper.strokes.length), words.drawHint)}
      <p class="visually-hidden">${words.keyboardHint}</p>
      <div class="tools">
        <button class="quiet" type="button" aria-disabled=${none} @click=${() => paper.undo()}>${words.undo}</button>
        <button class="quiet" type="button" aria-disabled=${none} @click=${() => paper.clear()}>${words.clear}</button>
      </div>`;
  }

  #typePanel(draft: SignatureDraft, kind: SignatureKind): TemplateResult {
    const { words } = this.#locale;
    const fonts = fontsFor(draft.text);
    const wrong = this.fault === 'type' || this.fault === 'unwritable';
    const text = draft.text.trim();
    return html`<label for="text">${words.text[kind]}</label>
      <input id="text" part="control" autocomplete="off" maxlength=${NAME_MAX} .value=${draft.text} aria-invalid=${wrong} aria-describedby=${wrong ? 'fault' : nothing}
        @input=${({ target }: Event) => this.#setText((target as HTMLInputElement).value)}>
      <fieldset>
        <legend class="visually-hidden">${words.font}</legend>
        ${SIGNATURE_FONTS.map((font) => {
          const lacking = !fonts.includes(font);
          return html`<label class="paper font">
            <input type="radio" name="font" value=${font} .checked=${font === draft.writingFont} ?disabled=${lacking} aria-label=${fontName(font)}
              @change=${() => this.#setFont(font)}>
            ${lacking ? html`<small>${`${fontName(font)} ${words.lacksLetters}`}</small>` : signatureMark({ kind: 'typed', text, font })}
          </label>`;
        })}
      </fieldset>`;
  }

  #uploadPanel({ image }: SignatureDraft): TemplateResult {
    const { words } = this.#locale;
    const wrong = this.fault ? 'fault hint' : 'hint';
    return html`
      ${image ? html`<div class="paper picture">${signatureMark({ kind: 'uploaded', image }, words.preview)}</div>` : nothing}
      <input id="file" class="visually-hidden" type="file" accept="image/png,image/jpeg" aria-describedby=${wrong} @change=${this.#fileChosen}>
      <label class="drop" for="file" ?data-again=${!!image} @dragover=${(event: Event) => event.preventDefault()} @drop=${this.#fileDropped}>
        <strong>${image ? words.chooseOther : words.choose}</strong>
        <small id="hint">${this.reading ? words.reading : words.chooseHint}</small>
      </label>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  #faultText({ text }: SignatureDraft): string | undefined {
    const { faults, unwritable: lacking } = this.#locale.words;
    if (this.fault !== 'unwritable') return this.fault && faults[this.fault];
    // No font has all the letters. The message names one that even Caveat lacks, which has the most.
    return lacking(unwritable(text, 'caveat') ?? text);
  }

  #choose(method: SignatureMethod): void {
    const draft = this.#draft as SignatureDraft;
    draft.method = method;
    this.fault = undefined;
    this.requestUpdate();
    if (method === 'type') this.#setText(draft.text);
  }

  /** Arrow keys, Home and End move between the tabs, as ARIA's pattern for tabs has it. */
  #chooseByKey = (event: KeyboardEvent): void => {
    const now = METHODS.indexOf(this.#draft?.method ?? 'draw');
    const next = { ArrowRight: now + 1, ArrowLeft: now + METHODS.length - 1, Home: 0, End: METHODS.length - 1 }[
      event.key
    ];
    if (next === undefined) return;
    event.preventDefault();
    const method = METHODS[next % METHODS.length] as SignatureMethod;
    this.#choose(method);
    this.renderRoot.querySelector<HTMLElement>(`#${method}`)?.focus();
  };

  #setText(text: string): void {
    const draft = this.#draft as SignatureDraft;
    draft.text = text.normalize();
    this.fault = draft.writingFont ? undefined : 'unwritable';
    this.requestUpdate();
    void Promise.all(fontsFor(draft.text).map((font) => loadFont(font, draft.text))).catch(() => {
      if (draft === this.#draft && draft.method === 'type') this.fault = 'fonts';
    });
  }

  #inkChanged = (): void => {
    this.fault = undefined;
    this.requestUpdate();
  };

  #setFont(font: SignatureFont): void {
    const draft = this.#draft as SignatureDraft;
    draft.font = font;
    this.requestUpdate();
  }

  #fileChosen = ({ target }: Event & { target: HTMLInputElement }): void => {
    const file = target.files?.[0];
    // Without this, choosing the same file again would fire no event.
    if (file) void this.#readFile(file).then(() => Object.assign(target, { value: '' }));
  };

  #fileDropped = (event: DragEvent): void => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) void this.#readFile(file);
  };

  async #readFile(file: Blob): Promise<void> {
    const draft = this.#draft as SignatureDraft;
    this.fault = undefined;
    this.reading = true;
    const { readPicture } = await import('./signature-dialog.picture.ts');
    const result = await readPicture(file);
    this.reading = false;
    if ('image' in result) draft.image = result.image;
    else if (draft === this.#draft && draft.method === 'upload') this.fault = result.fault;
  }

  #adopt = (event: Event): void => {
    event.preventDefault();
    const draft = this.#draft;
    if (!draft || !this.request || this.reading) return;
    // Without its font, the signer has not seen the signature that would be adopted.
    if (this.fault === 'fonts') {
      this.#setText(draft.text);
      return;
    }
    const result = draft.finish();
    if ('fault' in result) {
      this.fault = result.fault;
      this.renderRoot.querySelector<HTMLElement>('#text')?.focus();
      return;
    }
    const { mark } = result;
    draft.adopted = mark;
    this.#adopted = mark;
    this.remembered = { ...this.remembered, [this.request.kind]: mark };
    this.#dialog?.close();
  };

  #closed = (): void => {
    this.dispatchEvent(this.#adopted ? new SignatureAdoptedEvent(this.#adopted) : new SignatureCancelledEvent());
  };
}
