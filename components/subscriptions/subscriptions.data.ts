import type { Client } from '../../src/api/client.ts';
import type { Language } from '../../src/contract/language.ts';
import { SEARCH_MAX } from '../../src/contract/limits.ts';
import type { Me } from '../../src/contract/session.ts';
import { listSubscriptions, lookUpModules } from '../../src/contract/subscriptions.ts';
import { isVisible } from '../../src/contract/text.ts';
import { QueryController } from '../../src/controllers/query.ts';
import { ReturnController } from '../../src/controllers/return.ts';
import type { EtronElement } from '../../src/internal/element.ts';
import { MissingPermission } from '../shared/permission.ts';

/** What is looked up, and of which company. Plain strings only, so that it can be carried through an address. */
export interface SubscriptionsView {
  /** What to look up. */
  search?: string;
  /** Staff: id of the company. */
  company?: string;
}

/** A view without empty values and without what the API would refuse, since a view from an address may have been altered. */
export function cleanView({
  search,
  company,
}: { [name in keyof SubscriptionsView]?: string | undefined }): SubscriptionsView {
  return {
    ...(search && isVisible(search) && { search: search.slice(0, SEARCH_MAX) }),
    ...(company && { company }),
  };
}

/** Whose subscriptions are loaded, by which client, and in which language. */
interface Scope {
  client: Client | undefined;
  /** Who reads; null when nobody is logged in. */
  me: Me | null | undefined;
  view: SubscriptionsView;
  /** The language of the names of modules. */
  language: Language;
}

/** Loads the subscriptions and the results of the look-up. */
export class SubscriptionsData {
  readonly permission: MissingPermission;
  readonly list;
  readonly found;
  readonly #scope: () => Scope;

  /** @param scope Its view has the company to show, whether from an attribute or chosen by the reader. */
  constructor(host: EtronElement, scope: () => Scope) {
    this.#scope = scope;
    this.list = new QueryController(
      host,
      () => this.#dependencies(({ client, company, language }) => [client, company, language] as const),
      async ([client, company, language], signal) => ({
        company,
        ...(await client.call(listSubscriptions, { query: { company, language } }, { signal })),
      }),
    );
    this.found = new QueryController(
      host,
      () => {
        const { search } = scope().view;
        return search
          ? this.#dependencies(({ client, company, language }) => [client, company, language, search] as const)
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
      () => (this.forbidden ? scope().client : undefined),
      () => scope().me ?? undefined,
    );
    new ReturnController(host, () => void this.refresh());
  }

  get staff(): boolean {
    return this.#scope().me?.role === 'staff';
  }

  /** The reader may not see subscriptions. */
  get forbidden(): boolean {
    return this.list.problem?.problem.code === 'permission_missing';
  }

  /** The reader is an employee who has not chosen a company yet. */
  get undecided(): boolean {
    return this.staff && !this.#company;
  }

  /** The subscriptions; undefined while those of the company are being loaded. */
  get subscriptions() {
    return this.#ofCompany(this.list.data)?.items;
  }

  /** The results and the search text they are for; undefined while the first results are being loaded. */
  get answer() {
    return this.#ofCompany(this.found.data);
  }

  async refresh(): Promise<void> {
    await Promise.all([this.list.refresh(), this.found.refresh()]);
  }

  get #company(): string {
    return this.#scope().view.company ?? '';
  }

  /** Data of the company on the screen; undefined if it is of another one, while the new company's data is being loaded. */
  #ofCompany<T extends { company: string }>(data: T | undefined): T | undefined {
    return data?.company === this.#company ? data : undefined;
  }

  /** The dependencies of a query; undefined while nothing can be loaded. */
  #dependencies<D>(dependencies: (on: { client: Client; company: string; language: Language }) => D): D | undefined {
    const { client, language } = this.#scope();
    return client && !this.undecided ? dependencies({ client, company: this.#company, language }) : undefined;
  }
}
