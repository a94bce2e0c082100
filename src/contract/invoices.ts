import type { Attention, AttentionFilter } from './history.ts';
import type { InvoiceSort, InvoiceStatus } from './invoices.limits.ts';
import type { Language } from './language.ts';
import type { Amount } from './money.ts';
import type { Operation } from './operation.ts';
import type { CompanyRef, StaffMember } from './session.ts';

/** One row of the list. */
export interface InvoiceSummary extends Attention {
  id: string;
  /** The ERP's number, e.g. `RE-2026-00123`. */
  number: string;
  status: InvoiceStatus;
  company: CompanyRef;
  /** Calendar days, `YYYY-MM-DD`. */
  date: string;
  dueDate: string;
  net: Amount;
  /** Negative for a credit note. */
  gross: Amount;
  /** The amount still to be paid. */
  due: Amount;
  /** Checksum and size of its PDF; null when there is none. */
  file: { sha256: string; size: number } | null;
}

export interface Invoice extends Omit<InvoiceSummary, keyof Attention> {
  /** One line that says what it is for. */
  title: string;
  /** Calendar day of the payment; null while it is not paid. */
  paidOn: string | null;
  assignee: StaffMember | null;
}

export interface InvoiceQuery extends AttentionFilter {
  /** Text to find in numbers, titles and names of companies; a day, a month or an amount, as people type them (`26.10.`, `Oktober`, `398,40`). */
  search?: string;
  /** One or several, separated by commas. */
  status?: string;
  /** Staff: invoices of one company. */
  company?: string;
  /** First and last calendar day of their dates, `YYYY-MM-DD`. */
  from?: string;
  to?: string;
  sort?: InvoiceSort;
  /** `desc` by default. */
  direction?: 'asc' | 'desc';
  limit?: number;
  cursor?: string;
}

export interface InvoicePage {
  items: InvoiceSummary[];
  /** Cursor of the next page; null on the last one. */
  cursor: string | null;
}

type Id = { params: { id: string } };
type Query<T> = { query: { [K in keyof T]: T[K] } };

/** 403 `permission_missing`, as for all operations below. */
export const listInvoices: Operation<Query<InvoiceQuery>, InvoicePage> = { method: 'GET', path: '/invoices' };

export const getInvoice: Operation<Id, Invoice> = { method: 'GET', path: '/invoices/{id}' };

/** The PDF with this hash. Ranges as in RFC 9110. */
export const getInvoiceFile: Operation<{ params: { id: string; sha256: string } }, Blob> = {
  method: 'GET',
  path: '/invoices/{id}/files/{sha256}',
};

/** All invoices the filter matches as CSV in the given language. */
export const exportInvoices: Operation<Query<Omit<InvoiceQuery, 'limit' | 'cursor'> & { language: Language }>, Blob> = {
  method: 'GET',
  path: '/invoices/export',
};
