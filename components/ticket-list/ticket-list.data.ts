import { type Client, ProblemError } from '../../src/api/client.ts';
import { download } from '../../src/api/download.ts';
import { type LanguageTag, languageOf } from '../../src/contract/language.ts';
import { exportTickets, getTicketFacets, listTickets, type TicketSummary } from '../../src/contract/tickets.ts';
import { PagesController } from '../../src/controllers/pages.ts';
import { QueryController } from '../../src/controllers/query.ts';
import { SessionGate } from '../../src/controllers/session-gate.ts';
import { localDay } from '../../src/i18n/dates.ts';
import type { EtronElement } from '../../src/internal/element.ts';
import { orderOf, type TicketListView } from './ticket-list.view.ts';

/** What the list shows, and for whom. */
export class TicketListData {
  readonly pages: PagesController<readonly [Client, string], TicketSummary>;
  readonly facets;
  /** How the export goes: under way, done, or what went wrong. */
  exporting: 'pending' | 'done' | ProblemError | undefined;
  readonly #host: EtronElement;
  readonly #source: () => { client: Client | undefined; view: TicketListView };
  readonly #gate: SessionGate;

  constructor(host: EtronElement, source: () => { client: Client | undefined; view: TicketListView }) {
    this.#host = host;
    this.#source = source;
    this.#gate = new SessionGate(host, () => void this.refresh());
    this.pages = new PagesController(
      host,
      () => this.#whenSignedIn((client) => [client, JSON.stringify(source().view)] as const),
      ([client, json], page, signal) => {
        const view: TicketListView = JSON.parse(json);
        return client.call(listTickets, { query: { ...view, ...orderOf(view), ...page } }, { signal });
      },
    );
    this.facets = new QueryController(
      host,
      () => this.#whenSignedIn((client) => [client] as const),
      ([client], signal) => client.call(getTicketFacets, {}, { signal }),
    );
  }

  /** Nobody is logged in. */
  get signedOut(): boolean {
    return this.#gate.signedOut;
  }

  /** Whether the reader's tickets are those of several customers; undefined while it is not known. */
  get companies(): boolean | undefined {
    const { data, problem } = this.facets;
    const role = this.#gate.me?.role;
    return role ? role !== 'customer' : data ? data.companies.length > 1 : problem && false;
  }

  /** The tickets so far; undefined until they and their columns are known. */
  get tickets(): TicketSummary[] | undefined {
    return this.companies === undefined ? undefined : this.pages.items;
  }

  async refresh(): Promise<void> {
    if (!this.signedOut) await Promise.all([this.pages.refresh(), this.facets.refresh()]);
  }

  /** Downloads everything the view matches. */
  async exportCsv(language: LanguageTag): Promise<void> {
    const { client, view } = this.#source();
    if (!client || this.exporting === 'pending') return;
    const { group, ...filter } = view;
    this.#setExporting('pending');
    try {
      await download(
        client,
        exportTickets,
        { query: { ...filter, ...orderOf(view), language: languageOf(language) } },
        `tickets-${localDay(new Date())}.csv`,
      );
      this.#setExporting('done');
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.#setExporting(error);
    }
  }

  #setExporting(state: typeof this.exporting): void {
    this.exporting = state;
    this.#host.requestUpdate();
  }

  #whenSignedIn<D>(dependencies: (client: Client) => D): D | undefined {
    const { client } = this.#source();
    return client && !this.signedOut ? dependencies(client) : undefined;
  }
}
