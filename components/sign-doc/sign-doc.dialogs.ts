import { html, nothing, type TemplateResult } from 'lit';
import type { SigningDocument } from '../../src/contract/documents.ts';
import type { LanguageTag } from '../../src/contract/language.ts';
import { REASON_MAX } from '../../src/contract/limits.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import type { signingWords } from '../../src/i18n/signing.ts';
import { problemPanel } from '../shared/problem.ts';
import { withoutBidi } from '../shared/text.ts';
import type { Signing } from './sign-doc.signing.ts';

/** Phones offer a code that was just received. */
const CODE = 'one-time-code';

interface DialogModel {
  document: SigningDocument;
  signing: Signing;
  words: WordsOf<typeof signingWords>;
  language: LanguageTag;
  /** There is a signature to sign with, and not just fields to confirm. */
  withMark: boolean;
  sign(): void;
  decline(): void;
  requestCode(): void;
}

/** The dialog that is open. */
export function openDialog(model: DialogModel): TemplateResult {
  const { signing } = model;
  if (!signing.dialog) return html``;
  return html`<dialog part="base" aria-labelledby="dialog-title" @cancel=${(event: Event) => signing.pending && event.preventDefault()} @close=${signing.close}>
    <form novalidate @submit=${(event: Event) => submitted(event, signing.dialog === 'sign' ? model.sign : model.decline)}>
      ${signing.dialog === 'sign' ? signBody(model) : declineBody(model)}
    </form>
  </dialog>`;
}

function submitted(event: Event, action: () => void): void {
  event.preventDefault();
  action();
}

function signBody(model: DialogModel): TemplateResult {
  const { document, signing, words, language, withMark } = model;
  const { pending, problem } = signing.sign;
  const me = document.signers.find((signer) => signer.me);
  const last = document.signers.every((signer) => signer.me || signer.status === 'signed');
  const own = problem?.problem.code === 'code_invalid';
  return html`
    <h2 id="dialog-title">${withMark ? words.confirmTitle : words.completeTitle}</h2>
    <p>${words.confirmWhat(withoutBidi(document.title), words.pages(document.pages.length))}
      ${me ? words.confirmWho(withoutBidi(me.name), withoutBidi(document.company.name)) : nothing}</p>
    <p>${last ? words.confirmLast : words.confirmOthers}</p>
    ${document.needsCode ? codePart(model) : nothing}
    <details class="fingerprint"><summary>${words.fingerprint}</summary><code>${document.sha256}</code></details>
    ${problem && !own ? problemPanel(problemText(problems(language), problem)) : nothing}
    ${pending ? html`<p class="sealing" role="status"><span class="spinner"></span>${words.sealing}</p>` : nothing}
    ${actions(model, pending, withMark ? words.sign : words.complete, 'primary')}`;
}

function codePart({ signing, words, language, requestCode }: DialogModel): TemplateResult {
  const { code, codeSent, wait, missing } = signing;
  const { pending, problem } = signing.request;
  const wrong = signing.sign.problem?.problem.code === 'code_invalid';
  const fault = missing === 'code' ? words.codeMissing : wrong ? words.codeInvalid : '';
  const label = pending
    ? words.requestingCode
    : wait > 0
      ? words.resendIn(wait)
      : codeSent
        ? words.resend
        : words.requestCode;
  return html`<div class="code">
    <p>${words.codeIntro}</p>
    <div class="row">
      <div>
        <label for="code">${words.code}</label>
        <input id="code" part="control" inputmode="numeric" .autocomplete=${CODE} maxlength="20" .value=${code}
          aria-invalid=${fault ? 'true' : 'false'} aria-describedby="code-fault" @input=${({ target }: Event) => {
            signing.code = (target as HTMLInputElement).value;
          }}>
      </div>
      <button type="button" aria-disabled=${pending || wait > 0} @click=${() => !pending && wait <= 0 && requestCode()}>${label}</button>
    </div>
    <p id="code-fault" part="error" role="alert">${fault}</p>
    <p class="muted" role="status">${codeSent && !fault ? words.codeSent : ''}</p>
    ${problem ? problemPanel(problemText(problems(language), problem)) : nothing}
  </div>`;
}

function declineBody(model: DialogModel): TemplateResult {
  const { signing, words, language } = model;
  const { pending, problem } = signing.decline;
  const fault = signing.missing === 'reason' ? words.faults.required : '';
  return html`
    <h2 id="dialog-title">${words.declineTitle}</h2>
    <p>${words.declineIntro}</p>
    <div>
      <label for="reason">${words.reason}</label>
      <textarea id="reason" part="control" rows="4" maxlength=${REASON_MAX} required .value=${signing.reason} aria-invalid=${fault ? 'true' : 'false'}
        aria-describedby="reason-fault" @input=${({ target }: Event) => {
          signing.reason = (target as HTMLTextAreaElement).value;
        }}></textarea>
      <p id="reason-fault" part="error" role="alert">${fault}</p>
    </div>
    ${problem ? problemPanel(problemText(problems(language), problem)) : nothing}
    ${actions(model, pending, pending ? words.declining : words.declineNow, 'danger')}`;
}

const actions = ({ signing, words }: DialogModel, pending: boolean, label: string, kind: string): TemplateResult =>
  html`<div class="actions">
    <button type="button" aria-disabled=${pending} @click=${signing.close}>${words.cancel}</button>
    <button class=${kind} part="submit" aria-disabled=${pending}>${label}</button>
  </div>`;
