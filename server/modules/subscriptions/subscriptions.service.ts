import type { Deps } from '../../deps.ts';
import { type RawJson, rawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import type { UserActor } from '../identity/actor.ts';
import { requirePermission } from '../identity/permissions.ts';
import { lookupJson } from './lookup.store.ts';
import { wordsOf } from './lookup.words.ts';
import { subscriptionsJson } from './subscriptions.store.ts';

/** The subscriptions the actor sees. 403 `permission_missing`, here and below. */
export async function listSubscriptions(
  { clock }: Deps,
  { actor, read }: Scope<UserActor>,
  query: { company?: string; language?: 'de' | 'en' },
): Promise<RawJson> {
  requirePermission(actor, 'subscriptions');
  return rawJson(await read((tx) => subscriptionsJson(tx, actor, query, clock())));
}

/** What of the catalogue fits the words, and whether the instances of the company have it. */
export async function lookUpModules(
  { clock }: Deps,
  { actor, read }: Scope<UserActor>,
  { search, language, company }: { search: string; language: 'de' | 'en'; company?: string },
): Promise<RawJson> {
  requirePermission(actor, 'subscriptions');
  // Of another company there are no instances, and so none of its name either.
  const of = actor.role === 'staff' ? company : actor.company?.id;
  const words = wordsOf(search);
  if (words.length === 0 || (company !== undefined && company !== of)) return rawJson('{"items":[]}');
  return rawJson(await read((tx) => lookupJson(tx, { words, language, company: of ?? null, now: clock() })));
}
