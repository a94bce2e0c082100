import type { Amount } from './money.ts';
import type { Operation } from './operation.ts';

/** Real counts of what the caller sees, one part per menu; null where the permission is missing. */
export interface Overview {
  /** Not done, and those of them that wait for the customer's answer. */
  tickets: { open: number; waiting: number };
  /** That wait for the caller's signature, for others', and that are signed. */
  documents: { mine: number; others: number; signed: number };
  /** That can be accepted, and of these such as end within ENDING_DAYS. */
  offers: { open: number; ending: number } | null;
  orders: { total: number } | null;
  /** Not paid, those of them after their due date, and what is to be paid in all. */
  invoices: { open: number; overdue: number; due: Amount } | null;
  /** That have not ended, and the instances they are for. */
  subscriptions: { active: number; instances: number } | null;
}

/** All counters of the portal in one request. */
export const getOverview: Operation<object, Overview> = { method: 'GET', path: '/overview' };
