import type { ReactiveControllerHost } from 'lit';
import { ProblemError } from '../api/client.ts';
import { PAGE_SIZE, PAGE_SIZE_MAX } from '../contract/limits.ts';
import { QueryController } from './query.ts';

/** A part of a list; `cursor` leads to the next part, null on the last. */
export interface Page<T> {
  items: T[];
  cursor: string | null;
}

/** A list that is loaded page by page with a keyset cursor. Rows stay while newer ones are on their way. */
export class PagesController<D extends readonly unknown[], T extends { id: string }> {
  /** The next page is under way. */
  loadingMore = false;
  /** Why the next page could not be loaded. */
  moreProblem: ProblemError | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #query: QueryController<D, Page<T>>;
  readonly #load: (dependencies: D, page: { cursor?: string; limit: number }, signal?: AbortSignal) => Promise<Page<T>>;
  /** What the rows on the screen were loaded with. */
  #loaded: D | undefined;

  /** `dependencies` as for QueryController; `load` loads the page after `cursor`, or the first. */
  constructor(
    host: ReactiveControllerHost,
    dependencies: () => D | undefined,
    load: (dependencies: D, page: { cursor?: string; limit: number }, signal?: AbortSignal) => Promise<Page<T>>,
  ) {
    this.#host = host;
    this.#load = load;
    this.#query = new QueryController(host, dependencies, (wanted, signal) => this.#loadFirst(wanted, signal));
  }

  /** The rows so far, undefined before the first answer. */
  get items(): T[] | undefined {
    return this.#query.data?.items;
  }

  /** Whether there are rows behind the last one. */
  get more(): boolean {
    return !!this.#query.data?.cursor;
  }

  get pending(): boolean {
    return this.#query.pending;
  }

  get problem(): ProblemError | undefined {
    return this.#query.problem;
  }

  /** Reads the rows again. */
  refresh(): Promise<void> {
    return this.#query.refresh();
  }

  /** Changes one row on the screen. */
  replace(item: T): void {
    const { data } = this.#query;
    if (data) this.#query.data = { ...data, items: data.items.map((old) => (old.id === item.id ? item : old)) };
    this.#host.requestUpdate();
  }

  /** Loads the next page, unless rows are under way already. */
  async loadMore(): Promise<void> {
    const { data, pending } = this.#query;
    if (!data?.cursor || pending || this.loadingMore || !this.#loaded) return;
    this.loadingMore = true;
    this.moreProblem = undefined;
    this.#host.requestUpdate();
    try {
      const next = await this.#load(this.#loaded, { cursor: data.cursor, limit: 2 * PAGE_SIZE });
      if (this.#query.data === data) this.#query.data = { items: joined(data.items, next.items), cursor: next.cursor };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.moreProblem = error;
    } finally {
      this.loadingMore = false;
      this.#host.requestUpdate();
    }
  }

  async #loadFirst(wanted: D, signal: AbortSignal): Promise<Page<T>> {
    // The same list again: the rows behind the longest page are kept as they are.
    const old = wanted === this.#loaded ? this.#query.data : undefined;
    const limit = Math.max(PAGE_SIZE, Math.min(old?.items.length ?? 0, PAGE_SIZE_MAX));
    const { items, cursor } = await this.#load(wanted, { limit }, signal);
    this.#loaded = wanted;
    this.moreProblem = undefined;
    return old && old.items.length > limit
      ? { items: joined(items, old.items.slice(limit)), cursor: old.cursor }
      : { items, cursor };
  }
}

/** A row that moved behind the cursor while paging comes twice; the first stays. */
function joined<T extends { id: string }>(items: T[], more: T[]): T[] {
  const known = new Set(items.map(({ id }) => id));
  return [...items, ...more.filter(({ id }) => !known.has(id))];
}
