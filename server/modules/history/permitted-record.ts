import { type RawBuilder, sql } from 'kysely';
import type { RecordKind } from '../../../src/contract/history.limits.ts';
import type { Permission } from '../../../src/contract/session.ts';
import type { Tx } from '../../db/database.ts';
import type { UserActor } from '../identity/actor.ts';
import { requirePermission } from '../identity/permissions.ts';
import { isVisible, isVisibleTo, viewersOf } from '../identity/visibility.ts';
import { enqueue } from '../outbox/outbox.ts';
import type { MailedRecord, RecordMailJob } from './record.mail.ts';
import type { RecordRules } from './records.ts';

interface PermittedKind {
  kind: RecordKind;
  table: 'orders' | 'invoices' | 'subscriptions';
  /** Any one of these is needed to know about records of the kind at all. */
  permissions: Permission[];
  /** What customers know the record `r` as. */
  mailedAs: RawBuilder<MailedRecord>;
  /** Whether a user `u` has to do with the record `r`, beside those who wrote in its history. */
  concerns?: RawBuilder<boolean>;
}

/** The rules of records that a company's users see by their own permissions: staff all of them, a partner not its customers'. */
export function permittedRecord(rules: PermittedKind): RecordRules {
  const { kind, table, permissions } = rules;

  async function exists(tx: Tx, actor: UserActor, id: string): Promise<boolean> {
    requirePermission(actor, ...permissions);
    const { rows } = await sql`
      select from ${sql.table(table)} r where r.id = ${id}::uuid and ${isVisible(kind, 'r', actor)}
    `.execute(tx);
    return rows.length > 0;
  }

  return {
    exists,
    // What is written about such a record changes nothing of it; and to the database a lock of any kind is for those only who may change it.
    lock: exists,

    async onMessage(tx, actor, id) {
      if (actor.role !== 'staff') return;
      for (const job of await recipients(tx, rules, id)) await enqueue(tx, 'record-mail', job);
    },

    viewers: viewersOf(kind),
  };
}

/** Who of the company is told of an answer: those who wrote, or whom the record concerns otherwise, as long as they see it. */
async function recipients(
  tx: Tx,
  { kind, table, mailedAs, concerns = sql`false` }: PermittedKind,
  id: string,
): Promise<RecordMailJob[]> {
  const { rows } = await sql<RecordMailJob>`
    select ${mailedAs} as record, r.id, r.number, u.email from ${sql.table(table)} r join users u on u.company_id = r.company_id
    where r.id = ${id}::uuid and u.disabled_at is null and ${isVisibleTo('u', kind, 'r')} and (${concerns} or exists (
      select from history_entries e where e.record_kind = ${kind} and e.record_id = r.id and e.kind = 'message' and e.author_id = u.id
    ))
    order by u.email
  `.execute(tx);
  return rows;
}
