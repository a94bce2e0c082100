import type { RecordKind } from '../../../src/contract/history.limits.ts';
import type { RecordParams } from '../../../src/contract/history.ts';
import type { Tx } from '../../db/database.ts';
import { notFound } from '../../http/problem.ts';
import type { UserActor } from '../identity/actor.ts';

/**
 * What history, time entries and live updates need to know of a kind of records. The module that owns the kind brings the rules
 * (`records` in its `module.ts`), so that these three work on every kind without knowing any of them.
 */
export interface RecordRules {
  /** Whether the actor sees the record. May throw 403 `permission_missing` for somebody who may not know about any record of the kind. */
  isVisible(tx: Tx, actor: UserActor, id: string): Promise<boolean>;
  /** Like `isVisible`. If messages change the record, it also locks the record until the transaction ends. */
  lock(tx: Tx, actor: UserActor, id: string): Promise<boolean>;
  /** Called after a message that everybody who sees the record may read has been written. The record is locked. */
  onMessage(tx: Tx, actor: UserActor, id: string, now: Date): Promise<void>;
  /** Which of these users see the record at this moment, and which of them are staff. Runs in a transaction of the system. */
  viewers(tx: Tx, id: string, users: readonly string[]): Promise<{ id: string; staff: boolean }[]>;
}

/** The rules of every kind of records that has a history. */
export type Records = Record<RecordKind, RecordRules>;

/** 404 unless the actor sees the record. */
export async function requireRecord(
  records: Records,
  tx: Tx,
  actor: UserActor,
  { kind, id }: RecordParams,
): Promise<void> {
  if (!(await records[kind].isVisible(tx, actor, id))) throw notFound();
}

/** Like `requireRecord`, and locks the record as its kind needs it. */
export async function lockRecord(
  records: Records,
  tx: Tx,
  actor: UserActor,
  { kind, id }: RecordParams,
): Promise<void> {
  if (!(await records[kind].lock(tx, actor, id))) throw notFound();
}
