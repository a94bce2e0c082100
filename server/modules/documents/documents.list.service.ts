import type { DocumentQuery } from '../../../src/contract/documents.ts';
import { PAGE_SIZE } from '../../../src/contract/tickets.limits.ts';
import type { Deps } from '../../deps.ts';
import { isUuid } from '../../http/input.ts';
import { invalidInput } from '../../http/problem.ts';
import { type RawJson, rawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import type { UserActor } from '../identity/actor.ts';
import { countsJson, listPage, type Place } from './documents.list.store.ts';

/** One page of the documents the actor sees, the one changed last first. */
export function listDocuments(
  { clock }: Deps,
  { actor, read }: Scope<UserActor>,
  query: DocumentQuery,
): Promise<RawJson> {
  const after = query.cursor === undefined ? undefined : placeOf(query.cursor);
  return read(async (tx) => {
    const request = { query, after, limit: query.limit ?? PAGE_SIZE, now: clock() };
    const { items, last } = await listPage(tx, actor, request);
    return rawJson(`{"items":${items},"cursor":${JSON.stringify(last && cursorOf(last))}}`);
  });
}

export function countDocuments({ clock }: Deps, { actor, read }: Scope<UserActor>): Promise<RawJson> {
  return read(async (tx) => rawJson(await countsJson(tx, actor, clock())));
}

const cursorOf = ({ changedAt, id }: Place): string => Buffer.from(`${changedAt} ${id}`).toString('base64url');

/** 422 for anything but a cursor of this list. */
function placeOf(cursor: string): Place {
  const [changedAt = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (!/^\d{1,16}$/.test(changedAt) || !isUuid(id))
    throw invalidInput([{ field: '?cursor', code: 'invalid_value', message: 'Not a cursor of this list.' }]);
  return { changedAt: Number(changedAt), id };
}
