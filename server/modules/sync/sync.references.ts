import { sql } from 'kysely';
import type { RecordKind } from '../../../src/contract/history.limits.ts';
import type { FieldError } from '../../../src/contract/problem.ts';
import type { Tx } from '../../db/database.ts';
import { isUuid } from '../../http/input.ts';
import type { SyncFile } from './sync.ids.ts';

/** What rows may name, and what is known of it. */
interface Targets {
  company: { id: string; kind: 'customer' | 'partner' };
  /** Of staff. */
  employee: { id: string };
  /** Of a company; `byPartner` when that has a sales partner. */
  user: { id: string; byPartner: boolean };
  /** Of the catalogue. */
  entry: { id: string };
  file: SyncFile;
  /** By `recordKey`. */
  record: { id: string };
}

/** Something a row names by its id in the ERP, and in which field. */
export interface Reference {
  to: keyof Targets;
  id: string;
  field: string;
}

/** What was found of what the rows of a batch name, by their ids there. */
export type Found = { [T in keyof Targets]: Map<string, Targets[T]> };

/** A reference, unless there is none. */
export const reference = (to: Reference['to'], id: string | null | undefined, field: string): Reference[] =>
  id == null ? [] : [{ to, id, field }];

/** How a record is named: a ticket or document by its number or id in the portal, all else by its id in the ERP. */
export const recordKey = ({ kind, id }: { kind: RecordKind; id: string }): string => `${kind} ${id}`;

/** Looks everything up at once. */
export async function findReferences(tx: Tx, references: readonly Reference[], now: Date): Promise<Found> {
  const idsOf = (to: Reference['to']) => [...new Set(references.filter((one) => one.to === to).map(({ id }) => id))];
  const [company, employee, user, entry, file, record] = await Promise.all([
    find<Targets['company']>(tx, idsOf('company'), COMPANIES),
    find<Targets['employee']>(tx, idsOf('employee'), EMPLOYEES),
    find<Targets['user']>(tx, idsOf('user'), USERS),
    find<Targets['entry']>(tx, idsOf('entry'), ENTRIES),
    findFiles(tx, idsOf('file'), now),
    find<Targets['record']>(tx, idsOf('record'), RECORDS),
  ]);
  return { company, employee, user, entry, file, record };
}

/** What a row names that does not exist. */
export function missing(found: Found, references: readonly Reference[]): FieldError[] {
  return references
    .filter(({ to, id }) => !found[to].has(id))
    .map(({ to, field }) => ({ field, code: 'invalid_value', message: `Unknown ${to}.` }));
}

type Finder = (ids: readonly string[]) => ReturnType<typeof sql>;

const COMPANIES: Finder = (ids) =>
  sql`select external_id as key, id, kind from companies where external_id = any(${ids}::text[])`;

const EMPLOYEES: Finder = (ids) =>
  sql`select external_id as key, id from users where external_id = any(${ids}::text[]) and role = 'staff'`;

const USERS: Finder = (ids) => sql`
  select u.external_id as key, u.id, c.partner_id is not null as "byPartner"
  from users u join companies c on c.id = u.company_id where u.external_id = any(${ids}::text[])
`;

const ENTRIES: Finder = (ids) =>
  sql`select external_id as key, id from catalogue_entries where external_id = any(${ids}::text[])`;

const RECORDS: Finder = (keys) => {
  const records = keys.map((key) => ({
    key,
    kind: key.slice(0, key.indexOf(' ')),
    id: key.slice(key.indexOf(' ') + 1),
  }));
  return sql`
    select k.key, coalesce(tn.id, t.id, d.id, o.id, i.id, s.id) as id
    from unnest(
      ${keys}::text[], ${records.map(({ kind }) => kind)}::text[], ${records.map(({ id }) => id)}::text[],
      ${records.map(({ id }) => (isUuid(id) ? id : null))}::uuid[]
    ) k (key, kind, id, uuid)
      left join tickets tn on k.kind = 'ticket' and tn.number = k.id
      left join tickets t on k.kind = 'ticket' and t.id = k.uuid
      left join documents d on k.kind = 'document' and d.id = k.uuid
      left join orders o on k.kind = 'order' and o.external_id = k.id
      left join invoices i on k.kind = 'invoice' and i.external_id = k.id
      left join subscriptions s on k.kind = 'subscription' and s.external_id = k.id
    where coalesce(tn.id, t.id, d.id, o.id, i.id, s.id) is not null
  `;
};

async function find<T>(tx: Tx, ids: readonly string[], finder: Finder): Promise<Map<string, T>> {
  if (ids.length === 0) return new Map();
  const { rows } = await finder(ids).execute(tx);
  return new Map((rows as (T & { key: string })[]).map((row) => [row.key, row]));
}

/**
 * Files are named, so that they are kept for a day from now, until the rows are there. Not each time: half a day before their end is early enough. In two statements,
 * because the second must not see a file that was deleted while the first waited for that.
 */
async function findFiles(tx: Tx, hashes: readonly string[], now: Date): Promise<Map<string, SyncFile>> {
  if (hashes.length === 0) return new Map();
  await sql`
    update erp_files set named_at = ${now} where sha256 = any(${hashes}::text[]) and named_at < ${now}::timestamptz - interval '12 hours'
  `.execute(tx);
  return find(
    tx,
    hashes,
    (ids) => sql`select sha256 as key, sha256, size from erp_files where sha256 = any(${ids}::text[])`,
  );
}
