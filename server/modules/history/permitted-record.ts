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

/** What differs between the kinds of records whose visibility depends on permissions. */
interface PermittedKind {
  kind: RecordKind;
  table: 'orders' | 'invoices' | 'subscriptions';
  /** At least one of these is needed to learn anything about records of the kind. */
  permissions: Permission[];
  /** What customers call the record `r`, for the wording of mails. */
  mailedAs: RawBuilder<MailedRecord>;
  /** Whether a user `u` is told of messages although they did not write any about the record `r`. */
  concerns?: RawBuilder<boolean>;
}

/**
 * The rules of records that depend on permissions: staff see all of them; everybody else sees those of their own company that their
 * permissions allow. A sales partner does not see those of its customers.
 */
export function permittedRecord(rules: PermittedKind): RecordRules {
  const { kind, table, permissions } = rules;

  async function isVisibleRecord(tx: Tx, actor: UserActor, id: string): Promise<boolean> {
    requirePermission(actor, ...permissions);
    const { rows } = await sql`
      select from ${sql.table(table)} r where r.id = ${id}::uuid and ${isVisible(kind, 'r', actor)}
    `.execute(tx);
    return rows.length > 0;
  }

  return {
    isVisible: isVisibleRecord,
    // A message changes nothing of such a record, and the database lets only those lock a row who may change it.
    lock: isVisibleRecord,

    async onMessage(tx, actor, id) {
      if (actor.role !== 'staff') return;
      for (const job of await recipients(tx, rules, id)) await enqueue(tx, 'record-mail', job);
    },

    viewers: viewersOf(kind),
  };
}

/** Users of the company who are told of an answer: those who wrote a message, and those whom the record concerns, if they still see it. */
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
