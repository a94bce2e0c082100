import type { RecordKind } from './history.limits.ts';
import type { Amount } from './money.ts';
import type { Operation } from './operation.ts';

/** Real counts of what the caller sees, one part per menu; null where the permission is missing. */
export interface Overview {
  /**
   * Tickets that are not done. Of these, `mine` wait for an answer of the caller's company: its own, and those its people filed for others. `others` wait for
   * somebody else: a partner's customers, and for staff all customers.
   */
  tickets: { open: number; mine: number; others: number };
  /** Documents that wait for the caller's signature, that wait for others, and that are signed. */
  documents: { mine: number; others: number; signed: number };
  /** Offers that can be accepted, and how many of them end within ENDING_DAYS. */
  offers: { open: number; ending: number } | null;
  orders: { total: number } | null;
  /** Unpaid invoices, how many of them are overdue, and the total amount to be paid. */
  invoices: { open: number; overdue: number; due: Amount } | null;
  /** Subscriptions that have not ended, and the number of their instances. */
  subscriptions: { active: number; instances: number } | null;
  /** For staff: records of each kind that wait for an answer. Null for everybody else. */
  unanswered: Record<RecordKind, number> | null;
}

/** All counters of the portal in one request. */
export const getOverview: Operation<object, Overview> = { method: 'GET', path: '/overview' };
