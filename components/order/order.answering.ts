import { html, type LitElement, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { type Client, newKey, ProblemError } from '../../src/api/client.ts';
import type { SignatureMark } from '../../src/contract/documents.ts';
import { acceptOrder, declineOrder, type Order, type OrderOptions } from '../../src/contract/orders.ts';
import type { FieldError } from '../../src/contract/problem.ts';
import { getSession, type Me } from '../../src/contract/session.ts';
import { isVisible } from '../../src/contract/text.ts';
import { MutationController } from '../../src/controllers/mutation.ts';
import { LocaleController, type WordsOf } from '../../src/i18n/locale.ts';
import { orderAnswerWords } from '../../src/i18n/order-answer.ts';
import { dialogForms, dialogs } from '../../src/styles/dialogs.ts';
import { signatureStyles } from '../shared/signature-mark.ts';
import type { SignatureAdoptedEvent } from '../signature-dialog/signature-dialog.events.ts';
import { answeringStyles } from './order.answering.styles.ts';
import { answerDialog } from './order.dialogs.ts';
import { OrderAcceptedEvent, OrderDeclinedEvent } from './order.events.ts';

/** What the element that shows the offer does for its answer. */
interface Desk {
  client: () => Client | undefined;
  /** Shows the order as it is after what the reader did. */
  conclude: (order: Order, event: Event) => Promise<void>;
  /** The offer is not what is on the screen any more. */
  outdated: (code: string) => Promise<void>;
}

/** Answers that say: the offer is not what is on the screen any more, or not the reader's to answer here. */
const OUTDATED = new Set([
  'offer_changed',
  'offer_closed',
  'signing_not_trusted',
  'permission_missing',
  'not_found',
  'idempotency_key_reused',
]);

/** Accepting and declining an offer; loaded once there is one to answer, since most that are opened were answered long ago. */
export class Answering implements ReactiveController {
  readonly #host: LitElement;
  readonly #desk: Desk;
  readonly #locale: LocaleController<WordsOf<typeof orderAnswerWords>>;
  readonly #accept: MutationController;
  readonly #decline: MutationController;
  #dialog: 'accept' | 'decline' | undefined;
  /** What the dialog is about: the offer as it was when it opened. */
  #order: Order | undefined;
  #options: OrderOptions = {};
  #name = '';
  #asked: Promise<void> | undefined;
  #mark: SignatureMark | undefined;
  #reason = '';
  #fault: 'signature' | 'signature-wrong' | 'reason' | undefined;

  constructor(host: LitElement, desk: Desk) {
    this.#host = host;
    this.#desk = desk;
    this.#locale = new LocaleController(host, orderAnswerWords);
    this.#accept = new MutationController(host);
    this.#decline = new MutationController(host);
    const { adoptedStyleSheets } = host.renderRoot as ShadowRoot;
    for (const { styleSheet } of [signatureStyles, dialogs, dialogForms, answeringStyles])
      if (styleSheet) adoptedStyleSheets.push(styleSheet);
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.#element?.isConnected && !this.#element.open) this.#element.showModal();
  }

  /** The answer is on its way. */
  get pending(): boolean {
    return this.#accept.pending || this.#decline.pending;
  }

  /** Begins an answer. What was drawn or written before is still there. */
  open(dialog: 'accept' | 'decline', order: Order, options: OrderOptions, me: Me | undefined): void {
    this.#dialog = dialog;
    this.#order = order;
    this.#options = options;
    this.#fault = undefined;
    this.#accept.problem = undefined;
    this.#decline.problem = undefined;
    if (me) this.#name = me.name;
    else this.#asked ??= this.#ask();
    this.#host.requestUpdate();
  }

  /** The dialogs. */
  render(): TemplateResult {
    const { words, language } = this.#locale;
    const dialog = this.#dialog;
    const order = this.#order;
    return html`${
      dialog && order
        ? answerDialog(dialog, {
            words,
            language,
            order,
            options: this.#options,
            name: this.#name,
            mark: this.#mark,
            reason: this.#reason,
            fault: this.#fault,
            mutation: dialog === 'accept' ? this.#accept : this.#decline,
            sign: this.#sign,
            write: (reason) => {
              this.#reason = reason;
            },
            submit: () => void (dialog === 'accept' ? this.#submitAcceptance(order) : this.#submitRefusal(order)),
            close: this.#close,
            // It comes a moment later, when another one may be open already.
            closed: ({ target }) => target === this.#element && this.#close(),
          })
        : nothing
    }<etron-signature-dialog @etron-signature-adopted=${this.#adopt}></etron-signature-dialog>`;
  }

  get #client(): Client {
    return this.#desk.client() as Client;
  }

  get #element(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector('dialog');
  }

  /** Without a provider nobody has said yet who signs. It can be signed without knowing. */
  async #ask(): Promise<void> {
    try {
      this.#name = (await this.#client.call(getSession)).name;
      this.#host.requestUpdate();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.#asked = undefined;
    }
  }

  readonly #close = (): void => {
    if (this.pending) return;
    this.#dialog = undefined;
    // Closing gives the focus back to where it was; removing alone would not.
    if (this.#element?.open) this.#element.close();
    this.#host.requestUpdate();
  };

  readonly #sign = async (): Promise<void> => {
    if (this.pending || !this.#order) return;
    const { company } = this.#order;
    await Promise.all([this.#asked, customElements.whenDefined('etron-signature-dialog')]);
    const dialog = this.#host.renderRoot.querySelector('etron-signature-dialog');
    dialog?.open({ kind: 'signature', name: this.#name, company: company.name });
  };

  readonly #adopt = ({ mark }: SignatureAdoptedEvent): void => {
    this.#mark = mark;
    this.#fault = undefined;
    this.#host.requestUpdate();
  };

  async #submitAcceptance({ id, sha256 }: Order): Promise<void> {
    if (this.pending) return;
    const signature = this.#mark;
    if (!signature) return this.#missing('signature', '.sign');
    const body = { sha256, options: this.#options, signature };
    const accepted = await this.#accept.run((key) => this.#client.call(acceptOrder, { params: { id }, body }, { key }));
    if (accepted) await this.#conclude(accepted, new OrderAcceptedEvent(id));
    else await this.#refused(this.#accept);
  }

  async #submitRefusal({ id, sha256 }: Order): Promise<void> {
    if (this.pending) return;
    const reason = this.#reason.trim();
    if (!isVisible(reason)) return this.#missing('reason', '#reason');
    const declined = await this.#decline.run((key) =>
      this.#client.call(declineOrder, { params: { id }, body: { sha256, reason } }, { key }),
    );
    if (declined) await this.#conclude(declined, new OrderDeclinedEvent(id));
    else await this.#refused(this.#decline);
  }

  #missing(fault: 'signature' | 'reason', selector: string): void {
    this.#fault = fault;
    this.#host.requestUpdate();
    this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  async #conclude(order: Order, event: Event): Promise<void> {
    this.#mark = undefined;
    this.#reason = '';
    this.#close();
    await this.#desk.conclude(order, event);
  }

  /** Shows the offer as it is by now, or what the server refuses. */
  async #refused(mutation: MutationController): Promise<void> {
    if (!mutation.problem) return;
    const { code, errors = [] } = mutation.problem.problem;
    if (OUTDATED.has(code)) {
      // It is known not to have happened: what is sent next is something new.
      mutation.key = newKey();
      this.#close();
      await this.#desk.outdated(code);
    } else if (errors.some(about('/signature'))) this.#fault = 'signature-wrong';
    else if (errors.some(about('/reason'))) this.#fault = 'reason';
    this.#host.requestUpdate();
  }
}

const about =
  (pointer: string) =>
  ({ field }: FieldError): boolean =>
    field.startsWith(pointer);
