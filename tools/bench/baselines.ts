import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import pg from 'pg';
import type { Tx } from '../../server/db/database.ts';
import { SESSION_OPTIONS } from '../../server/db/postgres.ts';
import { openTransaction } from '../../server/db/transaction.ts';
import type { UserActor } from '../../server/modules/identity/actor.ts';
import { listPage as listInvoices } from '../../server/modules/invoices/invoices.store.ts';
import { listPage as listOrders } from '../../server/modules/orders/orders.store.ts';
import { readPage } from '../../server/modules/tickets/tickets.list.service.ts';
import type { InvoiceQuery } from '../../src/contract/invoices.ts';
import { PAGE_SIZE } from '../../src/contract/limits.ts';
import type { OrderQuery } from '../../src/contract/orders.ts';
import type { TicketQuery } from '../../src/contract/tickets.ts';
import { CONSTANT, listen } from './processes.ts';

/**
 * What the list is compared to, as a process of its own: `/plain`, as one writes it with pg and Hono: who asks, rows, objects, JSON; `/bare`, the very
 * statements of our list without authentication, transaction or row-level security; `/constant`, Hono alone. Prints its address.
 */
// A date is a calendar day, not a moment.
pg.types.setTypeParser(pg.types.builtins.DATE, String);
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const app = new Hono();

app.get('/constant', (c) => c.json(CONSTANT));

app.get('/plain/tickets', async (c) => {
  const user = (await pool.query('select id, company_id from users where email = $1', [c.req.header('x-user')]))
    .rows[0];
  const { search, before, beforeId } = c.req.query();
  const values: unknown[] = [user.company_id, user.id];
  const conditions = ['t.company_id = $1'];
  if (search) conditions.push(`t.search_text ilike $${values.push(`%${search}%`)}`);
  if (before) conditions.push(`(t.changed_at, t.id) < ($${values.push(before)}, $${values.push(beforeId)})`);
  const { rows } = await pool.query(
    `select t.id, t.number, t.subject, t.category, t.priority, t.status, t.created_at, t.changed_at, t.changed_by, c.id as company_id, c.name as company_name,
       u.id as assignee_id, u.name as assignee_name, r.read_at
     from tickets t left join companies c on c.id = t.company_id left join users u on u.id = t.assignee_id
       left join read_marks r on r.user_id = $2 and r.record_kind = 'ticket' and r.record_id = t.id
     where ${conditions.join(' and ')} order by t.changed_at desc, t.id desc limit 51`,
    values,
  );
  return c.json({
    items: rows.slice(0, 50).map((row) => ({
      id: row.id,
      number: row.number,
      subject: row.subject,
      category: row.category,
      priority: row.priority,
      status: row.status,
      company: row.company_id && { id: row.company_id, name: row.company_name },
      assignee: row.assignee_id && { id: row.assignee_id, name: row.assignee_name },
      createdAt: row.created_at,
      changedAt: row.changed_at,
      unread: row.changed_by !== user.id && (!row.read_at || row.changed_at > row.read_at),
    })),
    cursor: rows.length > 50 ? [rows[49].changed_at, rows[49].id] : null,
  });
});

const plainLists = {
  invoices: {
    columns: 'r.status, r.due_date, r.net, r.gross, r.due, r.pdf_sha256, r.pdf_size',
    item: (row: Record<string, unknown>) => ({
      status: row.status === 'open' && String(row.due_date) < today() ? 'overdue' : row.status,
      dueDate: row.due_date,
      due: row.due,
      file: row.pdf_sha256 && { sha256: row.pdf_sha256, size: row.pdf_size },
    }),
  },
  orders: {
    columns: 'r.title, r.status, r.valid_until, r.net, r.gross',
    item: (row: Record<string, unknown>) => ({
      title: row.title,
      status: row.status === 'open' && String(row.valid_until) < today() ? 'expired' : row.status,
      validUntil: row.valid_until,
    }),
  },
};

const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Vienna' }).format();

for (const [name, { columns, item }] of Object.entries(plainLists)) {
  app.get(`/plain/${name}`, async (c) => {
    const user = (await pool.query('select id, company_id from users where email = $1', [c.req.header('x-user')]))
      .rows[0];
    const { search, before, beforeId } = c.req.query();
    const values: unknown[] = [user.company_id];
    const conditions = ['r.company_id = $1'];
    if (search) conditions.push(`r.search_text ilike $${values.push(`%${search}%`)}`);
    if (before) conditions.push(`(r.date, r.id) < ($${values.push(before)}, $${values.push(beforeId)})`);
    const { rows } = await pool.query(
      `select r.id, r.number, r.date, ${columns}, c.id as company_id, c.name as company_name from ${name} r join companies c on c.id = r.company_id
       where ${conditions.join(' and ')} order by r.date desc, r.id desc limit 51`,
      values,
    );
    return c.json({
      items: rows.slice(0, 50).map((row) => ({
        id: row.id,
        number: row.number,
        company: { id: row.company_id, name: row.company_name },
        date: row.date,
        net: row.net,
        gross: row.gross,
        ...item(row),
      })),
      cursor: rows.length > 50 ? [rows[49].date, rows[49].id] : null,
    });
  });
}

/** How our lists are read. */
const ourLists: Record<string, (tx: Tx, query: never) => Promise<unknown>> = {
  tickets: (tx, query: TicketQuery) => readPage(tx, actor, query),
  invoices: (tx, query: InvoiceQuery) => listInvoices(tx, actor, { query, limit: PAGE_SIZE, now: new Date() }),
  orders: (tx, query: OrderQuery) => listOrders(tx, actor, { query, limit: PAGE_SIZE, now: new Date() }),
};

/** The statements our list sends for a query, as the database is given them. */
async function statementsOf(
  list: string,
  query: Record<string, string>,
): Promise<{ name: string; text: string; values: unknown[] }[]> {
  const statements: { name: string; text: string; values: unknown[] }[] = [];
  const { tx, close } = openTransaction(async (text, parameters) => {
    statements.push({
      name: `bare-${list}-${statements.length}-${JSON.stringify(query).length}`,
      text,
      values: [...parameters],
    });
    const { rows, rowCount } = await alike.query(text, [...parameters]);
    return { rows, affected: rowCount ?? undefined };
  });
  await ourLists[list]?.(tx, query as never);
  close();
  return statements;
}

const actor: UserActor = JSON.parse(process.env.ACTOR ?? '{}');
// Set up as ours are; and the search looks up whose rows it may find.
const alike = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: 10,
  options: `${SESSION_OPTIONS} -c etron.companies={${actor.company?.id}} -c etron.company=${actor.company?.id} -c etron.permissions={${actor.permissions}}`,
});
const remembered = new Map<string, ReturnType<typeof statementsOf>>();

app.get('/bare/:list', async (c) => {
  const { pathname, search } = new URL(c.req.url);
  const key = pathname + search;
  if (!remembered.has(key)) remembered.set(key, statementsOf(c.req.param('list'), c.req.query()));
  let items = '';
  for (const statement of (await remembered.get(key)) ?? []) items = (await alike.query(statement)).rows[0].items;
  return c.body(`{"items":${items}}`, 200, { 'content-type': 'application/json' });
});

listen(createAdaptorServer({ fetch: app.fetch }));
