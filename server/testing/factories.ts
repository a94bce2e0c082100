import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { type RawBuilder, sql } from 'kysely';
import type { Permission, Role } from '../../src/contract/session.ts';
import {
  TICKET_PRIORITIES,
  TICKET_STATUSES,
  type TicketPriority,
  type TicketStatus,
} from '../../src/contract/tickets.limits.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { Database } from '../db/database.ts';
import { fold } from '../db/search.ts';
import { createErpFactories } from './erp-factories.ts';

/** The password that `make.password` gives. */
export const TEST_PASSWORD = 'Geheim-4711';
/** Its hash, with little work: only a test of its own is about how much work it is. */
export const CHEAP_HASH = 'scrypt$10$8$1$c2FsdHNhbHQ$B3QXW2L9Xl7tpDhACpMghtzSswd3fhJfX5qH1kpkflk';

export interface TestCompany {
  id: string;
  name: string;
}

export interface TestUser {
  id: string;
  name: string;
  email: string;
  role: Role;
  companyId: string | null;
}

export interface TestTicket {
  id: string;
  number: string;
  subject: string;
}

/** A host application that signs with an ES256 key. */
export interface TestHost {
  id: string;
  issuer: string;
  kid: string;
  /** Makes a user known to the host, which knows them by our id. */
  admit(user: TestUser): Promise<void>;
  /** Declares the host's pages trustworthy for signatures. */
  trust(): Promise<void>;
  /** A token that the host's backend signs for a user. `claims` and `header` replace parts of it; undefined leaves a part out. */
  signHostToken(user: { id: string }, claims?: JWTPayload, header?: Record<string, unknown>): Promise<string>;
}

export type Factories = ReturnType<typeof createFactories>;

