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
import { adoptStyles } from './adopt-styles.ts';
import { problemPanel } from './problem.ts';

/** Problem codes that mean: the record is not the one on the screen any more, or the reader cannot answer it here. */
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

/** Words that every dialog for an answer needs. */
interface AnswerWords {
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

/** What the page of the record offers to its answer dialogs. */
interface AnswerHost<T> {
  /** The record on the screen. When it becomes another one, or the reader another person, everything entered is dropped. */
  record(): T | undefined;
  client(): Client | undefined;
  /** Shows the record as it is after the answer. */
  conclude(record: T, event: Event): Promise<void>;
  /** Called when the record on the server is not the one on the screen any more. */
  outdated(code: ProblemCode): Promise<void>;
  /** Called when everything entered was dropped, because the answer was given or another record is shown. */
  cleared?(): void;
  /** Called when the server refused an answer. If this sets `fault`, the dialog shows no general message. */
  refused?(problem: ProblemError): void;
}

/** What one of the dialogs shows, and what its submit button does. */
interface DialogContent {
  body: TemplateResult;
  submit(): void;
}

/**
 * The dialogs in which a reader answers a record: `Kind` names them, and one is open at a time. What is typed into their controls is kept until the
 * answer is given or another record is shown. An answer that is sent again after a lost connection has the same idempotency key, so it takes effect once.
 *
 * The dialog `decline` is the same for every record and has a field for the reason; the bodies of the others come from the host:
 * ```ts
 * readonly #dialog = new AnswerDialog<Order, 'accept'>(host, locale, { record, client, conclude, outdated });
 * // this.#dialog.show('accept');
 * // this.#dialog.render({ accept: () => ({ body: html`…`, submit: () => … }), decline: () => … });
 * ```
 * Style sheets: `problemStyles` and, by `adoptAnswerStyles`, its own.
 */
export class AnswerDialog<T extends { id: string }, Kind extends string> implements ReactiveController {
  /** The dialog that is open. */
  open: Kind | 'decline' | undefined;
  /** Names what is missing in the dialog or was refused. */
  fault: string | undefined;
  /** Values of the controls of all dialogs, by their ids. */
  values: { [id in string]?: string } = {};
  readonly #host: LitElement;
  readonly #locale: LocaleController<AnswerWords>;
  readonly #owner: AnswerHost<T>;
  readonly #mutations = new Map<string, MutationController>();
  /** Id of the record the dialogs are about, and the client of whoever answers it. */
  #record: string | undefined;
  #client: Client | undefined;

  constructor(host: LitElement, locale: LocaleController<AnswerWords>, owner: AnswerHost<T>) {
    this.#host = host;
    this.#locale = locale;
    this.#owner = owner;
    host.addController(this);
  }

  hostUpdate(): void {
    const id = this.#owner.record()?.id;
    const client = this.#owner.client();
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

  /** An answer is being sent. */
  get pending(): boolean {
    return [...this.#mutations.values()].some(({ pending }) => pending);
  }

  /** Why the open dialog's answer failed. */
  get problem(): ProblemError | undefined {
    return this.open && this.#mutation(this.open).problem;
  }

  /** Opens a dialog. What was typed before is still there. */
  show(kind: Kind | 'decline'): void {
    this.open = kind;
    this.clearFaults();
  }

  /** Removes the messages about what is missing or was refused. */
  clearFaults(): void {
    this.fault = undefined;
    for (const mutation of this.#mutations.values()) mutation.problem = undefined;
    this.#host.requestUpdate();
  }

  /** Closes the dialog, unless an answer is being sent. */
  readonly close = (): void => {
    if (!this.pending) this.#close();
  };

  /** Shows what is missing, and moves the focus to the control for it. */
  reportMissing(fault: string, selector: string): void {
    this.fault = fault;
    this.#host.requestUpdate();
    this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /** Sends the answer of the open dialog. */
  async send(request: (client: Client, key: string) => Promise<T>, event: (record: T) => Event): Promise<void> {
    const client = this.#owner.client();
    if (!client || !this.open || this.pending) return;
    const mutation = this.#mutation(this.open);
    const answered = await mutation.run((key) => request(client, key));
    if (answered) {
      this.#clear();
      await this.#owner.conclude(answered, event(answered));
    } else if (mutation.problem) await this.#refused(mutation, mutation.problem);
  }

  /** Declines the record. A reason without visible characters counts as missing. */
  async decline(
    request: (client: Client, reason: string, key: string) => Promise<T>,
    event: (record: T) => Event,
  ): Promise<void> {
    const reason = this.values['reason']?.trim() ?? '';
    if (!isVisible(reason)) return this.reportMissing('reason', '#reason');
    await this.send((client, key) => request(client, reason, key), event);
  }

  /** Closes the dialog and reads the record again, if a problem says that it is not the one on the screen any more. */
  async reread({ problem: { code } }: ProblemError): Promise<void> {
    if (!OUTDATED.has(code)) return;
    this.#close();
    await this.#owner.outdated(code);
  }

  /** The open dialog. */
  render(dialogs: { [kind in Kind]: () => DialogContent } & { decline: () => void }): TemplateResult | typeof nothing {
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

  /** Shows the checksum of what is answered. */
  fingerprint(sha256: string): TemplateResult {
    return html`<details class="fingerprint"><summary>${this.#locale.words.fingerprint}</summary><code>${sha256}</code></details>`;
  }

  /** Says that sealing takes a while, as long as the answer is being sent. */
  sealing(): TemplateResult | typeof nothing {
    return this.pending
      ? html`<p class="sealing" role="status"><span class="spinner"></span>${this.#locale.words.sealing}</p>`
      : nothing;
  }

  /** The message about a failed answer, if no control shows one of its own. */
  trouble(): TemplateResult | typeof nothing {
    const { problem, fault } = this;
    return problem && !fault ? problemPanel(problemText(problems(this.#locale.language), problem)) : nothing;
  }

  /** The buttons that cancel and submit. */
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
    // This event comes a moment after the dialog closed, when another dialog may be open already.
    if (target === this.#element) this.close();
  };

  #close(): void {
    this.open = undefined;
    // Closing gives the focus back to where it was. Just removing the dialog would not.
    if (this.#element?.open) this.#element.close();
    this.#host.requestUpdate();
  }

  #clear(): void {
    this.values = {};
    this.#owner.cleared?.();
    this.clearFaults();
    this.#close();
  }

  async #refused(mutation: MutationController, problem: ProblemError): Promise<void> {
    const { code, errors = [] } = problem.problem;
    // The server certainly did not carry out an outdated answer, so the next one is a new request.
    if (OUTDATED.has(code)) mutation.key = newKey();
    if (errors.some(({ field }) => field.startsWith('/reason'))) this.reportMissing('reason', '#reason');
    this.#owner.refused?.(problem);
    this.#host.requestUpdate();
    await this.reread(problem);
  }
}

/** Adds the styles of the dialogs, and others that are loaded together with them, to an element that was defined without them. */
export const adoptAnswerStyles = (host: LitElement, ...styles: CSSResult[]): void =>
  adoptStyles(host, dialogs, dialogForms, ...styles);
