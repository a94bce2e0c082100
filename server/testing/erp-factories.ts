import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { totalsOf } from '../../src/contract/orders.rules.ts';
import type { OrderItem } from '../../src/contract/orders.ts';
import type { ApiScope } from '../../src/contract/sync.limits.ts';
import type { SyncCatalogueEntry, SyncInvoice, SyncOrder, SyncSubscription } from '../../src/contract/sync.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { writePdf } from '../blobs/pdfs.ts';
import type { Database, Principal, Tx } from '../db/database.ts';
import { upsertInvoice } from '../modules/invoices/invoices.sync.ts';
import { upsertOrder } from '../modules/orders/orders.sync.ts';
import { upsertCatalogueEntry } from '../modules/subscriptions/catalogue.sync.ts';
import { upsertSubscription } from '../modules/subscriptions/subscriptions.sync.ts';
import type { SyncFile } from '../modules/sync/sync.references.ts';
import { smallPdf } from './small-pdf.ts';

export interface TestRecord {
  id: string;
  externalId: string;
  number: string;
}

export interface TestOrder extends TestRecord {
  /** Hash of everything that is offered. */
  sha256: string;
  pdf: SyncFile;
}

export interface TestEntry {
  id: string;
  externalId: string;
  name: string;
}

/** Columns of a row that a test wants to be other than by default, and what the row belongs to. */
type RowOptions<Row> = Partial<Omit<Row, 'company' | 'assignee' | 'pdf' | 'instance'>> & {
  company?: { id: string };
  assignee?: { id: string };
  pdf?: SyncFile;
};

export interface TestOrderOptions extends RowOptions<SyncOrder> {
  /** Whether the order began as an offer. By default an order that is ordered did not. */
  offered?: boolean;
}

interface SubscriptionOptions extends RowOptions<SyncSubscription> {
  /** Key and name of the instance. */
  instance?: string;
  modules?: TestEntry[];
}

interface EntryOptions extends Partial<Pick<SyncCatalogueEntry, 'keywords'>> {
  name?: string;
  english?: string;
  description?: string;
  modules?: TestEntry[];
}

/** An item of an order; of 100 euros and 20 percent by default. */
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
const dayOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

/** Makes the records that an ERP sends, by the same functions that write its rows. With a store of files, the PDFs of orders are in it. */
export function createErpFactories(
  db: Database,
  next: () => number,
  makeCompany: () => Promise<{ id: string }>,
  blobs?: BlobStore,
) {
  const add = <Row>(upsert: (tx: Tx) => Promise<unknown>, find: RawBuilder<Row>): Promise<Row> =>
    db.system(async (tx) => {
      await upsert(tx);
      return (await find.execute(tx)).rows[0]!;
    });

  const found = <Row extends TestRecord>(table: 'orders' | 'invoices' | 'subscriptions', externalId: string) =>
    sql<Row>`select *, external_id as "externalId" from ${sql.table(table)} where external_id = ${externalId}`;

  /** An open offer with an item, an optional one, and a PDF of its own, unless said otherwise. */
  const order = async ({ company, assignee, pdf, offered, ...row }: TestOrderOptions = {}): Promise<TestOrder> => {
    const of = company ?? (await makeCompany());
    const count = next();
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
      validUntil: dayOf(Date.now() + 30 * DAY),
      gross: totalsOf(lines).gross,
      ...row,
      lines,
    };
    const content = Buffer.from(`${smallPdf()}% ${count}\n`);
    const { sha256, size } =
      pdf ??
      (await (blobs
        ? writePdf(blobs, content)
        : { sha256: createHash('sha256').update(content).digest('hex'), size: content.length }));
    const ids = { company: of.id, assignee: assignee?.id ?? null, pdf: { sha256, size } };
    const now = new Date();
    const made = await add(
      async (tx) => {
        if (offered) await upsertOrder(tx, { ...full, status: 'open' }, ids, now);
        await upsertOrder(tx, full, ids, now);
      },
      found<TestOrder>('orders', full.externalId),
    );
    return { ...made, pdf: ids.pdf };
  };

  /** An open invoice of 120 euros without a PDF, unless said otherwise. */
  const invoice = async ({ company, assignee, pdf, ...row }: RowOptions<SyncInvoice> = {}) => {
    const of = company ?? (await makeCompany());
    const count = next();
    const full: SyncInvoice = {
      externalId: `invoice-${count}`,
      number: `RE-2026-${String(count).padStart(5, '0')}`,
      title: 'Wartung',
      company: of.id,
      status: 'open',
      date: dayOf(Date.now()),
      dueDate: '2199-12-31',
      net: '100.00',
      gross: '120.00',
      due: row.status === undefined || row.status === 'open' ? '120.00' : '0.00',
      ...row,
    };
    const ids = { company: of.id, assignee: assignee?.id ?? null, pdf: pdf ?? null };
    return add((tx) => upsertInvoice(tx, full, ids, new Date()), found('invoices', full.externalId));
  };

  /** An active subscription, invoiced monthly, with one line of 10 euros for each module, unless said otherwise. */
  const subscription = async (options: SubscriptionOptions = {}) => {
    const { company, assignee, pdf: _, instance = 'Filiale', modules = [], ...row } = options;
    const of = company ?? (await makeCompany());
    const count = next();
    const full: SyncSubscription = {
      externalId: `subscription-${count}`,
      number: `AB-${count}`,
      title: 'Kassenpaket',
      company: of.id,
      status: 'active',
      instance: { key: instance.toLowerCase(), name: instance },
      period: 'month',
      startDate: '2026-01-01',
      lines: modules.map(({ name }) => ({ text: name, quantity: '1', unitPrice: '10.00' })),
      ...row,
    };
    const ids = { company: of.id, assignee: assignee?.id ?? null, modules: modules.map(({ id }) => id) };
    return add((tx) => upsertSubscription(tx, full, ids, new Date()), found('subscriptions', full.externalId));
  };

  const entry = async (kind: SyncCatalogueEntry['kind'], options: EntryOptions) => {
    const count = next();
    const { name = `Eintrag ${count}`, english = name, description = '', modules = [], keywords = [] } = options;
    const externalId = `entry-${count}`;
    const texts = { name: { de: name, en: english }, description: { de: description, en: description } };
    const moduleIds = modules.map(({ id }) => id);
    return add(
      (tx) => upsertCatalogueEntry(tx, { externalId, kind, ...texts, keywords }, moduleIds),
      sql<TestEntry>`select id, external_id as "externalId", name ->> 'de' as name from catalogue_entries where external_id = ${externalId}`,
    );
  };

  /** An ERP to the database: a principal with an API key of these scopes. */
  const erp = async (...scopes: ApiScope[]): Promise<Principal> => {
    const hash = `hash ${next()}`;
    const insert = sql<{ id: string }>`
      insert into api_keys (name, hash, scopes) values (${hash}, ${hash}, ${scopes}::text[]) returning id
    `;
    const { id } = await add(async () => {}, insert);
    return { apiKey: id, owner: `api:${id}` };
  };

  const module = (options: Omit<EntryOptions, 'modules'> = {}) => entry('module', options);
  const moduleFunction = (options: EntryOptions) => entry('function', options);
  const configuration = (options: EntryOptions) => entry('configuration', options);

  return { erp, order, invoice, subscription, module, moduleFunction, configuration };
}
