import type { Language } from '../../../src/contract/language.ts';
import { fold } from '../../db/search.ts';
import type { Deps } from '../../deps.ts';
import { RawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import type { UserActor } from '../identity/actor.ts';
import { requirePermission } from '../identity/permissions.ts';
import { lookupJson, subscriptionsJson } from './subscriptions.store.ts';

/** The subscriptions the actor sees. 403 `permission_missing`, as below. */
export async function listSubscriptions(
  { clock }: Deps,
  { actor, read }: Scope<UserActor>,
  query: { company?: string; language?: Language },
): Promise<RawJson> {
  requirePermission(actor, 'subscriptions');
  return new RawJson(await read((tx) => subscriptionsJson(tx, actor, query, clock())));
}

/** The catalogue entries that match a question, and which instances of the company have them. */
export async function lookUpModules(
  { clock }: Deps,
  { actor, read }: Scope<UserActor>,
  { search, language, company }: { search: string; language: Language; company?: string },
): Promise<RawJson> {
  requirePermission(actor, 'subscriptions');
  // Instances of another company are none of the caller's business, and neither is its name.
  const of = actor.role === 'staff' ? company : actor.company?.id;
  const words = searchTermsOf(search);
  if (words.folded.length === 0 || (company !== undefined && company !== of)) return new RawJson('{"items":[]}');
  return new RawJson(await read((tx) => lookupJson(tx, { words, language, company: of ?? null, now: clock() })));
}

/** Words of a question that are taken up. */
const WORDS_MAX = 30;

/** Letters of a word that are looked up. Folding can multiply them: there is a ligature that becomes eighteen letters. */
const LETTERS_MAX = 30;

/** The first words of a question without repetitions, in lower case as they are spelled, and folded. */
export function searchTermsOf(question: string): { spelled: string[]; folded: string[] } {
  const terms = new Map<string, string>();
  for (const word of question.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []) {
    const spelled = [...word].slice(0, LETTERS_MAX).join('');
    terms.set([...fold(spelled)].slice(0, LETTERS_MAX).join(''), spelled);
  }
  const first = [...terms].slice(0, WORDS_MAX);
  return { spelled: first.map(([, spelled]) => spelled), folded: first.map(([folded]) => folded) };
}
