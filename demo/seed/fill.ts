import { sql } from 'kysely';
import type { BlobStore } from '../../server/blobs/blob-store.ts';
import type { Database, Tx } from '../../server/db/database.ts';
import { fold } from '../../server/db/search.ts';
import { hashPassword } from '../../server/modules/identity/password.ts';
import { viennaClock } from './calendar.ts';
import { companies } from './companies.ts';
import { companyRef, userRef } from './erp/ids.ts';
import { type StoredFile, storeFiles } from './files.ts';
import { DEMO_PASSWORD, people, staff } from './people.ts';
import { idOf } from './random.ts';
import { companyId, EMBED_KEY, strangerRow, type TicketRows, ticketRows, userId } from './rows.ts';
import { strangerTickets } from './strangers.ts';
import { demoTickets } from './tickets.ts';

const HOUR = 3_600_000;
/** Number of the newest tickets that nobody has read yet. */
const UNREAD = 14;

/** Whether a database holds nothing yet. */
export const isEmpty = (db: Database): Promise<boolean> =>
  db.system(async (tx) => {
    const { rows } = await sql<{
      any: boolean;
    }>`select exists (select from companies) or exists (select from tickets) as any`.execute(tx);
    return !rows[0]?.any;
  }, 'read');

/** Fills an empty database with the demo's companies, people and tickets; a database that holds anything is left alone. */
export async function fillDemo({ db, blobs }: { db: Database; blobs: BlobStore }, now: number): Promise<boolean> {
  if (!(await isEmpty(db))) return false;
  const [files, portraits, password] = await Promise.all([
    storeFiles(blobs, 'files'),
    storeFiles(blobs, 'portraits'),
    hashPassword(DEMO_PASSWORD),
  ]);
  await db.system(async (tx) => {
    await insertPeople(tx, portraits, password);
    await insertTickets(tx, files, now);
    await sql`analyze`.execute(tx);
  });
  return true;
}

/** Inserts objects whose keys are columns, all with the same keys. */
async function insert(tx: Tx, table: string, rows: object[]): Promise<void> {
  const columns = sql.join(Object.keys(rows[0] ?? {}).map((name) => sql.ref(name)));
  const json = JSON.stringify(rows);
  await sql`
    insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${json}::json)
  `.execute(tx);
}

async function insertPeople(tx: Tx, portraits: Map<string, StoredFile>, password: string): Promise<void> {
  const all = [...people, ...staff];
  const toRow = ({ key, kind, name, partner }: (typeof companies)[number]) => ({
    id: companyId(key),
    external_id: companyRef(key),
    kind,
    name,
    name_key: fold(name),
    partner_id: partner ? companyId(partner) : null,
    created_at: 'now',
  });
  await insert(tx, 'companies', companies.map(toRow));
  await insert(
    tx,
    'users',
    all.map((person) => ({
      id: userId(person),
      external_id: userRef(person),
      name: person.name,
      synced_name: person.name,
      email: person.email,
      email_verified: true,
      image: portraits.get(person.email.split('@')[0] ?? '')?.sha256 ?? null,
      role: person.role,
      company_id: person.company ? companyId(person.company) : null,
      management: person.management,
      permissions: person.permissions,
      phone: person.phone,
      synced_phone: person.phone,
      created_at: 'now',
      updated_at: 'now',
    })),
  );
  await insert(
    tx,
    'accounts',
    all.map((person) => ({
      id: idOf(`account/${person.email}`),
      user_id: userId(person),
      account_id: userId(person),
      provider_id: 'credential',
      password,
      created_at: 'now',
      updated_at: 'now',
    })),
  );
  const embedKey = { id: EMBED_KEY, partner_id: companyId('brandstaetter'), origins: [], tickets_per_hour: 20 };
  await insert(tx, 'embed_keys', [embedKey]);
}

async function insertTickets(tx: Tx, files: Map<string, StoredFile>, now: number): Promise<void> {
  const told = demoTickets(now).map((ticket) => ({
    createdAt: ticket.createdAt,
    rows: (number: string) => ticketRows(ticket, number, files),
  }));
  const strangers = strangerTickets.map((ticket) => {
    const createdAt = now - ticket.hoursAgo * HOUR;
    const rows = (number: string): TicketRows => ({
      tickets: [strangerRow(ticket, number, createdAt)],
      entries: [],
      attachments: [],
      times: [],
    });
    return { createdAt, rows };
  });
  const counters = new Map<number, number>();
  const rows = [...told, ...strangers]
    .sort((a, b) => a.createdAt - b.createdAt)
    .map((ticket) => ticket.rows(nextNumber(counters, ticket.createdAt)));
  await insert(
    tx,
    'ticket_numbers',
    [...counters].map(([year, last]) => ({ year, last })),
  );
  for (const [table, key] of [
    ['tickets', 'tickets'],
    ['history_entries', 'entries'],
    ['attachments', 'attachments'],
    ['time_entries', 'times'],
  ] as const) {
    await insert(
      tx,
      table,
      rows.flatMap((ticket) => ticket[key]),
    );
  }
  await markRead(tx);
}

/** The number the service itself would have given: counted by year, see `next_ticket_number()`. */
function nextNumber(counters: Map<number, number>, createdAt: number): string {
  const year = viennaClock(createdAt).getUTCFullYear();
  const count = (counters.get(year) ?? 0) + 1;
  counters.set(year, count);
  return `T-${year}-${String(count).padStart(6, '0')}`;
}

/** Marks tickets as read by everybody who may see them, except for the newest. */
async function markRead(tx: Tx): Promise<void> {
  await sql`
    insert into read_marks (user_id, record_kind, record_id, read_at)
    select u.id, 'ticket', t.id, t.changed_at
    from tickets t
      join companies c on c.id = t.company_id
      join users u on u.role = 'staff' or u.company_id = c.id or (u.role = 'partner' and u.company_id = c.partner_id)
    where t.changed_at < (select changed_at from tickets order by changed_at desc offset ${UNREAD} limit 1)
  `.execute(tx);
}
