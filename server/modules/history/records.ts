import type { RecordKind } from '../../../src/contract/history.limits.ts';
import type { RecordParams } from '../../../src/contract/history.ts';
import type { Tx } from '../../db/database.ts';
import { notFound } from '../../http/problem.ts';
import { documentRules } from '../documents/documents.record.ts';
import type { UserActor } from '../identity/actor.ts';
import { invoiceRules } from '../invoices/invoices.record.ts';
import { orderRules } from '../orders/orders.record.ts';
import { subscriptionRules } from '../subscriptions/subscriptions.record.ts';
import { ticketRules } from '../tickets/tickets.record.ts';

/** What history, time entries and live updates need to know of a kind of records. */
export interface RecordRules {
  /** Whether the actor sees the record. */
  exists(tx: Tx, actor: UserActor, id: string): Promise<boolean>;
  /** The same, and where a message changes the record, nobody else can until the transaction ends. */
  lock(tx: Tx, actor: UserActor, id: string): Promise<boolean>;
  /** Somebody wrote what everybody who sees the record may read. It is locked. */
  onMessage(tx: Tx, actor: UserActor, id: string, now: Date): Promise<void>;
  /** Who of these users sees the record at this moment, and who of them is staff; in a transaction of the system. */
  viewers(tx: Tx, id: string, users: readonly string[]): Promise<{ id: string; staff: boolean }[]>;
}

/** Every kind of records that has a history. */
export const RECORDS: Record<RecordKind, RecordRules> = {
  ticket: ticketRules,
  document: documentRules,
  order: orderRules,
  invoice: invoiceRules,
  subscription: subscriptionRules,
};

/** 404 unless the actor sees the record. */
export async function requireRecord(tx: Tx, actor: UserActor, { kind, id }: RecordParams): Promise<void> {
  if (!(await RECORDS[kind].exists(tx, actor, id))) throw notFound();
}

/** The same, and locks it. */
export async function lockRecord(tx: Tx, actor: UserActor, { kind, id }: RecordParams): Promise<void> {
  if (!(await RECORDS[kind].lock(tx, actor, id))) throw notFound();
}
