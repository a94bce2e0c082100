import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Client, ProblemError } from '../api/client.ts';
import { stream } from '../api/stream.ts';
import { type RecordParams, streamChanges } from '../contract/history.ts';

const RETRY_FIRST = 1_000;
const RETRY_MOST = 60_000;

/** Listens to the changes of one record while the element is connected and the page visible, and calls `onChange`. */
export class LiveController implements ReactiveController {
  readonly #record: () => { client: Client; params: RecordParams } | undefined;
  readonly #onChange: () => void;
  #abort: AbortController | undefined;
  #listening: string | undefined;

  constructor(host: ReactiveControllerHost, record: () => { client: Client; params: RecordParams } | undefined, onChange: () => void) {
    this.#record = record;
    this.#onChange = onChange;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#restart);
  }

  hostUpdated(): void {
    const id = this.#record()?.params.id;
    if (id !== this.#listening) this.#restart();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#restart);
    this.#abort?.abort();
    this.#listening = undefined;
  }

  #restart = (): void => {
    const missed = this.#abort?.signal.aborted;
    this.#abort?.abort();
    const record = this.#record();
    this.#listening = record?.params.id;
    if (!record) return;
    this.#abort = new AbortController();
    if (document.hidden) return this.#abort.abort();
    if (missed) this.#onChange();
    void this.#listen(record, this.#abort.signal);
  };

  async #listen({ client, params }: { client: Client; params: RecordParams }, signal: AbortSignal): Promise<void> {
    for (let wait = RETRY_FIRST; !signal.aborted; wait = Math.min(wait * 2, RETRY_MOST)) {
      try {
        for await (const _ of stream(client, streamChanges, { params }, signal)) {
          wait = RETRY_FIRST;
          this.#onChange();
        }
      } catch (error) {
        if (signal.aborted) return;
        // Not ours any more, or too many tabs: reloading is what remains.
        if (error instanceof ProblemError && error.problem.status >= 400 && error.problem.status < 500) return;
      }
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
