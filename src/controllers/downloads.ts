import type { ReactiveControllerHost } from 'lit';
import { type Client, ProblemError } from '../api/client.ts';
import { download } from '../api/download.ts';
import { type Attachment, getAttachment } from '../contract/history.ts';

/** Downloads attachments, each for itself: one that is on its way is not fetched twice. */
export class DownloadsController {
  readonly #host: ReactiveControllerHost;
  readonly #pending = new Set<string>();
  readonly #problems = new Map<string, ProblemError>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** Why an attachment did not arrive, until it is tried again. */
  get problem(): ProblemError | undefined {
    return this.#problems.values().next().value;
  }

  /** Whether that attachment did not arrive. */
  failed(id: string): boolean {
    return this.#problems.has(id);
  }

  async fetch(client: Client, { id, name }: Pick<Attachment, 'id' | 'name'>): Promise<void> {
    if (this.#pending.has(id)) return;
    this.#pending.add(id);
    this.#problems.delete(id);
    this.#host.requestUpdate();
    try {
      await download(client, getAttachment, { params: { id } }, name);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.#problems.set(id, error);
    } finally {
      this.#pending.delete(id);
      this.#host.requestUpdate();
    }
  }
}
