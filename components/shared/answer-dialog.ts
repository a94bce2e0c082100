import { type CSSResult, html, type LitElement, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { type Client, newKey, type ProblemError } from '../../src/api/client.ts';
import { REASON_MAX } from '../../src/contract/limits.ts';
import type { ProblemCode } from '../../src/contract/problem.ts';
import { isVisible } from '../../src/contract/text.ts';
import { readControls } from '../../src/controllers/control-values.ts';
import { MutationController } from '../../src/controllers/mutation.ts';
import type { LocaleController } from '../../src/i18n/locale.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { dialogForms, dialogs } from '../../src/styles/dialogs.ts';
import { problemPanel } from './problem.ts';

/** Answers of the server that say: the record is not what is on the screen any more, or not the reader's to answer here. */
const OUTDATED: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'offer_changed',
  'offer_closed',
  'document_changed',
  'document_closed',
  'not_your_turn',
  'signing_not_trusted',
  'permission_missing',
  'not_found',
  'idempotency_key_reused',
]);

/** Words that every dialog for an answer has. */
interface DialogWords {
  declineTitle: string;
  declineIntro: string;
  reason: string;
  reasonMissing: string;
  decline: string;
  declining: string;
  cancel: string;
  fingerprint: string;
  sealing: string;
}

/** The record that is answered, and the page it is on. */
interface Desk<T> {
  /** The record on the screen. With another one, or another reader, nothing is left of what was begun. */
  record(): T | undefined;
  client(): Client | undefined;
  /** Shows the record as it is after the answer. */
  conclude(record: T, event: Event): Promise<void>;
  /** The record is not what is on the screen any more. */
  outdated(code: ProblemCode): Promise<void>;
  /** Nothing is left of what was begun: the answer is given, or it would be another one. */
  cleared?(): void;
  /** The server refused what was sent. Where this sets `fault`, the dialog says no more about it. */
  refused?(problem: ProblemError): void;
}

/** One of the dialogs. */
interface Dialog {
  body: TemplateResult;
  submit(): void;
}

/**
 * The dialogs in which a reader answers a record: `Kind` names them, and one is open at a time. What is typed into their controls is kept until the
 * answer is given, or another record is on the screen. An answer that is sent again after a lost connection has the same idempotency key, and happens
 * once.
 *
 * `decline` is the same for every record and comes with a field for the reason; the bodies of the others are the host's. Style sheets: `problemStyles`
 * and, by `adoptAnswerStyles`, its own.
 */
export class AnswerDialog<T extends { id: string }, Kind extends string> implements ReactiveController {
  /** The dialog that is open. */
  open: Kind | 'decline' | undefined;
  /** What is missing in the dialog, or was refused. */
  fault: string | undefined;
  /** What stands in the controls of the dialogs, by their ids. */
  values: { [id in string]?: string } = {};
  readonly #host: LitElement;
  readonly #locale: LocaleController<DialogWords>;
  readonly #desk: Desk<T>;
  readonly #mutations = new Map<string, MutationController>();
  /** What the dialogs are about, and whose answer it is. */
  #record: string | undefined;
  #client: Client | undefined;

  constructor(host: LitElement, locale: LocaleController<DialogWords>, desk: Desk<T>) {
    this.#host = host;
    this.#locale = locale;
    this.#desk = desk;
    host.addController(this);
  }

  hostUpdate(): void {
    const id = this.#desk.record()?.id;
    const client = this.#desk.client();
    if (!id || !client) {
      if (this.open) this.#close();
    } else if (id !== this.#record || client !== this.#client) {
      this.#record = id;
      this.#client = client;
      this.#clear();
    }
  }

