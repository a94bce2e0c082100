import type { Client } from '../../src/api/client.ts';
import type { Language } from '../../src/contract/language.ts';
import type { Me } from '../../src/contract/session.ts';
import { listSubscriptions, lookUpModules } from '../../src/contract/subscriptions.ts';
import { QueryController } from '../../src/controllers/query.ts';
import { ReturnController } from '../../src/controllers/return.ts';
import type { EtronElement } from '../../src/internal/element.ts';
import { MissingPermission } from '../shared/permission.ts';
import type { SubscriptionsView } from './subscriptions.view.ts';

interface Source {
  client: Client | undefined;
  /** Who reads; null when nobody is logged in. */
  me: Me | null | undefined;
  view: SubscriptionsView;
  /** Of the names of modules. */
  language: Language;
}

/** The subscriptions and what was looked up, and for whom. */
export class SubscriptionsData {
  readonly permission: MissingPermission;
  readonly list;
  readonly found;
  readonly #source: () => Source;

  /** The company of the view is the one that is shown, wherever it was said. */
  constructor(host: EtronElement, source: () => Source) {
    this.#source = source;
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
      () => source().me ?? undefined,
    );
    new ReturnController(host, () => void this.refresh());
  }

  get staff(): boolean {
    return this.#source().me?.role === 'staff';
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
    await Promise.all([this.list.refresh(), this.found.refresh()]);
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
    return client && !this.undecided ? dependencies({ client, company: this.#company, language }) : undefined;
  }
}
