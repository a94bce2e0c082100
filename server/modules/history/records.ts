import { type RawBuilder, sql } from 'kysely';
import type { RecordKind } from '../../../src/contract/history.limits.ts';
import type { RecordParams } from '../../../src/contract/history.ts';
import type { Permission } from '../../../src/contract/session.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { notFound } from '../../http/problem.ts';
import type { ApiWords } from '../../words/de.ts';
import type { Participant, UserActor } from '../identity/actor.ts';
import { mailPerson } from '../identity/mail-person.ts';
import { requirePermission } from '../identity/permissions.ts';
import { isVisibleTo } from '../identity/visibility.ts';
import { enqueue } from '../outbox/outbox.ts';
import { recordIsVisible } from './history.store.ts';

/**
 * What differs between the kinds of records for history, time entries and live updates. The module that owns a kind brings its rules
 * (`records` in its `module.ts`), so that these three work on every kind without knowing any of them. Who sees a record is not among the
 * rules: the database decides it (`identity/visibility.ts`).
 */
export interface RecordRules {
  /** At least one of these is needed to learn anything about records of the kind. Absent for kinds that need no permission. */
  permissions?: readonly Permission[];
  /** Locks a record until the transaction ends. Absent for kinds that are not changed by messages. */
  lock?(tx: Tx, actor: Participant, id: string): Promise<unknown>;
  /** Called after a message that everybody who sees the record may read has been written. The record is locked. */
  onMessage(tx: Tx, actor: Participant, id: string, now: Date): Promise<void>;
  /** Stores which employee looks after a record, or that nobody does. The record is locked. Absent for kinds that the ERP assigns. */
  assign?(tx: Tx, actor: UserActor, id: string, employeeId: string | null, now: Date): Promise<void>;
}

/** The rules of every kind of records that has a history. */
export type Records = Record<RecordKind, RecordRules>;

/** 404 unless the actor sees the record; 403 `permission_missing` before that, without any permission for its kind. */
export async function requireRecord(records: Records, tx: Tx, actor: Participant, record: RecordParams): Promise<void> {
  const { permissions } = records[record.kind];
  // To a contact, whom no company could permit anything, such records do not exist.
  if (permissions && actor.kind === 'user') requirePermission(actor, ...permissions);
  if (!(await recordIsVisible(tx, actor, record))) throw notFound();
}

/** Like `requireRecord`, and locks the record first if its kind needs that: a transaction that waited sees the new state only afterwards. */
export async function lockRecord(records: Records, tx: Tx, actor: Participant, record: RecordParams): Promise<void> {
  await records[record.kind].lock?.(tx, actor, record.id);
  await requireRecord(records, tx, actor, record);
}

/** What differs between the kinds of records that need a permission. */
interface PermittedKind {
  kind: 'order' | 'invoice' | 'subscription';
  /** At least one of these is needed to learn anything about records of the kind. */
  permissions: readonly Permission[];
  /** What customers call the record `r`, for the wording of mails. */
  mailedAs: RawBuilder<MailedRecord>;
  /** Whether a user `u` gets mails about messages on the record `r` although they did not write any themselves. */
  concerns?: RawBuilder<boolean>;
}

/** The rules of records that need a permission. Messages do not change them. About a message of staff, people of the company get a mail. */
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

/** What customers call a record. Tickets and documents have mails of their own. */
type MailedRecord = Exclude<keyof ApiWords['mails']['message'], 'ticket'>;

export interface RecordMailJob {
  record: MailedRecord;
  id: string;
  number: string;
  email: string;
}

/** Path of the portal's page on which a record is shown. */
const pathOf = ({ record, id }: RecordMailJob): string =>
  record === 'subscription' ? 'subscriptions' : `${record}s/${id}`;

/** The job that mails somebody that there is a new message. */
export const sendRecordMail = (deps: Deps, job: RecordMailJob): Promise<void> =>
  mailPerson(deps, job.email, ({ mails }) =>
    mails.message[job.record](job.number, `${deps.config.publicUrl}/#/${pathOf(job)}`),
  );
