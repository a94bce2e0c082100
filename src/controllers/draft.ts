import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ProblemError } from '../api/client.ts';
import type { FieldErrorCode } from '../contract/problem.ts';
import { getStored, removeStored, setStored } from './storage.ts';

/** How long after the last change values are saved, in milliseconds; and how long to wait after a failure, doubled each time. */
const SAVE_AFTER = 600;
const RETRY_AFTER = 2_000;
const RETRY_MAX = 30_000;

/** What the server may be told about, and how. */
interface Server<V> {
  /** Whether a value can be saved as it is; what cannot stays in this browser. */
  accepts(name: string, value: V): boolean;
  save(values: Record<string, V>): Promise<unknown>;
}

/**
 * Values that somebody fills in and the server keeps as a draft: saved shortly after each change, kept in the browser until that worked, and tried again
 * when the network was gone.
 */
export class DraftController<V> implements ReactiveController {
  values: Record<string, V> = {};
  /** What the server said is wrong with a value, until it changes. */
  refused: Record<string, FieldErrorCode> = {};
  state: 'clean' | 'saving' | 'saved' | 'unsaved' = 'clean';
  /** Why the last try failed. */
  problem: ProblemError | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #server: Server<V>;
  readonly #unsaved = new Set<string>();
  /** What was changed on this page, saved or not. */
  readonly #changed = new Set<string>();
  #place = '';
  #busy: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wait = RETRY_AFTER;
  #connected = false;

  constructor(host: ReactiveControllerHost, server: Server<V>) {
    this.#host = host;
    this.#server = server;
    host.addController(this);
  }

  hostConnected(): void {
    this.#connected = true;
    window.addEventListener('online', this.#now);
    window.addEventListener('pagehide', this.#now);
    document.addEventListener('visibilitychange', this.#now);
  }

  hostDisconnected(): void {
    this.#connected = false;
    window.removeEventListener('online', this.#now);
    window.removeEventListener('pagehide', this.#now);
    document.removeEventListener('visibilitychange', this.#now);
    this.#now();
  }

  /** Begins with what the server has, and what this browser could not save yet under that name. */
  open(place: string, saved: Record<string, V>): void {
    if (place !== this.#place) {
      this.#place = place;
      this.#changed.clear();
      this.#unsaved.clear();
      this.values = getStored<Record<string, V>>(place, {}) ?? {};
      for (const name in this.values) this.#unsaved.add(name);
    }
    // What was changed here stays: it may have been saved after the server gave its answer.
    const kept = [...this.#unsaved, ...this.#changed].map((name) => [name, this.values[name] as V]);
    this.values = { ...saved, ...Object.fromEntries(kept) };
    this.refused = {};
    this.problem = undefined;
    this.state = this.#sendable.length ? 'unsaved' : 'clean';
    this.#plan(SAVE_AFTER);
  }

  set(name: string, value: V): void {
    this.values = { ...this.values, [name]: value };
    delete this.refused[name];
    this.#unsaved.add(name);
    this.#changed.add(name);
    this.#keep();
    this.#plan(SAVE_AFTER);
    this.#host.requestUpdate();
  }

  /** Saves at once what is not saved. */
  flush(): void {
    this.#now();
  }

  /** Everything has reached the server in another way, or does not matter any more. */
  end(): void {
    this.#unsaved.clear();
    this.#keep();
    this.close();
  }

  /** Forgets the values. What is not saved yet stays in the browser, until they are opened again under the same name. */
  close(): void {
    clearTimeout(this.#timer);
    this.#unsaved.clear();
    this.#changed.clear();
    // What is under way has nobody to tell any more.
    this.#place = '';
    this.values = {};
    this.refused = {};
    this.problem = undefined;
    this.state = 'clean';
  }

  get #sendable(): string[] {
    return [...this.#unsaved].filter(
      (name) => !(name in this.refused) && this.#server.accepts(name, this.values[name] as V),
    );
  }

  #plan(delay: number): void {
    clearTimeout(this.#timer);
    if (this.#sendable.length) this.#timer = setTimeout(this.#now, delay);
  }

  readonly #now = (): void => {
    if (this.#busy) return;
    clearTimeout(this.#timer);
    const names = this.#sendable;
    if (!names.length) return;
    const sent = Object.fromEntries(names.map((name) => [name, this.values[name] as V]));
    this.#busy = this.#send(sent).finally(() => {
      this.#busy = undefined;
    });
  };

  async #send(sent: Record<string, V>): Promise<void> {
    const place = this.#place;
    this.state = 'saving';
    this.#host.requestUpdate();
    try {
      await this.#server.save(sent);
      if (place !== this.#place) return;
      for (const name in sent) if (this.values[name] === sent[name]) this.#unsaved.delete(name);
      this.problem = undefined;
      this.#wait = RETRY_AFTER;
      this.state = 'saved';
      this.#plan(SAVE_AFTER);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (place === this.#place) this.#failed(error);
    } finally {
      // Whoever comes next may have read the values before this reached the server: then the browser's copy counts.
      if (place === this.#place && this.#connected) this.#keep();
      this.#host.requestUpdate();
    }
  }

  #failed(problem: ProblemError): void {
    const { status, errors = [] } = problem.problem;
    this.problem = problem;
    this.state = 'unsaved';
    for (const { field, code } of errors) this.refused[field.replace(/.*\//, '')] = code;
    // What the server refuses stays refused; the rest is worth another try.
    if (status !== 0 && status < 500 && status !== 429 && !errors.length) return;
    this.#plan(errors.length ? SAVE_AFTER : this.#wait);
    this.#wait = Math.min(this.#wait * 2, RETRY_MAX);
  }

  #keep(): void {
    if (!this.#place) return;
    if (this.#unsaved.size)
      setStored(this.#place, Object.fromEntries([...this.#unsaved].map((name) => [name, this.values[name]])));
    else removeStored(this.#place);
  }
}
