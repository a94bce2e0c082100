import type { ReactiveControllerHost } from 'lit';
import { ProblemError } from '../api/client.ts';

/** A download that was asked for. */
interface Download {
  readonly work: () => Promise<void>;
  state: 'pending' | 'done' | ProblemError;
}

/**
 * Downloads of an element, each under a key (the id of a record or file): several at a time, but none twice at once. A new one takes the place of those
 * that have ended.
 *
 * @example
 * ```ts
 * void this.downloads.run(document.id, () => downloadDocument(client, document));
 * // html`<button aria-disabled=${this.downloads.isPending(document.id)}>`
 * ```
 */
export class DownloadsController {
  readonly #host: ReactiveControllerHost;
  readonly #downloads = new Map<string, Download>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** The download that was asked for last: its key, and how it goes; undefined when there is none to speak of. */
  get latest(): { key: string; state: Download['state'] } | undefined {
    return [...this.#downloads].map(([key, { state }]) => ({ key, state })).at(-1);
  }

  isPending(key: string): boolean {
    return this.#downloads.get(key)?.state === 'pending';
  }

  /** Why a download failed. */
  problemOf(key: string): ProblemError | undefined {
    const state = this.#downloads.get(key)?.state;
    return state instanceof ProblemError ? state : undefined;
  }

  /** Why one of the downloads failed. */
  get problem(): ProblemError | undefined {
    return this.problemOf(this.#failed ?? '');
  }

  /** Downloads by `work`, unless the same is under way. What failed is told by `problem`; errors that are no ProblemError are thrown. */
  async run(key: string, work: () => Promise<void>): Promise<void> {
    if (this.isPending(key)) return;
    this.forget();
    const download: Download = { work, state: 'pending' };
    this.#downloads.set(key, download);
    this.#host.requestUpdate();
    try {
      await work();
      download.state = 'done';
    } catch (error) {
      if (!(error instanceof ProblemError)) {
        this.#downloads.delete(key);
        throw error;
      }
      download.state = error;
    } finally {
      this.#host.requestUpdate();
    }
  }

  /** Tries again what failed. */
  readonly retry = (): void => {
    const key = this.#failed ?? '';
    const download = this.#downloads.get(key);
    if (download) void this.run(key, download.work);
  };

  /** Says no more of what has ended. */
  forget(): void {
    for (const [key, { state }] of this.#downloads) if (state !== 'pending') this.#downloads.delete(key);
  }

  get #failed(): string | undefined {
    return [...this.#downloads.keys()].find((key) => this.problemOf(key));
  }
}
