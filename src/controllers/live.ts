import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Client, ProblemError } from '../api/client.ts';
import { stream } from '../api/stream.ts';
import { type RecordParams, streamChanges } from '../contract/history.ts';

const RETRY_FIRST = 1_000;
const RETRY_MOST = 60_000;

interface Watched {
  client: Client;
  params: RecordParams;
}

/**
 * Listens to the changes of one record while the element is connected and the page is visible. `onChange` is called for every change, and whenever one may
 * have been missed: after a lost connection, after the page was hidden, and when the reader may not see the record any more.
 */
export class LiveController implements ReactiveController {
  readonly #record: () => Watched | undefined;
  readonly #onChange: () => void;
  #abort: AbortController | undefined;
  #watched: Watched | undefined;
  #opened = false;

  /** @param record What to watch; undefined while it cannot be seen, for instance because nobody is logged in. */
  constructor(host: ReactiveControllerHost, record: () => Watched | undefined, onChange: () => void) {
    this.#record = record;
    this.#onChange = onChange;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#resume);
    addEventListener('online', this.#resume);
    if (this.#watched) this.#resume();
  }

  hostUpdated(): void {
    const record = this.#record();
    const { client, params } = this.#watched ?? {};
    if (record?.client === client && record?.params.id === params?.id && record?.params.kind === params?.kind) return;
    this.#watched = record;
    this.#listen(!client && this.#opened);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#resume);
    removeEventListener('online', this.#resume);
    this.#abort?.abort();
  }

  readonly #resume = (): void => this.#listen(true);

  /** @param missed Changes may have happened since the record was read. */
  #listen(missed: boolean): void {
    this.#abort?.abort();
    if (!this.#watched || document.hidden) return;
    this.#abort = new AbortController();
    void this.#run(this.#watched, this.#abort.signal, missed);
  }

  async #run({ client, params }: Watched, signal: AbortSignal, missed: boolean): Promise<void> {
    let wait = RETRY_FIRST;
    const opened = () => {
      wait = RETRY_FIRST;
      this.#opened = true;
      if (missed) this.#onChange();
    };
    while (!signal.aborted) {
      try {
        for await (const _ of stream(client, streamChanges, { params }, signal, opened)) this.#onChange();
      } catch (error) {
        if (signal.aborted) return;
        const { status, code } = error instanceof ProblemError ? error.problem : { status: 0, code: 'network' };
        // This may be over later, when the reader closes another tab or logs in again.
        if (code === 'too_many_listeners' || status === 401) wait = RETRY_MOST;
        else if (status >= 400 && status < 500) return this.#onChange();
      }
      missed = true;
      // The random delay keeps clients from reconnecting all at once after a restart of the server.
      await new Promise((resolve) => setTimeout(resolve, wait * (0.5 + Math.random() / 2)));
      wait = Math.min(wait * 2, RETRY_MOST);
    }
  }
}
