import type { RecordKind } from '../../../src/contract/history.limits.ts';
import type { RecordParams } from '../../../src/contract/history.ts';
import type { Permission } from '../../../src/contract/session.ts';
import type { Tx } from '../../db/database.ts';
import { notFound } from '../../http/problem.ts';
import type { UserActor } from '../identity/actor.ts';
import { requirePermission } from '../identity/permissions.ts';
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
  lock?(tx: Tx, actor: UserActor, id: string): Promise<unknown>;
  /** Called after a message that everybody who sees the record may read has been written. The record is locked. */
  onMessage(tx: Tx, actor: UserActor, id: string, now: Date): Promise<void>;
}

/** The rules of every kind of records that has a history. */
export type Records = Record<RecordKind, RecordRules>;

/** 404 unless the actor sees the record; 403 `permission_missing` before that, without any permission for its kind. */
export async function requireRecord(records: Records, tx: Tx, actor: UserActor, record: RecordParams): Promise<void> {
  const { permissions } = records[record.kind];
  if (permissions) requirePermission(actor, ...permissions);
  if (!(await recordIsVisible(tx, actor, record))) throw notFound();
}

/** Like `requireRecord`, and locks the record first if its kind needs that: a transaction that waited sees the new state only afterwards. */
export async function lockRecord(records: Records, tx: Tx, actor: UserActor, record: RecordParams): Promise<void> {
  await records[record.kind].lock?.(tx, actor, record.id);
  await requireRecord(records, tx, actor, record);
}
