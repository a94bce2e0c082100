import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ProblemError } from '../api/client.ts';
import { FILE_ENDINGS, FILE_SIZE_MAX, FILES_MAX } from '../contract/history.limits.ts';
import type { Upload } from '../contract/history.ts';
import type { ProblemCode } from '../contract/problem.ts';

/** One chosen file: on its way (`progress` 0 to 1), arrived (`upload`), or refused (`error`). */
export interface UploadItem {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  progress: number;
  upload?: Upload | undefined;
  error?: ProblemCode | undefined;
  /** Absent for an upload of an earlier visit, see `restore`. */
  readonly file?: File;
  readonly abort: AbortController;
}

/** What sends one file, usually `upload()` of src/api with the operation of the room. */
export type Send = (file: File, onProgress: (share: number) => void, signal: AbortSignal) => Promise<Upload>;

const refusal = ({ name, size }: File): ProblemCode | undefined => {
  if (!FILE_ENDINGS.some((ending) => name.toLowerCase().endsWith(`.${ending}`))) return 'file_type_forbidden';
  if (size > FILE_SIZE_MAX) return 'payload_too_large';
  return size ? undefined : 'file_empty';
};

/**
 * The files of a form: checks them, uploads one after the other, and goes on by itself when the network is back.
 * Rendered by `fileField()` of components/shared.
 *
 * @example
 * ```ts
 * uploads = new UploadsController(this, (file, onProgress, signal) =>
 *   upload(this.client, createUpload, { query: { name: file.name } }, file, onProgress, signal));
 * // await this.uploads.settled(); if (!this.uploads.failed) send({ attachments: this.uploads.ids });
 * ```
 */
export class UploadsController implements ReactiveController {
  items: readonly UploadItem[] = [];
  /** More files were added than there is room for. */
  tooMany = false;
  readonly #host: ReactiveControllerHost;
  readonly #send: Send;
  #queue: Promise<void> = Promise.resolve();

  constructor(host: ReactiveControllerHost, send: Send) {
    this.#host = host;
    this.#send = send;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('online', this.#online);
  }

  hostDisconnected(): void {
    removeEventListener('online', this.#online);
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

  /** Why files did not arrive: they go on when the network is back (`network`), or want to be removed or tried again. */
  get failed(): 'network' | 'invalid_input' | undefined {
    const errors = this.items.flatMap(({ error }) => error ?? []);
    return errors[0] && (errors.every((error) => error === 'network') ? 'network' : 'invalid_input');
  }

  /** Resolves when no file is on its way any more. */
  async settled(): Promise<void> {
    while (this.pending) await this.#queue;
  }

  add(files: Iterable<File>): void {
    this.tooMany = false;
    for (const file of files) {
      if (this.items.length === FILES_MAX) {
        this.tooMany = true;
        break;
      }
      const item: UploadItem = {
        name: file.name,
        size: file.size,
        progress: 0,
        error: refusal(file),
        file,
        abort: new AbortController(),
      };
      this.items = [...this.items, item];
      if (!item.error) this.retry(item);
    }
    this.#host.requestUpdate();
  }

  /** Event handler: adds the files that were dropped or pasted, if any. */
  readonly take = (event: DragEvent | ClipboardEvent): void => {
    const files = ('dataTransfer' in event ? event.dataTransfer : event.clipboardData)?.files;
    if (!files?.length) return;
    event.preventDefault();
    this.add(files);
  };

  /** Shows uploads that arrived in an earlier visit. */
  restore(uploads: readonly Upload[]): void {
    this.items = uploads.map((upload) => ({
      name: upload.name,
      size: upload.size,
      progress: 1,
      upload,
      abort: new AbortController(),
    }));
    this.#host.requestUpdate();
  }

  retry(item: UploadItem): void {
    item.error = undefined;
    item.progress = 0;
    this.#queue = this.#queue.then(() => this.#upload(item));
    this.#host.requestUpdate();
  }

  remove(item: UploadItem): void {
    item.abort.abort();
    this.tooMany = false;
    this.items = this.items.filter((other) => other !== item);
    this.#host.requestUpdate();
  }

  clear(): void {
    for (const item of this.items) this.remove(item);
  }

  readonly #online = (): void => {
    for (const item of this.items) if (item.error === 'network') this.retry(item);
  };

  async #upload(item: UploadItem): Promise<void> {
    const { file, abort } = item;
    if (!file || abort.signal.aborted) return;
    try {
      item.upload = await this.#send(
        file,
        (share) => {
          item.progress = share;
          this.#host.requestUpdate();
        },
        abort.signal,
      );
    } catch (error) {
      if (abort.signal.aborted) return;
      item.error = error instanceof ProblemError ? error.problem.code : 'internal';
    }
    this.#host.requestUpdate();
  }
}
