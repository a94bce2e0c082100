import { type RawBuilder, sql } from 'kysely';
import type { RecordKind } from '../../../src/contract/history.limits.ts';
import type { RecordParams } from '../../../src/contract/history.ts';
import type { Tx } from '../../db/database.ts';
import { isVisibleTo } from '../identity/visibility.ts';
import type { Audience, RecordFacts } from './mail-matrix.ts';

/** What happened to which record. */
export interface Occasion {
  record: RecordParams;
  /** Id of the user who did it. Null for a contact without an account, and for what happens by itself. */
  by: string | null;
  /** Addresses of the audience `named`. */
  named?: readonly string[];
}

/** What mails have to know of a kind of records; `r` is the record. */
interface MailedKind {
  number: RawBuilder<string>;
  /** The word for the record towards the user `u`, who is null for the team's address. */
  page: RawBuilder<RecordFacts['page']>;
  /** Id of the employee who looks after it. */
  employee: RawBuilder<string | null>;
  /** Query of the addresses of the customer's people whom it is for. */
  customers: RawBuilder<unknown>;
}

const signers = sql`
  select u.email from document_signers s join users u on u.id = s.user_id where s.document_id = r.id
`;

/** Everybody in the company who is permitted to see it. */
const permitted = (kind: RecordKind) =>
  sql`select u.email from users u where u.company_id = r.company_id and ${isVisibleTo('u', kind, 'r')}`;

const permittedKind = (kind: 'order' | 'invoice' | 'subscription', page: MailedKind['page']): MailedKind => ({
  number: sql`r.number`,
  page,
  employee: sql`r.assignee_id`,
  customers: permitted(kind),
});

const KINDS: Record<RecordKind, MailedKind> = {
  ticket: {
    number: sql`r.number`,
    page: sql`'ticket'`,
    employee: sql`r.assignee_id`,
    customers: sql`
      select r.contact_email as email
      union select u.email from users u where u.id = r.created_by and u.role <> 'staff'
    `,
  },
  document: { number: sql`''`, page: sql`'document'`, employee: sql`r.assignee_id`, customers: signers },
  // An order that was an offer stays among the offers for those who may not see orders.
  order: permittedKind(
    'order',
    sql`case when r.ordered_at is not null and (coalesce(u.role, 'staff') = 'staff' or 'orders' = any(u.permissions))
      then 'order' else 'offer' end`,
  ),
  invoice: permittedKind('invoice', sql`'invoice'`),
  subscription: permittedKind('subscription', sql`'subscription'`),
};

/** Query of the addresses of an audience; without the team's address, which no table has. */
function queryOf(audience: Exclude<Audience, 'actor' | 'named'>, kind: RecordKind): RawBuilder<unknown> {
  switch (audience) {
    case 'customers':
      return sql`
        ${KINDS[kind].customers}
        union select u.email from history_entries e join users u on u.id = e.author_id
        where e.record_kind = ${kind} and e.record_id = r.id and e.kind = 'message' and u.role <> 'staff'
      `;
    case 'signers':
      return signers;
    case 'author':
      return sql`select u.email from users u where u.id = r.created_by`;
    case 'support':
      return sql`select u.email from users u where u.id = ${KINDS[kind].employee} and u.role = 'staff' and u.disabled_at is null`;
  }
}

/** SQL condition: a message of staff on the ticket in the row `alias` is mailed to somebody, who can open what the mail links to. */
export const isMailedToCustomers = (alias: string): RawBuilder<boolean> => sql`exists (
  select from tickets r, lateral (${queryOf('customers', 'ticket')}) p left join users u on u.email = p.email and u.disabled_at is null
  where r.id = ${sql.ref(`${alias}.id`)} and r.quarantined_at is null and (
    (u.id is not null and ${isVisibleTo('u', 'ticket', 'r')}) or (p.email = r.contact_email and r.contact_verified_at is not null)
  )
)`;

/** The addresses of those who are to be told, each once. Whether they can open the record is another question. For transactions of the system. */
export async function recipientsOf(
  tx: Tx,
  audiences: readonly Audience[],
  { record, by, named = [] }: Occasion,
  teamAddress: string | undefined,
): Promise<string[]> {
  const told = new Set<string>();
  const actors = await addresses(tx, record, sql`select u.email from users u where u.id = ${by}::uuid`);
  for (const audience of audiences) {
    if (audience === 'actor') {
      for (const email of actors) told.add(email);
      continue;
    }
    const found = audience === 'named' ? named : await addresses(tx, record, queryOf(audience, record.kind));
    const all = audience === 'support' && found.length === 0 && teamAddress !== undefined ? [teamAddress] : found;
    for (const email of all) if (!actors.includes(email)) told.add(email);
  }
  return [...told].sort();
}

async function addresses(tx: Tx, { kind, id }: RecordParams, query: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ email: string }>`
    select p.email from ${sql.table(`${kind}s`)} r, lateral (${query}) p where r.id = ${id}::uuid
  `.execute(tx);
  return rows.map(({ email }) => email);
}

/**
 * How a record is called towards the owner of an address, and its number. Undefined if no active user who sees it has the address; the team's
 * address counts as an employee's. For transactions of the system.
 */
export async function findPage(
  tx: Tx,
  { kind, id }: RecordParams,
  email: string,
  isTeam: boolean,
): Promise<Pick<RecordFacts, 'page' | 'number'> | undefined> {
  const { page, number } = KINDS[kind];
  const { rows } = await sql<Pick<RecordFacts, 'page' | 'number'>>`
    select ${page} as page, ${number} as number
    from ${sql.table(`${kind}s`)} r left join users u on u.email = ${email} and u.disabled_at is null
    where r.id = ${id}::uuid and (${isTeam} or (u.id is not null and ${isVisibleTo('u', kind, 'r')}))
  `.execute(tx);
  return rows[0];
}