/** Makes companies, users, tickets and so on for a test. Whatever the test does not specify is made up, and valid. */
export function createFactories(db: Database, clock: () => Date, blobs?: BlobStore) {
  let count = 0;
  const next = () => ++count;
  const insert = async <Row>(statement: RawBuilder<Row>): Promise<Row> =>
    (await db.system((tx) => statement.execute(tx))).rows[0]!;

  const company = ({
    name = `Firma ${next()}`,
    partner,
    kind = 'customer',
  }: {
    name?: string;
    partner?: TestCompany;
    kind?: string;
  } = {}) =>
    insert(sql<TestCompany>`
      insert into companies (kind, name, name_key, partner_id) values (${kind}, ${name}, ${fold(name)}, ${partner?.id ?? null}) returning id, name
    `);

  const partner = ({ name = `Partner ${next()}` }: { name?: string } = {}) => company({ name, kind: 'partner' });

  interface UserOptions {
    company?: TestCompany;
    role?: Role;
    name?: string;
    email?: string;
    emailVerified?: boolean;
    management?: boolean;
    permissions?: Permission[];
  }

  /** A user of a customer, unless said otherwise. */
  const user = async ({
    role = 'customer',
    company: of,
    name = `Person ${next()}`,
    email = `person${next()}@example.com`,
    emailVerified = true,
    management = false,
    permissions = [],
  }: UserOptions = {}): Promise<TestUser> => {
    const companyId = role === 'staff' ? null : (of ?? (await (role === 'partner' ? partner() : company()))).id;
    return insert(sql<TestUser>`
      insert into users (name, email, email_verified, role, company_id, management, permissions)
      values (${name}, ${email}, ${emailVerified}, ${role}, ${companyId}, ${management}, ${permissions}::text[])
      returning id, name, email, role, company_id as "companyId"
    `);
  };

  const staff = (options: Omit<UserOptions, 'role' | 'company'> = {}) => user({ ...options, role: 'staff' });

  /** Gives a user the password `TEST_PASSWORD`. */
  const password = ({ id }: TestUser) =>
    insert(sql`
      insert into accounts (user_id, account_id, provider_id, password) values (${id}, ${id}::uuid::text, 'credential', ${CHEAP_HASH})
    `);

  const embedKey = async (options: { partner?: TestCompany; origins?: string[]; ticketsPerHour?: number } = {}) => {
    const { partner: of = await partner(), origins = ['https://partner.example'], ticketsPerHour = 20 } = options;
    return insert(sql<{ id: string; origins: string[] }>`
      insert into embed_keys (id, partner_id, origins, tickets_per_hour)
      values (${`ek_${randomUUID()}`}, ${of.id}, ${origins}::text[], ${ticketsPerHour}) returning id, origins
    `);
  };

  interface TicketOptions {
    /** Null for a ticket that was filed without a login and is not claimed. */
    company?: TestCompany | null;
    createdBy?: TestUser;
    assignee?: TestUser;
    subject?: string;
    description?: string;
    status?: TicketStatus;
    priority?: TicketPriority;
    email?: string;
    quarantined?: boolean;
    embedKey?: { id: string };
  }

  const ticket = async (options: TicketOptions = {}): Promise<TestTicket> => {
    const {
      subject = `Anliegen ${next()}`,
      description = 'Die Kassa druckt nicht.',
      status = 'new',
      priority = 'normal',
    } = options;
    const { email = `kontakt${next()}@example.com`, createdBy, assignee, quarantined = false } = options;
    const companyId =
      options.company === undefined ? (createdBy?.companyId ?? (await company()).id) : (options.company?.id ?? null);
    const contact = { name: 'Erika Muster', email };
    return insert(sql<TestTicket>`
      with numbered as (select next_ticket_number(now()) as number)
      insert into tickets (number, subject, subject_key, description, category, priority, status, source, contact, contact_email,
        company_id, created_by, assignee_id, embed_key, search_text, quarantined_at, changed_by)
      select number, ${subject}, ${fold(subject)}, ${description}, 'fault', ${TICKET_PRIORITIES.indexOf(priority)}::smallint,
        ${TICKET_STATUSES.indexOf(status)}::smallint, ${options.embedKey ? 'embed' : 'portal'}, ${JSON.stringify(contact)}::jsonb, ${email},
        ${companyId}::uuid, ${createdBy?.id ?? null}::uuid, ${assignee?.id ?? null}::uuid, ${options.embedKey?.id ?? null}::text,
        lower(number) || ' ' || ${fold(`${subject} ${contact.name} ${email}`)}, case when ${quarantined} then now() end, ${createdBy?.id ?? null}::uuid
      from numbered
      returning id, number, subject
    `);
  };

  const host = async ({ origins = ['https://onretail.example'] }: { origins?: string[] } = {}): Promise<TestHost> => {
    const issuer = `https://host${next()}.example`;
    const kid = randomUUID();
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const { id } = await insert(sql<{ id: string }>`
      insert into hosts (issuer, name, origins) values (${issuer}, 'onRetail', ${origins}::text[]) returning id
    `);
    await insert(
      sql`insert into host_keys (host_id, kid, jwk) values (${id}, ${kid}, ${JSON.stringify(await exportJWK(publicKey))}::jsonb)`,
    );
    return {
      id,
      issuer,
      kid,
      async admit({ id: userId }) {
        await insert(sql`insert into host_users (host_id, subject, user_id) values (${id}, ${userId}, ${userId})`);
      },
      async trust() {
        await insert(sql`update hosts set trusted_for_signing = true where id = ${id}`);
      },
      signHostToken({ id: sub }, claims = {}, header = {}) {
        const iat = Math.floor(clock().getTime() / 1000);
        const payload = { iss: issuer, aud: 'etron-portal', sub, jti: randomUUID(), iat, exp: iat + 60, ...claims };
        return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid, ...header }).sign(privateKey);
      },
    };
  };

  return {
    company,
    partner,
    user,
    staff,
    password,
    embedKey,
    ticket,
    host,
    ...createErpFactories(db, next, company, blobs),
  };
}
