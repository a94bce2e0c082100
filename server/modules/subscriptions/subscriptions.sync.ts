import { type RawBuilder, sql } from 'kysely';
import type { SyncSubscription } from '../../../src/contract/sync.ts';
import type { Tx } from '../../db/database.ts';
import { invalidInput } from '../../http/problem.ts';
import { reference } from '../sync/sync.references.ts';
import {
  type BilledIds,
  billedRules,
  invalidValue,
  isInserted,
  outcomeOf,
  type SyncOutcome,
  type SyncRules,
} from '../sync/sync.rules.ts';

/** What a row refers to, by our ids. */
interface SubscriptionIds extends Pick<BilledIds, 'company' | 'assignee'> {
  /** The catalogue entry of each line. */
  modules: (string | null)[];
}

const billed = billedRules<SyncSubscription>((tx, row, ids, now, found) => {
  const modules = row.lines.map(({ module }) => (module == null ? null : found.entry.get(module)!.id));
  return upsertSubscription(tx, row, { ...ids, modules }, now);
});

/** How the ERP's subscriptions are written. */
export const subscriptionSync: SyncRules<SyncSubscription> = {
  ...billed,
  references: (row) => [
    ...billed.references(row),
    ...row.lines.flatMap(({ module }, index) => reference('entry', module, `/lines/${index}/module`)),
  ],
};

const NUMERIC_OUT_OF_RANGE = '22003';

/** Inserts or updates a subscription with its lines by its id in the ERP. 422 naming the field. */
export async function upsertSubscription(
  tx: Tx,
  row: SyncSubscription,
  ids: SubscriptionIds,
  now: Date,
): Promise<SyncOutcome> {
  if (row.endDate != null && row.endDate < row.startDate) throw invalidValue('/endDate', 'Before the start.');
  await requireModules(tx, ids.modules);
  const given = givenLines(row.lines, ids.modules);
  try {
    const written = await upsertHead(tx, row, ids, given, now);
    const changed = await replaceLines(tx, row, given);
    if (written !== 'unchanged' || !changed) return written;
    await sql`update subscriptions set changed_at = ${now} where external_id = ${row.externalId}`.execute(tx);
    return 'updated';
  } catch (error) {
    if ((error as { code?: string }).code !== NUMERIC_OUT_OF_RANGE) throw error;
    throw invalidInput([{ field: '/lines', code: 'too_big', message: 'More than an amount can be.' }]);
  }
}

/** 422 for lines that refer to a catalogue entry that is not a module. */
async function requireModules(tx: Tx, modules: SubscriptionIds['modules']): Promise<void> {
  const { rows } = await sql<{ index: number }>`
    select m.position - 1 as index from unnest(${modules}::uuid[]) with ordinality m(id, position)
    where m.id is not null and not exists (select from catalogue_entries e where e.id = m.id and e.kind = 'module')
    order by 1
  `.execute(tx);
  if (rows.length === 0) return;
  throw invalidInput(
    rows.map(({ index }) => ({ field: `/lines/${index}/module`, code: 'invalid_value', message: 'Not a module.' })),
  );
}

/** SQL of the lines as rows of `subscription_lines`, without the subscription's id. The net amount is rounded to cents, halves away from zero. */
function givenLines(lines: SyncSubscription['lines'], modules: (string | null)[]): RawBuilder<unknown> {
  return sql`
    select position::integer, text, module_id, quantity, unit, unit_price, discount, round(quantity * unit_price * (100 - discount) / 100, 2) as net
    from unnest(
      ${lines.map(({ text }) => text)}::text[], ${modules}::uuid[], ${lines.map(({ quantity }) => quantity)}::numeric[],
      ${lines.map(({ unit = null }) => unit)}::text[], ${lines.map(({ unitPrice }) => unitPrice)}::numeric[],
      ${lines.map(({ discount = '0' }) => discount)}::numeric[]
    ) with ordinality l(text, module_id, quantity, unit, unit_price, discount, position)
  `;
}

async function upsertHead(
  tx: Tx,
  row: SyncSubscription,
  { company, assignee }: SubscriptionIds,
  given: RawBuilder<unknown>,
  now: Date,
): Promise<SyncOutcome> {
  const { externalId, number, title, status, instance, period, startDate, endDate = null, nextInvoice = null } = row;
  const columns = sql`number, title, status, company_id, assignee_id, instance_key, instance_name, period, start_date, end_date, next_invoice, net`;
  const { rows } = await sql<{ created: boolean }>`
    insert into subscriptions as s (external_id, created_at, changed_at, ${columns}) values (
      ${externalId}, ${now}, ${now}, ${number}, ${title}, ${status}, ${company}::uuid, ${assignee}::uuid, ${instance.key}, ${instance.name}, ${period},
      ${startDate}::date, ${endDate}::date, ${nextInvoice}::date, (select coalesce(sum(net), 0) from (${given}) g)
    )
    on conflict (external_id) do update set (${columns}, changed_at) = row(
      excluded.number, excluded.title, excluded.status, excluded.company_id, excluded.assignee_id, excluded.instance_key, excluded.instance_name,
      excluded.period, excluded.start_date, excluded.end_date, excluded.next_invoice, excluded.net, excluded.changed_at
    )
    where to_jsonb(s) - array['id', 'created_at', 'changed_at'] <> to_jsonb(excluded) - array['id', 'created_at', 'changed_at']
    returning ${isInserted('s')} as created
  `.execute(tx);
  return outcomeOf(rows[0]);
}

/** Replaces the lines, and returns whether that changed anything. */
async function replaceLines(
  tx: Tx,
  { externalId, lines }: SyncSubscription,
  given: RawBuilder<unknown>,
): Promise<boolean> {
  const columns = ['text', 'module_id', 'quantity', 'unit', 'unit_price', 'discount', 'net'];
  const of = (table: string) => sql.join(columns.map((column) => sql.ref(`${table}.${column}`)));
  const { rows } = await sql<{ changed: boolean }>`
    with s as (select id from subscriptions where external_id = ${externalId}),
    gone as (
      delete from subscription_lines l using s where l.subscription_id = s.id and l.position > ${lines.length}::integer returning l.position
    ),
    put as (
      insert into subscription_lines as l (subscription_id, position, ${sql.join(columns.map((column) => sql.ref(column)))})
      select s.id, g.* from s, (${given}) g
      on conflict (subscription_id, position) do update set (${sql.join(columns.map((column) => sql.ref(column)))}) = row(${of('excluded')})
      where (${of('l')}) is distinct from (${of('excluded')})
      returning l.position
    )
    select exists (select from gone union all select from put) as changed
  `.execute(tx);
  return rows[0]!.changed;
}