  hostUpdated(): void {
    if (this.#element?.isConnected && !this.#element.open) this.#element.showModal();
  }

  /** An answer is on its way. */
  get pending(): boolean {
    return [...this.#mutations.values()].some(({ pending }) => pending);
  }

  /** What the server said about the open dialog's answer. */
  get problem(): ProblemError | undefined {
    return this.open && this.#mutation(this.open).problem;
  }

  /** Opens a dialog. What was typed before is still there. */
  show(kind: Kind | 'decline'): void {
    this.open = kind;
    this.forgive();
  }

  /** Says nothing any more about what is missing or was refused. */
  forgive(): void {
    this.fault = undefined;
    for (const mutation of this.#mutations.values()) mutation.problem = undefined;
    this.#host.requestUpdate();
  }

  /** Closes the dialog, unless the answer is on its way. */
  readonly close = (): void => {
    if (!this.pending) this.#close();
  };

  /** Says what is missing, and moves the focus to the control for it. */
  miss(fault: string, selector: string): void {
    this.fault = fault;
    this.#host.requestUpdate();
    this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /** Sends the answer of the open dialog. */
  async send(request: (client: Client, key: string) => Promise<T>, event: (record: T) => Event): Promise<void> {
    const client = this.#desk.client();
    if (!client || !this.open || this.pending) return;
    const mutation = this.#mutation(this.open);
    const answered = await mutation.run((key) => request(client, key));
    if (answered) {
      this.#clear();
      await this.#desk.conclude(answered, event(answered));
    } else if (mutation.problem) await this.#refused(mutation, mutation.problem);
  }

  /** Sends the refusal, unless the reason shows nothing. */
  async decline(
    request: (client: Client, reason: string, key: string) => Promise<T>,
    event: (record: T) => Event,
  ): Promise<void> {
    const reason = this.values['reason']?.trim() ?? '';
    if (!isVisible(reason)) return this.miss('reason', '#reason');
    await this.send((client, key) => request(client, reason, key), event);
  }

  /** Shows the record as it is by now, when a problem says that it is not what is on the screen any more. */
  async reread({ problem: { code } }: ProblemError): Promise<void> {
    if (!OUTDATED.has(code)) return;
    this.#close();
    await this.#desk.outdated(code);
  }

  /** The open dialog. */
  render(dialogs: { [kind in Kind]: () => Dialog } & { decline: () => void }): TemplateResult | typeof nothing {
    const { open } = this;
    if (!open) return nothing;
    const { body, submit } =
      open === 'decline' ? { body: this.#declineBody(), submit: dialogs.decline } : dialogs[open]();
    const submitted = (event: SubmitEvent): void => {
      event.preventDefault();
      this.#read(event.currentTarget as HTMLFormElement);
      if (!this.pending) submit();
    };
    return html`<dialog part="base" aria-labelledby="dialog-title" @cancel=${this.#cancelled} @close=${this.#closed}>
      <form novalidate @submit=${submitted} @input=${({ currentTarget }: Event) => this.#read(currentTarget as HTMLFormElement)}>${body}</form>
    </dialog>`;
  }

  /** The checksum of what is answered. */
  fingerprint(sha256: string): TemplateResult {
    return html`<details class="fingerprint"><summary>${this.#locale.words.fingerprint}</summary><code>${sha256}</code></details>`;
  }

  /** Says that sealing takes its time, while it does. */
  sealing(): TemplateResult | typeof nothing {
    return this.pending
      ? html`<p class="sealing" role="status"><span class="spinner"></span>${this.#locale.words.sealing}</p>`
      : nothing;
  }

  /** What the server said, where no control says it. */
  trouble(): TemplateResult | typeof nothing {
    const { problem, fault } = this;
    return problem && !fault ? problemPanel(problemText(problems(this.#locale.language), problem)) : nothing;
  }

  /** The two buttons. */
  actions(label: string, look: 'primary' | 'danger'): TemplateResult {
    const { pending } = this;
    return html`<div class="actions">
      <button type="button" aria-disabled=${pending} @click=${this.close}>${this.#locale.words.cancel}</button>
      <button class=${look} part="submit" aria-disabled=${pending}>${label}</button>
    </div>`;
  }

  #declineBody(): TemplateResult {
    const { words } = this.#locale;
    const missing = this.fault === 'reason';
    return html`
      <h2 id="dialog-title">${words.declineTitle}</h2>
      <p>${words.declineIntro}</p>
      <div>
        <label for="reason">${words.reason}</label>
        <textarea id="reason" part="control" rows="4" maxlength=${REASON_MAX} required .value=${this.values['reason'] ?? ''}
          aria-invalid=${missing} aria-describedby="reason-fault"></textarea>
        <p id="reason-fault" part="error" role="alert">${missing ? words.reasonMissing : ''}</p>
      </div>
      ${this.trouble()}
      ${this.actions(this.pending ? words.declining : words.decline, 'danger')}`;
  }

  get #element(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector('dialog');
  }

  #mutation(kind: string): MutationController {
    const mutation = this.#mutations.get(kind) ?? new MutationController(this.#host);
    this.#mutations.set(kind, mutation);
    return mutation;
  }

  #read(form: HTMLFormElement): void {
    readControls(form.elements, (id, value) => {
      this.values[id] = value;
    });
  }

  readonly #cancelled = (event: Event): void => {
    if (this.pending) event.preventDefault();
  };

  readonly #closed = ({ target }: Event): void => {
    // The event comes a moment after the dialog closed, when another one may be open already.
    if (target === this.#element) this.close();
  };

  #close(): void {
    this.open = undefined;
    // Closing gives the focus back to where it was; removing the dialog alone would not.
    if (this.#element?.open) this.#element.close();
    this.#host.requestUpdate();
  }

  #clear(): void {
    this.values = {};
    this.#desk.cleared?.();
    this.forgive();
    this.#close();
  }

  async #refused(mutation: MutationController, problem: ProblemError): Promise<void> {
    const { code, errors = [] } = problem.problem;
    // What is outdated is known not to have happened: what is sent next is something new.
    if (OUTDATED.has(code)) mutation.key = newKey();
    if (errors.some(({ field }) => field.startsWith('/reason'))) this.miss('reason', '#reason');
    this.#desk.refused?.(problem);
    this.#host.requestUpdate();
    await this.reread(problem);
  }
}

/** Gives an element the looks of the dialogs and of what else came with them, after it was defined without them. */
export function adoptAnswerStyles({ renderRoot }: LitElement, ...styles: CSSResult[]): void {
  const { adoptedStyleSheets } = renderRoot as ShadowRoot;
  for (const { styleSheet } of [dialogs, dialogForms, ...styles]) if (styleSheet) adoptedStyleSheets.push(styleSheet);
}
