import pg from 'pg';
import { PERMISSIONS } from '../../src/contract/session.ts';
import { type BenchRole, NEEDLE } from './fill.ts';
import type { Target } from './measure.ts';

/** Whose lists are measured. */
export const CUSTOMER = {
  kind: 'user',
  id: '00000000-0000-4000-8000-000000001001',
  name: 'Anna Kunde',
  email: 'customer@bench.example',
  emailVerified: true,
  phone: null,
  role: 'customer',
  management: false,
  permissions: PERMISSIONS,
  company: { id: '00000000-0000-4000-8000-000000000001', name: 'Bäckerei 1' },
  partner: null,
  via: 'host',
  host: null,
};

/** A list of the API, the newest first. */
interface List {
  name: 'tickets' | 'invoices' | 'orders';
  /** What it cannot be asked without. */
  query: string;
  /** Column it is ordered by. */
  order: string;
  /** That column as a cursor has it. */
  key: string;
  /** Our cursor behind a row. */
  cursor(key: unknown, id: string): unknown[];
  /** Who else than the customer sees more. */
  others: BenchRole[];
}

const byDate = { order: 'date', key: 'date::text', others: ['staff' as const] };

const LISTS: List[] = [
  {
    name: 'tickets',
    query: '',
    order: 'changed_at',
    key: '(extract(epoch from changed_at) * 1000000)::bigint',
    // As tickets.cursor.ts writes it, and keyset.ts below.
    cursor: (key, id) => [' changed desc', [], key, id],
    others: ['partner', 'staff'],
  },
  { ...byDate, name: 'invoices', query: '', cursor: (key, id) => ['invoices date desc', key, id] },
  { ...byDate, name: 'orders', query: 'view=offers', cursor: (key, id) => ['orders date desc', key, id] },
];

interface Servers {
  ours: string;
  baselines: string;
  databaseUrl: string;
  tokens: Record<BenchRole, string>;
}

/** What is measured: the same pages of each server. The first three of each list are the customer's; partner and staff see more companies. */
export async function pagesOf(servers: Servers): Promise<Record<string, Target[]>> {
  const pages: Record<string, Target[]> = {};
  for (const list of LISTS) Object.assign(pages, await pagesOfList(list, servers));
  return pages;
}

async function pagesOfList(
  list: List,
  { ours, baselines, databaseUrl, tokens }: Servers,
): Promise<Record<string, Target[]>> {
  const { name, query, others } = list;
  const middle = await middleOf(list, databaseUrl);
  const our = (role: BenchRole, ...further: string[]): Target => ({
    name: 'ours',
    url: `${ours}/api/v1/${name}?${[query, ...further].filter(Boolean).join('&')}`,
    headers: { authorization: `Bearer ${tokens[role]}` },
  });
  const plain = (further = ''): Target => ({
    name: 'plain',
    url: `${baselines}/plain/${name}?${further}`,
    headers: { 'x-user': CUSTOMER.email },
  });
  const bare = (...further: string[]): Target => ({
    name: 'bare',
    url: `${baselines}/bare/${name}?${[query, ...further].filter(Boolean).join('&')}`,
  });
  const after = `before=${encodeURIComponent(middle.value)}&beforeId=${middle.id}`;
  const [cursor, search] = [`cursor=${middle.cursor}`, `search=${NEEDLE}`];
  return {
    [`${name}, first page`]: [our('customer'), plain(), bare()],
    [`${name}, middle page`]: [our('customer', cursor), plain(after), bare(cursor)],
    [`${name}, search`]: [our('customer', search), plain(search), bare(search)],
    ...Object.fromEntries(others.map((role) => [`${name}, first page, ${role}`, [our(role)]])),
  };
}

/** The customer's row in the middle of their list, and our cursor that leads behind it. */
async function middleOf(
  { name, order, key, cursor }: List,
  databaseUrl: string,
): Promise<{ value: string; id: string; cursor: string }> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const { rows } = await client.query(
    `select id, ${order}::text as value, ${key} as key from ${name}
     where company_id = $1 order by ${order} desc, id desc offset (select count(*) / 2 from ${name} where company_id = $1) limit 1`,
    [CUSTOMER.company.id],
  );
  await client.end();
  const [{ id, value, key: place }] = rows;
  return { id, value, cursor: Buffer.from(JSON.stringify(cursor(place, id))).toString('base64url') };
}
