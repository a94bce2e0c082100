import type { ReactiveControllerHost } from 'lit';
import { type Client, ProblemError } from '../api/client.ts';
import { type HistoryEntry, type HistoryPage, listHistory, type RecordParams } from '../contract/history.ts';
import { QueryController } from './query.ts';

interface Feed extends HistoryPage {
  /** Id of the record the entries belong to. */
  record: string;
}

/** The entries of a record's history, oldest first: the newest page, and the older ones the reader asked for. */
export class FeedController extends QueryController<readonly [Client, RecordParams['kind'], string], Feed> {
  /** Older entries are being loaded. */
  loadingOlder = false;
  /** Why older entries could not be loaded. */
  olderProblem: ProblemError | undefined;
  readonly #host: ReactiveControllerHost;

  /** @param onNews Called with entries that were added after the first loading. */
  constructor(
    host: ReactiveControllerHost,
    dependencies: () => readonly [Client, RecordParams['kind'], string] | undefined,
    onNews: (entries: HistoryEntry[]) => void,
  ) {
    super(host, dependencies, async ([client, kind, id], signal) => {
      const page = await client.call(listHistory, { params: { kind, id }, query: {} }, { signal });
      const known = this.data?.record === id ? this.data : undefined;
      if (known && !signal.aborted) {
        const ids = new Set(known.items.map((entry) => entry.id));
        onNews(page.items.filter((entry) => !ids.has(entry.id)));
      }
      const overlap = known?.items.findIndex((entry) => entry.id === page.items[0]?.id) ?? -1;
      // Without an overlap there may be a gap between what is known and the newest page.
      if (!known || overlap < 0) return { record: id, ...page };
      return { ...page, record: id, items: [...known.items.slice(0, overlap), ...page.items], before: known.before };
    });
    this.#host = host;
  }

  /** Loads the page before the oldest entry; resolves with the number of new entries. */
  async loadOlder(client: Client, params: RecordParams): Promise<number> {
    const before = this.data?.before;
    if (!before || this.loadingOlder) return 0;
    this.loadingOlder = true;
    this.olderProblem = undefined;
    this.#host.requestUpdate();
    let count = 0;
    try {
      const page = await client.call(listHistory, { params, query: { before } });
      // Meanwhile another record may be shown, or a refresh may have replaced the pages.
      if (this.data?.record === params.id && this.data.before === before) {
        this.data = { ...this.data, items: [...page.items, ...this.data.items], before: page.before };
        count = page.items.length;
      }
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.olderProblem = error;
    } finally {
      this.loadingOlder = false;
      this.#host.requestUpdate();
    }
    return count;
  }
}
