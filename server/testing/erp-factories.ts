import { type RawBuilder, sql } from 'kysely';
import type { ApiScope } from '../../src/contract/sync.limits.ts';
import type { SyncCatalogueEntry, SyncInvoice, SyncSubscription } from '../../src/contract/sync.ts';
import type { Database, Principal, Tx } from '../db/database.ts';
import { upsertInvoice } from '../modules/invoices/invoices.sync.ts';
import { upsertCatalogueEntry } from '../modules/subscriptions/catalogue.sync.ts';
import { upsertSubscription } from '../modules/subscriptions/subscriptions.sync.ts';
import type { SyncFile } from '../modules/sync/sync.references.ts';

export interface TestRecord {
  id: string;
  externalId: string;
  number: string;
}

export interface TestEntry {
  id: string;
  externalId: string;
  name: string;
}

interface Of {
  company?: { id: string };
  assignee?: { id: string };
}

type Options<Row> = Partial<Omit<Row, 'company' | 'assignee'>> & Of;

/** Makes what the ERP brings, as it would. */
export function createErpFactories(db: Database, next: () => number, makeCompany: () => Promise<{ id: string }>) {
  const today = new Date().toISOString().slice(0, 10);

  async function add<Row>(upsert: (tx: Tx) => Promise<unknown>, find: RawBuilder<Row>): Promise<Row> {
    return db.system(async (tx) => {
      await upsert(tx);
      return (await find.execute(tx)).rows[0]!;
    });
  }

  const found = (table: string, externalId: string) =>
    sql<TestRecord>`select id, external_id as "externalId", number from ${sql.table(table)} where external_id = ${externalId}`;

  interface InvoiceOptions extends Options<Omit<SyncInvoice, 'pdf'>> {
    pdf?: SyncFile;
  }

  /** An open one of 120 euros unless said otherwise, without a PDF. */
  const invoice = async ({ company, assignee, pdf, ...row }: InvoiceOptions = {}) => {
    const of = company ?? (await makeCompany());
    const count = next();
    const full: SyncInvoice = {
      externalId: `invoice-${count}`,
      number: `RE-2026-${String(count).padStart(5, '0')}`,
      title: 'Wartung',
      company: of.id,
      status: 'open',
      date: today,
      dueDate: '2199-12-31',
      net: '100.00',
      gross: '120.00',
      due: row.status === undefined || row.status === 'open' ? '120.00' : '0.00',
      ...row,
    };
    const references = {
      company: of.id,
      assignee: assignee?.id ?? null,
      pdf: pdf ?? null,
    };
    return add((tx) => upsertInvoice(tx, full, references, new Date()), found('invoices', full.externalId));
  };

  interface SubscriptionOptions extends Options<Omit<SyncSubscription, 'instance'>> {
    /** Its key and name. */
    instance?: string;
    modules?: TestEntry[];
  }

  /** A running one, per month, of one line a module at 10 euros. */
  const subscription = async ({
    company,
    assignee,
    instance = 'Filiale',
    modules = [],
    ...row
  }: SubscriptionOptions = {}) => {
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
    const references = { company: of.id, assignee: assignee?.id ?? null, modules: modules.map(({ id }) => id) };
    return add((tx) => upsertSubscription(tx, full, references, new Date()), found('subscriptions', full.externalId));
  };

  interface EntryOptions extends Partial<Pick<SyncCatalogueEntry, 'keywords'>> {
    name?: string;
    english?: string;
    description?: string;
    modules?: TestEntry[];
  }

  const entry = async (kind: SyncCatalogueEntry['kind'], options: EntryOptions) => {
    const count = next();
    const { name = `Eintrag ${count}`, english = name, description = '', modules = [], keywords = [] } = options;
    const full: SyncCatalogueEntry = {
      externalId: `entry-${count}`,
      kind,
      name: { de: name, en: english },
      description: { de: description, en: description },
      keywords,
    };
    return add(
      (tx) =>
        upsertCatalogueEntry(
          tx,
          full,
          modules.map(({ id }) => id),
        ),
      sql<TestEntry>`select id, external_id as "externalId", name ->> 'de' as name from catalogue_entries where external_id = ${full.externalId}`,
    );
  };

  /** Somebody the database takes for the ERP, with an API key of these scopes. */
  const erp = async (...scopes: ApiScope[]): Promise<Principal> => {
    const hash = `hash ${next()}`;
    const { rows } = await db.system((tx) =>
      sql<{
        id: string;
      }>`insert into api_keys (name, hash, scopes) values (${hash}, ${hash}, ${scopes}::text[]) returning id`.execute(
        tx,
      ),
    );
    return { apiKey: rows[0]!.id, owner: `api:${rows[0]!.id}` };
  };

  const module = (options: Omit<EntryOptions, 'modules'> = {}) => entry('module', options);
  const moduleFunction = (options: EntryOptions) => entry('function', options);
  const configuration = (options: EntryOptions) => entry('configuration', options);

  return { erp, invoice, subscription, module, moduleFunction, configuration };
}
