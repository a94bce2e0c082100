import { CHANGES_MAX } from '../../../src/contract/sync.limits.ts';
import { invalidInput } from '../../http/problem.ts';
import { type RawJson, rawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import type { ApiKeyActor } from '../identity/actor.ts';
import { changesJson, type Place } from './changes.store.ts';

/** Changes a page holds, when nothing is said. */
const PAGE = 100;

const BEGINNING: Place = { xid: '0', id: '0' };

/** What customers did since, oldest first. Nothing is told before all that comes before it. */
export async function listChanges(
  { read }: Scope<ApiKeyActor>,
  { after, limit = PAGE }: { after?: string | undefined; limit?: number | undefined } = {},
): Promise<RawJson> {
  const place = after === undefined ? BEGINNING : placeOf(after);
  return rawJson(await read((tx) => changesJson(tx, place, Math.min(limit, CHANGES_MAX), after ?? null)));
}

/** 422 for anything but a cursor. */
function placeOf(cursor: string): Place {
  const match = /^(\d{1,19})-(\d{1,18})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (!match) throw invalidInput([{ field: '?after', code: 'invalid_value', message: 'Not a cursor of this feed.' }]);
  return { xid: match[1]!, id: match[2]! };
}
