import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ownProblem, type ProblemError } from '../api/client.ts';
import type { Upload } from '../contract/history.ts';
import { FILE_ENDINGS, FILE_SIZE_MAX, FILES_MAX } from '../contract/limits.ts';
import type { ProblemCode } from '../contract/problem.ts';

/** One chosen file: being uploaded (`progress` 0 to 1), uploaded (`upload`), or refused (`error`). */
export interface UploadItem {
  readonly name: string;
  progress: number;
  upload?: Upload | undefined;
  error?: ProblemCode | undefined;
  /** The file to send; absent if it was refused in the browser, or was uploaded in an earlier visit (see `restore`). */
  readonly file?: File;
  readonly abort?: AbortController;
}

/** Sends one file, usually by `upload()` of src/api. */
export type Send = (file: File, onProgress: (share: number) => void, signal: AbortSignal) => Promise<Upload>;

/** File endings for the `accept` attribute of file inputs. */
export const ACCEPT = FILE_ENDINGS.map((ending) => `.${ending}`);

const refusal = ({ name, size }: File): ProblemCode | undefined => {
  if (!ACCEPT.some((ending) => name.toLowerCase().endsWith(ending))) return 'file_type_forbidden';
  if (size > FILE_SIZE_MAX) return 'payload_too_large';
  return size ? undefined : 'file_empty';
};

/**
 * The files of a form: checks them, uploads one after the other, and continues when the network is back.
 * Rendered by `fileField()` of components/shared.
 *
 * @example
 * ```ts
 * uploads = new UploadsController(this, (file, onProgress, signal) =>
 *   upload(this.client, createUpload, { query: { name: file.name } }, file, onProgress, signal));
 * // await this.uploads.settled(); send({ attachments: this.uploads.ids });
 * ```
 */
export class UploadsController implements ReactiveController {
  /** The files, at most one more than allowed. That one is refused with a message. */
  items: readonly UploadItem[] = [];
  readonly #host: ReactiveControllerHost;
  readonly #send: Send;
  readonly #onOnline: (() => void) | undefined;
  #queue: Promise<void> = Promise.resolve();

  /** @param onOnline Called after uploads were continued because the network is back. */
  constructor(host: ReactiveControllerHost, send: Send, onOnline?: () => void) {
    this.#host = host;
    this.#send = send;
    this.#onOnline = onOnline;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('online', this.resume);
  }

  hostDisconnected(): void {
    removeEventListener('online', this.resume);
  }

  /** The uploads that arrived. */
  get uploads(): Upload[] {
    return this.items.flatMap(({ upload }) => upload ?? []);
  }

  /** Their ids, as `attachments` of a message or ticket. */
  get ids(): string[] {
    return this.uploads.map(({ id }) => id);
  }

  get pending(): boolean {
    return this.items.some(({ upload, error }) => !upload && !error);
  }

  /**
   * Resolves when every file has arrived.
   * @throws ProblemError for the first file that did not: `network` if it will continue when the network is back, `invalid_input` if it has to be removed
   *   or tried again.
   */
  async settled(): Promise<void> {
    while (this.pending) await this.#queue;
    const failed = this.items.find(({ error }) => error)?.error;
    if (failed) throw ownProblem(failed === 'network' ? failed : 'invalid_input');
  }

  add(files: Iterable<File>): void {
    for (const file of Array.from(files).slice(0, FILES_MAX + 1 - this.items.length)) {
      const { name } = file;
      const error = this.items.length < FILES_MAX ? refusal(file) : 'payload_too_large';
      const item: UploadItem = { name, progress: 0, ...(error ? { error } : { file, abort: new AbortController() }) };
      this.items = [...this.items, item];
      if (!error) this.retry(item);
    }
    this.#host.requestUpdate();
  }

  /** Event handler: adds the files that were dropped or pasted, if any. */
  readonly take = (event: DragEvent | ClipboardEvent): void => {
    const { dataTransfer, clipboardData } = event as DragEvent & ClipboardEvent;
    const files = (dataTransfer ?? clipboardData)?.files;
    if (!files?.length) return;
    event.preventDefault();
    this.add(files);
  };

  /** Shows uploads that arrived in an earlier visit. */
  restore(uploads: readonly Upload[]): void {
    this.items = uploads.map((upload) => ({ ...upload, progress: 1, upload }));
    this.#host.requestUpdate();
  }

  retry(item: UploadItem): void {
    item.error = undefined;
    this.#queue = this.#queue.then(() => this.#upload(item));
    this.#host.requestUpdate();
  }

  remove(item: UploadItem): void {
    item.abort?.abort();
    this.items = this.items.filter((other) => other !== item);
    this.#host.requestUpdate();
  }

  /** Marks all uploads as failed, because the server has deleted them. */
  expire(): void {
    for (const item of this.items) {
      item.upload = undefined;
      item.error ??= 'internal';
    }
  }

  clear(): void {
    this.items.forEach(this.remove, this);
  }

  /** Tries again what the network interrupted. */
  readonly resume = (): void => {
    for (const item of this.items) if (item.error === 'network') this.retry(item);
    this.#onOnline?.();
  };

  async #upload(item: UploadItem): Promise<void> {
    const { file, abort } = item;
    if (!file || !abort || abort.signal.aborted) return;
    const onProgress = (share: number) => {
      item.progress = share;
      this.#host.requestUpdate();
    };
    try {
      item.upload = await this.#send(file, onProgress, abort.signal);
    } catch (error) {
      item.error = (error as Partial<ProblemError>).problem?.code ?? 'internal';
    }
    this.#host.requestUpdate();
  }
}
