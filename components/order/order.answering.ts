import { css, html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { Client } from '../../src/api/client.ts';
import type { SignatureMark } from '../../src/contract/documents.ts';
import { takenOf, totalsOf } from '../../src/contract/orders.rules.ts';
import { acceptOrder, declineOrder, type Order, type OrderOptions } from '../../src/contract/orders.ts';
import type { ProblemCode } from '../../src/contract/problem.ts';
import type { Me } from '../../src/contract/session.ts';
import { ReaderController } from '../../src/controllers/reader.ts';
import { LocaleController, type WordsOf } from '../../src/i18n/locale.ts';
import { decimal, money } from '../../src/i18n/money.ts';
import { orderAnswerWords } from '../../src/i18n/order-answer.ts';
import { AnswerDialog, adoptAnswerStyles } from '../shared/answer-dialog.ts';
import { signatureMark, signatureStyles } from '../shared/signature-mark.ts';
import { withoutBidi } from '../shared/text.ts';
import type { SignatureAdoptedEvent } from '../signature-dialog/signature-dialog.events.ts';
import { OrderAcceptedEvent, OrderDeclinedEvent } from './order.events.ts';

/** What the element that shows the offer offers to the answering. */
interface OrderHost {
  /** The offer on the screen. */
  record(): Order | undefined;
  client(): Client | undefined;
  me(): Me | null | undefined;
  /** Shows the order as it is after what the reader did. */
  conclude(order: Order, event: Event): Promise<void>;
  /** The offer on the server is not the one on the screen any more. */
  outdated(code: ProblemCode): Promise<void>;
}

/** Accepting and declining an offer. Loaded only once there is an offer to answer, since most orders are opened to be read. */
export class OrderAnswering {
  readonly #host: LitElement;
  readonly #locale: LocaleController<WordsOf<typeof orderAnswerWords>>;
  readonly #reader: ReaderController;
  readonly #dialog: AnswerDialog<Order, 'accept'>;
  /** The offer as it was when the dialog opened, with the chosen quantities of its optional items: what is accepted must not change below the open dialog. */
  #offer: { order: Order; options: OrderOptions } | undefined;
  #mark: SignatureMark | undefined;

  constructor(host: LitElement, owner: OrderHost) {
    this.#host = host;
    this.#locale = new LocaleController(host, orderAnswerWords);
    this.#reader = new ReaderController(host, owner.me, owner.client);
    this.#dialog = new AnswerDialog(host, this.#locale, {
      ...owner,
      cleared: () => {
        this.#mark = undefined;
      },
      refused: ({ problem: { errors = [] } }) => {
        if (errors.some(({ field }) => field.startsWith('/signature'))) this.#dialog.fault = 'signature-refused';
      },
    });
    adoptAnswerStyles(host, signatureStyles, acceptStyles);
  }

  /** An answer is being sent. */
  get pending(): boolean {
    return this.#dialog.pending;
  }

  /** Opens a dialog. A signature or reason from before is still there. */
  open(kind: 'accept' | 'decline', order: Order, options: OrderOptions): void {
    this.#offer = { order, options };
    this.#dialog.show(kind);
  }

  /** The dialogs. */
  render(): TemplateResult {
    const offer = this.#offer;
    return html`${
      offer
        ? this.#dialog.render({
            accept: () => ({ body: this.#acceptBody(offer), submit: () => this.#accept(offer) }),
            decline: () => this.#decline(offer),
          })
        : nothing
    }<etron-signature-dialog @etron-signature-adopted=${this.#adopt}></etron-signature-dialog>`;
  }

  #acceptBody({ order, options }: { order: Order; options: OrderOptions }): TemplateResult {
    const { words, language } = this.#locale;
    const { fault, pending } = this.#dialog;
    const name = this.#reader.me?.name;
    const mark = this.#mark;
    const faults: { [fault in string]?: string } = {
      signature: words.signatureMissing,
      'signature-refused': words.signatureWrong,
    };
    return html`
      <h2 id="dialog-title">${words.acceptTitle}</h2>
      <p>${words.acceptFor(order.number, withoutBidi(order.company.name))} ${name ? words.as(withoutBidi(name)) : nothing}</p>
      <div class="sum">
        <p><span>${words.total}</span> <strong>${money(language, totalsOf(order.lines, options).gross)}</strong> <small>${words.inclusive}</small></p>
        ${this.#chosenOptions(order, options)}
      </div>
      <div class="mark" role="group" aria-labelledby="mark-label">
        <p id="mark-label" class="label">${words.signature}</p>
        ${mark ? html`<div class="paper">${signatureMark(mark, words.signature)}</div>` : nothing}
        <button class="sign" type="button" aria-describedby="mark-fault" aria-disabled=${pending} @click=${() => this.#sign(order)}>${mark ? words.change : words.sign}</button>
        <p id="mark-fault" part="error" role="alert">${faults[fault ?? '']}</p>
      </div>
      <p class="muted">${words.binding}</p>
      ${this.#dialog.fingerprint(order.sha256)}
      ${this.#dialog.trouble()}
      ${this.#dialog.sealing()}
      ${this.#dialog.actions(words.accept, 'primary')}`;
  }

  /** The optional items that were chosen. */
  #chosenOptions({ lines }: Order, options: OrderOptions): TemplateResult | typeof nothing {
    const { words, language } = this.#locale;
    const items = lines.flatMap((line) => {
      const taken = line.kind === 'item' && line.optional ? takenOf(line, options) : undefined;
      return line.kind === 'item' && taken ? [{ ...line, taken }] : [];
    });
    if (!items.length) return nothing;
    return html`<p>${words.options}</p>
      <ul>${items.map(({ text, unit, taken }) => html`<li>${decimal(language, taken)} ${unit ?? '×'} ${withoutBidi(text)}</li>`)}</ul>`;
  }

  #accept({ order: { id, sha256 }, options }: { order: Order; options: OrderOptions }): void {
    const signature = this.#mark;
    if (!signature) this.#dialog.reportMissing('signature', '.sign');
    else
      void this.#dialog.send(
        (client, key) => client.call(acceptOrder, { params: { id }, body: { sha256, options, signature } }, { key }),
        () => new OrderAcceptedEvent(id),
      );
  }

  #decline({ order: { id, sha256 } }: { order: Order }): void {
    void this.#dialog.decline(
      (client, reason, key) => client.call(declineOrder, { params: { id }, body: { sha256, reason } }, { key }),
      () => new OrderDeclinedEvent(id),
    );
  }

  async #sign({ company }: Order): Promise<void> {
    if (this.pending) return;
    const [me] = await Promise.all([this.#reader.find(), customElements.whenDefined('etron-signature-dialog')]);
    const dialog = this.#host.renderRoot.querySelector('etron-signature-dialog');
    dialog?.open({ kind: 'signature', name: me?.name ?? '', company: company.name });
  }

  readonly #adopt = ({ mark }: SignatureAdoptedEvent): void => {
    this.#mark = mark;
    this.#dialog.clearFaults();
  };
}

const acceptStyles = css`
  .sum {
    display: grid;
    gap: 0.375rem;
    padding: 1rem;
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .sum p:first-child {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.5rem;
  }
  .sum strong {
    margin-inline-start: auto;
    font-size: 1.375rem;
    font-variant-numeric: tabular-nums;
  }
  .sum ul {
    padding-inline-start: 1.25rem;
  }
  .mark {
    display: grid;
    justify-items: start;
    gap: 0.5rem;
  }
  .mark .label {
    font-weight: 550;
  }
  .paper {
    width: min(100%, 20rem);
    height: 6.5rem;
    padding: 0.5rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: #fff;
    color: #0b1f4b;
  }
`;
