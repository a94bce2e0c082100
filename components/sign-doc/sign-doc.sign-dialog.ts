import { css, html, type LitElement, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { Client } from '../../src/api/client.ts';
import { requestSigningCode, type SigningDocument } from '../../src/contract/documents.ts';
import { MutationController } from '../../src/controllers/mutation.ts';
import type { LocaleController, WordsOf } from '../../src/i18n/locale.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import type { signingWords } from '../../src/i18n/signing.ts';
import type { AnswerDialog } from '../shared/answer-dialog.ts';
import { problemPanel } from '../shared/problem.ts';
import { withoutBidi } from '../shared/text.ts';

/** Seconds until another code can be requested. */
const RESEND_AFTER = 30;
/** Lets phones offer the code they just received. A constant, because the analyzer of templates does not know this value. */
const CODE = 'one-time-code';

type SigningDialog = AnswerDialog<SigningDocument, 'sign'>;

/** The dialog in which a signer confirms what they sign, with a mailed code where the document needs one. */
export class SignDialog implements ReactiveController {
  readonly #host: LitElement;
  readonly #locale: LocaleController<WordsOf<typeof signingWords>>;
  readonly #client: () => Client | undefined;
  readonly #request: MutationController;
  #codeSent = false;
  /** Seconds left until a code can be requested again. */
  #wait = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    host: LitElement,
    locale: LocaleController<WordsOf<typeof signingWords>>,
    client: () => Client | undefined,
  ) {
    this.#host = host;
    this.#locale = locale;
    this.#client = client;
    this.#request = new MutationController(host);
    host.addController(this);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }

  /** Forgets that a code was mailed, when that code is not valid any more. */
  reset(): void {
    this.#codeSent = false;
  }

  body(dialog: SigningDialog, document: SigningDocument): TemplateResult {
    const { words } = this.#locale;
    const me = document.signers.find((signer) => signer.me);
    const last = document.signers.every((signer) => signer.me || signer.status === 'signed');
    return html`
      <h2 id="dialog-title">${words.completeTitle}</h2>
      <p>${words.confirmWhat(withoutBidi(document.title), words.pages(document.pages.length))}
        ${me ? words.confirmWho(withoutBidi(me.name), withoutBidi(document.company.name)) : nothing}</p>
      <p>${last ? words.confirmLast : words.confirmOthers}</p>
      ${document.needsCode ? this.#code(dialog, document.id) : nothing}
      ${dialog.fingerprint(document.sha256)}
      ${dialog.trouble()}
      ${dialog.sealing()}
      ${dialog.actions(words.complete, 'primary')}`;
  }

  #code(dialog: SigningDialog, id: string): TemplateResult {
    const { words, language } = this.#locale;
    const { pending, problem } = this.#request;
    const faults: { [fault in string]?: string } = { code: words.codeMissing, 'code-refused': words.codeInvalid };
    const fault = faults[dialog.fault ?? ''] ?? '';
    const waits = pending || this.#wait > 0;
    const label = pending
      ? words.requestingCode
      : waits
        ? words.resendIn(this.#wait)
        : this.#codeSent
          ? words.resend
          : words.requestCode;
    return html`<div class="code">
      <p>${words.codeIntro}</p>
      <div class="row">
        <div>
          <label for="code">${words.code}</label>
          <input id="code" part="control" inputmode="numeric" .autocomplete=${CODE} maxlength="20" .value=${dialog.values['code'] ?? ''}
            aria-invalid=${!!fault} aria-describedby="code-fault">
        </div>
        <button type="button" aria-disabled=${waits} @click=${() => !waits && this.#requestCode(dialog, id)}>${label}</button>
      </div>
      <p id="code-fault" part="error" role="alert">${fault}</p>
      <p class="muted" role="status">${this.#codeSent && !fault ? words.codeSent : ''}</p>
      ${problem ? problemPanel(problemText(problems(language), problem)) : nothing}
    </div>`;
  }

  async #requestCode(dialog: SigningDialog, id: string): Promise<void> {
    const client = this.#client();
    if (!client) return;
    const sent = await this.#request.run(async (key) => {
      await client.call(requestSigningCode, { params: { id } }, { key });
      return true;
    });
    if (!sent) return;
    this.#codeSent = true;
    this.#wait = RESEND_AFTER;
    dialog.clearFaults();
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      this.#wait -= 1;
      if (this.#wait <= 0) clearInterval(this.#timer);
      this.#host.requestUpdate();
    }, 1_000);
  }
}

export const signDialogStyles = css`
  .code {
    display: grid;
    gap: 0.5rem;
    padding: 1rem;
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .code .row {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0.5rem;
  }
  .code .row div {
    flex: 1 1 10rem;
  }
  .code .row button {
    font-variant-numeric: tabular-nums;
  }
  .code input {
    font-size: 1.125rem;
    letter-spacing: 0.12em;
  }
`;
