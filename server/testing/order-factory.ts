import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { totalsOf } from '../../src/contract/orders.rules.ts';
import type { OrderItem } from '../../src/contract/orders.ts';
import type { SyncOrder } from '../../src/contract/sync.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { writePdf } from '../blobs/pdfs.ts';
import type { Database } from '../db/database.ts';
import { upsertOrder } from '../modules/orders/orders.sync.ts';
import type { SyncFile } from '../modules/sync/sync.references.ts';
import { smallPdf } from './small-pdf.ts';

export interface TestOrder {
  id: string;
  externalId: string;
  number: string;
  /** Of all that is offered. */
  sha256: string;
  pdf: SyncFile;
}

export interface OrderOptions extends Partial<Omit<SyncOrder, 'company' | 'assignee' | 'pdf'>> {
  company?: { id: string };
  assignee?: { id: string };
  pdf?: SyncFile;
  /** Whether it began as an offer: unless said otherwise, what is ordered did not. */
  offered?: boolean;
}

/** An item of 100 euros and 20 percent unless said otherwise. */
export const orderItem = (id: string, changes: Partial<OrderItem> = {}): OrderItem => ({
  kind: 'item',
  id,
  text: `Posten ${id}`,
  description: null,
  quantity: '1',
  unit: 'Stk.',
  unitPrice: '100.00',
  discount: '0',
  taxRate: 20,
  optional: false,
  ...changes,
});

const DAY = 24 * 60 * 60 * 1000;

/** Makes orders as the ERP brings them. Where there is a store, their PDF is in it. */
export function createOrderFactory(
  db: Database,
  next: () => number,
  makeCompany: () => Promise<{ id: string }>,
  blobs?: BlobStore,
) {
  async function keep(content: Buffer): Promise<SyncFile> {
    if (blobs) return writePdf(blobs, content);
    return { sha256: createHash('sha256').update(content).digest('hex'), size: content.length };
  }

  /** An open offer with an item, an optional one, and a PDF of its own. */
  return async ({ company, assignee, pdf, offered, ...row }: OrderOptions = {}): Promise<TestOrder> => {
    const count = next();
    const of = company ?? (await makeCompany());
    const lines = row.lines ?? [
      { kind: 'section', text: 'Kassen' },
      orderItem('a'),
      orderItem('b', { unitPrice: '9.90', taxRate: 10, optional: true }),
      { kind: 'note', text: 'Lieferung in zwei Wochen.' },
    ];
    const full: SyncOrder = {
      externalId: `order-${count}`,
      number: `AN-2026-${String(count).padStart(5, '0')}`,
      title: `Kassenausstattung ${count}`,
      company: of.id,
      status: 'open',
      date: '2026-11-01',
      validUntil: new Date(Date.now() + 30 * DAY).toISOString().slice(0, 10),
      gross: totalsOf(lines).gross,
      ...row,
      lines,
    };
    const file = pdf ?? (await keep(Buffer.from(`${smallPdf()}% ${count}\n`)));
    const references = { company: of.id, assignee: assignee?.id ?? null, pdf: file };
    const now = new Date();
    return db.system(async (tx) => {
      if (offered) await upsertOrder(tx, { ...full, status: 'open' }, references, now);
      await upsertOrder(tx, full, references, now);
      const { rows } = await sql<Omit<TestOrder, 'pdf'>>`
        select id, external_id as "externalId", number, sha256 from orders where external_id = ${full.externalId}
      `.execute(tx);
      const { sha256, size } = file;
      return { ...rows[0]!, pdf: { sha256, size } };
    });
  };
}
