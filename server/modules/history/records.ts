import type { RecordKind } from '../../../src/contract/history.limits.ts';
import type { RecordParams } from '../../../src/contract/history.ts';
import type { Permission } from '../../../src/contract/session.ts';
import type { Tx } from '../../db/database.ts';
import { notFound } from '../../http/problem.ts';
import type { Participant, UserActor } from '../identity/actor.ts';
import { requirePermission } from '../identity/permissions.ts';
import { tell } from '../mails/mails.service.ts';
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

/** The rules of records that need a permission. Messages do not change them, and are told by mail. */
export function permittedRecord(
  kind: 'order' | 'invoice' | 'subscription',
  permissions: readonly Permission[],
): RecordRules {
  return { permissions, onMessage: (tx, actor, id, now) => tellOfMessage(tx, actor, { kind, id }, now) };
}

/** Has a message told by mail to the other side: one of staff to the customer, and one of the customer to support. */
export async function tellOfMessage(tx: Tx, actor: Participant, record: RecordParams, now: Date): Promise<void> {
  const event = actor.role === 'staff' ? 'messageOfStaff' : 'messageOfCustomer';
  await tell(tx, event, { record, by: actor.id }, now);
}
