import type { SyncRows } from '../../../src/contract/sync.ts';
import { upsertInvoice } from '../invoices/invoices.sync.ts';
import { upsertOrder } from '../orders/orders.sync.ts';
import { upsertCatalogueEntry } from '../subscriptions/catalogue.sync.ts';
import { upsertSubscription } from '../subscriptions/subscriptions.sync.ts';
import { companyRules } from './companies.sync.ts';
import { permissionRules } from './permissions.sync.ts';
import { invalidValue } from './sync.ids.ts';
import { type Found, reference } from './sync.references.ts';
import { oneByOne, type SyncRules } from './sync.rules.ts';
import { timeEntryRules } from './time-entries.sync.ts';
import { userRules } from './users.sync.ts';

interface Billed {
  company: string;
  assignee?: string | null;
  pdf?: string | null;
}

const namesOf = ({ company, assignee, pdf }: Billed) => [
  ...reference('company', company, '/company'),
  ...reference('employee', assignee, '/assignee'),
  ...reference('file', pdf, '/pdf'),
];

const idsOf = ({ company, assignee, pdf }: Billed, found: Found) => ({
  company: found.company.get(company)!.id,
  assignee: assignee == null ? null : found.employee.get(assignee)!.id,
  pdf: pdf == null ? null : found.file.get(pdf)!,
});

const constraints = {
  record_keeps_company: invalidValue('/company', 'It keeps its company: cancel it, and send it anew with another id.'),
};

/** How rows of each kind are written. */
export const SYNC: { [K in keyof SyncRows]: SyncRules<SyncRows[K]> } = {
  companies: companyRules,
  users: userRules,
  permissions: permissionRules,
  orders: {
    names: namesOf,
    write: oneByOne((tx, row, found, now) => upsertOrder(tx, row, idsOf(row, found), now)),
    constraints,
  },
  invoices: {
    names: namesOf,
    write: oneByOne((tx, row, found, now) => upsertInvoice(tx, row, idsOf(row, found), now)),
    constraints,
  },
  subscriptions: {
    names: (row) => [
      ...namesOf(row),
      ...row.lines.flatMap(({ module }, index) => reference('entry', module, `/lines/${index}/module`)),
    ],
    write: oneByOne((tx, row, found, now) => {
      const modules = row.lines.map(({ module }) => (module == null ? null : found.entry.get(module)!.id));
      return upsertSubscription(tx, row, { ...idsOf(row, found), modules }, now);
    }),
    constraints,
  },
  catalogue: {
    names: ({ modules = [] }) => modules.flatMap((id, index) => reference('entry', id, `/modules/${index}`)),
    isNamed: ({ kind }) => kind === 'module',
    write: oneByOne((tx, row, found) =>
      upsertCatalogueEntry(
        tx,
        row,
        (row.modules ?? []).map((id) => found.entry.get(id)!.id),
      ),
    ),
  },
  'time-entries': timeEntryRules,
};
