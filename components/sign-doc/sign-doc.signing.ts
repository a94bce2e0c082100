import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Client, ProblemError } from '../../src/api/client.ts';
import {
  declineDocument,
  type FieldValues,
  requestSigningCode,
  type SigningDocument,
  signDocument,
} from '../../src/contract/documents.ts';
import { MutationController } from '../../src/controllers/mutation.ts';

/** Seconds until another code can be asked for. */
const RESEND_AFTER = 30;

export type Dialog = 'sign' | 'decline';

/** Signing and declining: what is under way, and what went wrong. */
export class Signing implements ReactiveController {
  /** The dialog that is open. */
  dialog: Dialog | undefined;
  code = '';
  reason = '';
  /** What is missing in the dialog. */
  missing: 'code' | 'reason' | undefined;
  codeSent = false;
  /** Seconds until a code can be asked for again. */
  wait = 0;
  readonly sign: MutationController;
  readonly decline: MutationController;
  readonly request: MutationController;
  readonly #host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment }) {
    this.#host = host;
    this.sign = new MutationController(host);
    this.decline = new MutationController(host);
    this.request = new MutationController(host);
    host.addController(this);
  }

  hostConnected(): void {}

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }

  hostUpdated(): void {
    if (this.#element?.isConnected && !this.#element.open) this.#element.showModal();
  }

  get pending(): boolean {
    return this.sign.pending || this.decline.pending;
  }

  open(dialog: Dialog): void {
    this.dialog = dialog;
    this.missing = undefined;
    this.sign.problem = undefined;
    this.decline.problem = undefined;
    this.#host.requestUpdate();
  }

  readonly close = (): void => {
    if (this.pending) return;
    this.dialog = undefined;
    // Closing gives the focus back to where it was; removing alone would not.
    if (this.#element?.open) this.#element.close();
    this.#host.requestUpdate();
  };

  get #element(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector('dialog');
  }

  /** Mails a code. */
  async requestCode(client: Client, id: string): Promise<void> {
    const sent = await this.request.run(async (key) => {
      await client.call(requestSigningCode, { params: { id } }, { key });
      return true;
    });
    if (!sent) return;
    this.codeSent = true;
    this.missing = undefined;
    this.sign.problem = undefined;
    this.wait = RESEND_AFTER;
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      this.wait -= 1;
      if (this.wait <= 0) clearInterval(this.#timer);
      this.#host.requestUpdate();
    }, 1_000);
    this.#host.requestUpdate();
  }

  /** Signs what was shown. The document as it is then, or undefined: see `sign.problem` and `missing`. */
  async run(client: Client, document: SigningDocument, values: FieldValues): Promise<SigningDocument | undefined> {
    const code = this.code.trim();
    this.missing = document.needsCode && !code ? 'code' : undefined;
    this.#host.requestUpdate();
    if (this.missing) return undefined;
    const { id, sha256 } = document;
    const body = { sha256, values, ...(document.needsCode && { code }) };
    const signed = await this.sign.run((key) => client.call(signDocument, { params: { id }, body }, { key }));
    if (signed) this.#done();
    else this.#renew(this.sign.problem);
    return signed;
  }

  /** Declines; as `run`. */
  async refuse(client: Client, { id }: SigningDocument): Promise<SigningDocument | undefined> {
    const reason = this.reason.trim();
    this.missing = reason ? undefined : 'reason';
    this.#host.requestUpdate();
    if (!reason) return undefined;
    const declined = await this.decline.run((key) =>
      client.call(declineDocument, { params: { id }, body: { reason } }, { key }),
    );
    if (declined) this.#done();
    return declined;
  }

  #done(): void {
    this.dialog = undefined;
    this.code = '';
    this.reason = '';
    this.codeSent = false;
  }

  /** A code for a document that changed is none any more. */
  #renew(problem: ProblemError | undefined): void {
    if (problem?.problem.code !== 'document_changed') return;
    this.code = '';
    this.codeSent = false;
  }
}
