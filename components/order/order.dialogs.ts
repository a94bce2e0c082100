import { html, nothing, type TemplateResult } from 'lit';
import type { SignatureMark } from '../../src/contract/documents.ts';
import type { LanguageTag } from '../../src/contract/language.ts';
import { REASON_MAX } from '../../src/contract/limits.ts';
import { takenOf, totalsOf } from '../../src/contract/orders.rules.ts';
import type { Order, OrderOptions } from '../../src/contract/orders.ts';
import type { MutationController } from '../../src/controllers/mutation.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import { decimal, money } from '../../src/i18n/money.ts';
import type { orderAnswerWords } from '../../src/i18n/order-answer.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { problemPanel } from '../shared/problem.ts';
import { signatureMark } from '../shared/signature-mark.ts';
import { withoutBidi } from '../shared/text.ts';

interface DialogModel {
  words: WordsOf<typeof orderAnswerWords>;
  language: LanguageTag;
  /** The offer as it was when the dialog opened, and the options taken. */
  order: Order;
  options: OrderOptions;
  /** Who signs, as far as it is known. */
  name: string;
  mark: SignatureMark | undefined;
  reason: string;
  /** What is missing, or not good enough. */
  fault: 'signature' | 'signature-wrong' | 'reason' | undefined;
  mutation: MutationController;
  sign(): unknown;
  write(reason: string): void;
  submit(): void;
  close(): void;
  /** The dialog was closed, by whatever. */
  closed(event: Event): unknown;
}

/** The dialog in which an offer is accepted, or declined. */
export const answerDialog = (kind: 'accept' | 'decline', model: DialogModel): TemplateResult =>
  html`<dialog part="base" aria-labelledby="dialog-title" @cancel=${(event: Event) => model.mutation.pending && event.preventDefault()} @close=${model.closed}>
    <form novalidate @submit=${(event: Event) => submitted(event, model.submit)}>${kind === 'accept' ? acceptBody(model) : declineBody(model)}</form>
  </dialog>`;

function submitted(event: Event, action: () => void): void {
  event.preventDefault();
  action();
}

function acceptBody(model: DialogModel): TemplateResult {
  const { words, language, order, options, name, mark, fault, mutation, sign } = model;
  const text = fault === 'signature' ? words.signatureMissing : fault ? words.signatureWrong : '';
  return html`
    <h2 id="dialog-title">${words.acceptTitle}</h2>
    <p>${words.acceptFor(order.number, withoutBidi(order.company.name))} ${name ? words.as(withoutBidi(name)) : nothing}</p>
    <div class="sum">
      <p><span>${words.total}</span> <strong>${money(language, totalsOf(order.lines, options).gross)}</strong> <small>${words.inclusive}</small></p>
      ${chosen(model)}
    </div>
    <div class="mark" role="group" aria-labelledby="mark-label">
      <p id="mark-label" class="label">${words.signature}</p>
      ${mark ? html`<div class="paper">${signatureMark(mark, words.signature)}</div>` : nothing}
      <button class="sign" type="button" aria-describedby="mark-fault" aria-disabled=${mutation.pending} @click=${sign}>${mark ? words.change : words.sign}</button>
      <p id="mark-fault" part="error" role="alert">${text}</p>
    </div>
    <p class="muted">${words.binding}</p>
    <details class="fingerprint"><summary>${words.fingerprint}</summary><code>${order.sha256}</code></details>
    ${trouble(model)}
    ${mutation.pending ? html`<p class="sealing" role="status"><span class="spinner"></span>${words.sealing}</p>` : nothing}
    ${actions(model, words.accept, 'primary')}`;
}

/** The optional items that were taken. */
function chosen({ order, options, words, language }: DialogModel): TemplateResult | typeof nothing {
  const items = order.lines.flatMap((line) => {
    const taken = line.kind === 'item' && line.optional ? takenOf(line, options) : undefined;
    return line.kind === 'item' && taken ? [{ ...line, taken }] : [];
  });
  if (!items.length) return nothing;
  return html`<p>${words.options}</p>
    <ul>${items.map(({ text, unit, taken }) => html`<li>${decimal(language, taken)} ${unit ?? '×'} ${withoutBidi(text)}</li>`)}</ul>`;
}

function declineBody(model: DialogModel): TemplateResult {
  const { words, reason, fault, mutation, write } = model;
  return html`
    <h2 id="dialog-title">${words.declineTitle}</h2>
    <p>${words.declineIntro}</p>
    <div>
      <label for="reason">${words.reason}</label>
      <textarea id="reason" part="control" rows="4" maxlength=${REASON_MAX} required .value=${reason} aria-invalid=${fault ? 'true' : 'false'}
        aria-describedby="reason-fault" @input=${({ target }: Event) => write((target as HTMLTextAreaElement).value)}></textarea>
      <p id="reason-fault" part="error" role="alert">${fault ? words.reasonMissing : ''}</p>
    </div>
    ${trouble(model)}
    ${actions(model, mutation.pending ? words.declining : words.decline, 'danger')}`;
}

const trouble = ({ mutation: { problem }, fault, language }: DialogModel): TemplateResult | typeof nothing =>
  problem && !fault ? problemPanel(problemText(problems(language), problem)) : nothing;

const actions = ({ words, mutation, close }: DialogModel, label: string, kind: string): TemplateResult =>
  html`<div class="actions">
    <button type="button" aria-disabled=${mutation.pending} @click=${close}>${words.cancel}</button>
    <button class=${kind} part="submit" aria-disabled=${mutation.pending}>${label}</button>
  </div>`;
