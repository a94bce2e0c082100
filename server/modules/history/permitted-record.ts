import { type RawBuilder, sql } from 'kysely';
import type { Permission } from '../../../src/contract/session.ts';
import type { Tx } from '../../db/database.ts';
import { isVisibleTo } from '../identity/visibility.ts';
import { enqueue } from '../outbox/outbox.ts';
import type { MailedRecord, RecordMailJob } from './record.mail.ts';
import type { RecordRules } from './records.ts';

/** What differs between the kinds of records that need a permission. */
interface PermittedKind {
  kind: 'order' | 'invoice' | 'subscription';
  /** At least one of these is needed to learn anything about records of the kind. */
  permissions: readonly Permission[];
  /** What customers call the record `r`, for the wording of mails. */
  mailedAs: RawBuilder<MailedRecord>;
  /** Whether a user `u` is told of messages although they did not write any about the record `r`. */
  concerns?: RawBuilder<boolean>;
}

/** The rules of records that need a permission. A message does not change them, and one of staff is told to the company by mail. */
export function permittedRecord({ permissions, ...kind }: PermittedKind): RecordRules {
  return {
    permissions,
    async onMessage(tx, actor, id) {
      if (actor.role !== 'staff') return;
      for (const job of await mailsAbout(tx, kind, id)) await enqueue(tx, 'record-mail', job);
    },
  };
}

/** Mails to users of the company: to those who wrote a message, and to those whom the record concerns, if they still see it. */
async function mailsAbout(
  tx: Tx,
  { kind, mailedAs, concerns = sql`false` }: Omit<PermittedKind, 'permissions'>,
  id: string,
): Promise<RecordMailJob[]> {
  const { rows } = await sql<RecordMailJob>`
    select ${mailedAs} as record, r.id, r.number, u.email from ${sql.table(`${kind}s`)} r join users u on u.company_id = r.company_id
    where r.id = ${id}::uuid and u.disabled_at is null and ${isVisibleTo('u', kind, 'r')} and (${concerns} or exists (
      select from history_entries e where e.record_kind = ${kind} and e.record_id = r.id and e.kind = 'message' and e.author_id = u.id
    ))
    order by u.email
  `.execute(tx);
  return rows;
}
