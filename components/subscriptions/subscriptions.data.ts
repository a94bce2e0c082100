import type { Client } from '../../src/api/client.ts';
import type { Language } from '../../src/contract/language.ts';
import { SEARCH_MAX } from '../../src/contract/limits.ts';
import { listSubscriptions, lookUpModules } from '../../src/contract/subscriptions.ts';
import { isVisible } from '../../src/contract/text.ts';
import { QueryController } from '../../src/controllers/query.ts';
import { ReturnController } from '../../src/controllers/return.ts';
import { SessionGate } from '../../src/controllers/session-gate.ts';
import type { EtronElement } from '../../src/internal/element.ts';
import { MissingPermission } from '../shared/permission.ts';

/** What is looked up, and of which company. Plain strings only, so that it can be carried through an address. */
export interface SubscriptionsView {
  /** What to look up. */
  search?: string;
  /** Staff: id of the company. */
  company?: string;
}

/** The same view without what the API would refuse (addresses get mangled) and without empty values. */
export function cleanView({
  search,
  company,
}: { [name in keyof SubscriptionsView]?: string | undefined }): SubscriptionsView {
  return {
    ...(search && isVisible(search) && { search: search.slice(0, SEARCH_MAX) }),
    ...(company && { company }),
  };
}

interface Source {
  client: Client | undefined;
  view: SubscriptionsView;
  /** Of the names of modules. */
  language: Language;
}

/** The subscriptions and what was looked up, and for whom. */
export class SubscriptionsData {
  readonly gate: SessionGate;
  readonly permission: MissingPermission;
  readonly list;
  readonly found;
  readonly #source: () => Source;

  /** The company of the view is the one that is shown, wherever it was said. */
  constructor(host: EtronElement, source: () => Source) {
    this.#source = source;
    this.gate = new SessionGate(host, () => void this.refresh());
    this.list = new QueryController(
      host,
      () => this.#ask(({ client, company, language }) => [client, company, language] as const),
      async ([client, company, language], signal) => ({
        company,
        ...(await client.call(listSubscriptions, { query: { company, language } }, { signal })),
      }),
    );
    this.found = new QueryController(
      host,
      () => {
        const { search } = source().view;
        return search
          ? this.#ask(({ client, company, language }) => [client, company, language, search] as const)
          : undefined;
      },
      async ([client, company, language, search], signal) => ({
        company,
        search,
        ...(await client.call(lookUpModules, { query: { search, language, company } }, { signal })),
      }),
    );
    this.permission = new MissingPermission(
      host,
      () => (this.forbidden ? source().client : undefined),
      () => this.gate.me,
    );
    new ReturnController(host, () => void this.refresh());
  }

  get staff(): boolean {
    return this.gate.me?.role === 'staff';
  }

  /** The reader may not see subscriptions. */
  get forbidden(): boolean {
    return this.list.problem?.problem.code === 'permission_missing';
  }

  /** An employee, who has not said yet whose subscriptions. */
  get undecided(): boolean {
    return this.staff && !this.#company;
  }

  /** The subscriptions; undefined while those of the company are on their way. */
  get subscriptions() {
    return this.#of(this.list.data)?.items;
  }

  /** What was found, and for which words; undefined while the first answer is on its way. */
  get answer() {
    return this.#of(this.found.data);
  }

  async refresh(): Promise<void> {
    if (!this.gate.signedOut) await Promise.all([this.list.refresh(), this.found.refresh()]);
  }

  get #company(): string {
    return this.#source().view.company ?? '';
  }

  /** What is known of the company on the screen; not of the one before, while another is on its way. */
  #of<T extends { company: string }>(data: T | undefined): T | undefined {
    return data?.company === this.#company ? data : undefined;
  }

  /** What a query depends on, while there is something to ask for. */
  #ask<D>(dependencies: (on: { client: Client; company: string; language: Language }) => D): D | undefined {
    const { client, language } = this.#source();
    return client && !this.gate.signedOut && !this.undecided
      ? dependencies({ client, company: this.#company, language })
      : undefined;
  }
}
