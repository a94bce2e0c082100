import type { DocumentQuery } from '../../../src/contract/documents.ts';
import { PAGE_SIZE } from '../../../src/contract/tickets.limits.ts';
import type { Deps } from '../../deps.ts';
import { type RawJson, rawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import type { UserActor } from '../identity/actor.ts';
import { countsJson, listPage } from './documents.list.store.ts';

/** One page of the documents the actor sees, the one changed last first. */
export function listDocuments(
  { clock }: Deps,
  { actor, read }: Scope<UserActor>,
  query: DocumentQuery,
): Promise<RawJson> {
  const request = { query, limit: query.limit ?? PAGE_SIZE, now: clock() };
  return read(async (tx) => rawJson(await listPage(tx, actor, request)));
}

export function countDocuments({ clock }: Deps, { actor, read }: Scope<UserActor>): Promise<RawJson> {
  return read(async (tx) => rawJson(await countsJson(tx, actor, clock())));
}
