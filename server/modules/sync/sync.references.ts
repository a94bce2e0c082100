import { sql } from 'kysely';
import type { RecordKind } from '../../../src/contract/history.limits.ts';
import type { FieldError } from '../../../src/contract/problem.ts';
import type { Tx } from '../../db/database.ts';
import { isUuid } from '../../http/input.ts';

// Rows refer to companies, employees, files and records by their ids in the ERP. All references of a batch are looked up at once, before
// anything is written; a row with a reference that leads nowhere is refused.

/** A PDF the ERP has handed in. */
export interface SyncFile {
  sha256: string;
  /** Bytes. */
  size: number;
}

/** What rows may refer to, and what is known of each of them. */
interface Targets {
  company: { id: string; kind: 'customer' | 'partner' };
  /** A user who is staff. */
  employee: { id: string };
  /** A user of a company; `byPartner` if the company has a sales partner. */
  user: { id: string; byPartner: boolean };
  /** An entry of the catalogue. */
  entry: { id: string };
  file: SyncFile;
  /** A record of any kind, by its `recordKey`. */
  record: { id: string };
}

/** Something a row refers to by an id of the ERP, and the field that does so. */
export interface Reference {
  to: keyof Targets;
  id: string;
  field: string;
}

/** The targets that exist, by kind and by their id in the ERP. */
export type ResolvedReferences = { [T in keyof Targets]: Map<string, Targets[T]> };

/** A list of one reference, or of none if the row leaves it out. */
export const reference = (to: Reference['to'], id: string | null | undefined, field: string): Reference[] =>
  id == null ? [] : [{ to, id, field }];

/** The key of a record: its kind, and its number or id in the portal for tickets and documents, its id in the ERP for all others. */
export const recordKey = ({ kind, id }: { kind: RecordKind; id: string }): string => `${kind} ${id}`;

/** Looks up all references of a batch. */
export async function resolveReferences(
  tx: Tx,
  references: readonly Reference[],
  now: Date,
): Promise<ResolvedReferences> {
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

/** One error for each reference of a row that leads nowhere. */
export function unresolvedErrors(found: ResolvedReferences, references: readonly Reference[]): FieldError[] {
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
 * Files that no row refers to are deleted a day after they were named last; naming them here keeps them until the rows are written. Half a
 * day before the end is early enough, which spares most batches the update. The update and the query are separate statements, because the
 * query must not see a file that was deleted while the update waited for its lock.
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
