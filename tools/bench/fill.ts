import type { Client } from 'pg';

/** The bench's people: a customer's user, a partner's user and an employee, known to the host `bench` by their role. */
export const ISSUER = 'https://bench.example';
export const HS256_SECRET = 'a secret of the bench, long enough for HS256';
export const ROLES = ['customer', 'partner', 'staff'] as const;
export type BenchRole = (typeof ROLES)[number];

/** Users of one company who listen to live updates: `listener0` and so on. */
export const LISTENING_USERS = 50;

export const COMPANIES = 10;
/** Rows of each company that the search finds, the same number at every size. */
export const HITS = 40;
/** A word that is in exactly these. */
export const NEEDLE = 'gutscheindruck';

/** Companies, people and `count` tickets, spread evenly. The first company has no partner, so its people may have permissions. */
export async function fill(client: Client, count: number): Promise<void> {
  const [secret, hits] = [HS256_SECRET, HITS];
  await client.query(`
    insert into companies (id, kind, name, name_key) values (uuid_of(0), 'partner', 'Kassenhaus Süd', 'kassenhaus sud');
    insert into companies (id, kind, name, name_key, partner_id)
      select uuid_of(i), 'customer', 'Bäckerei ' || i, 'backerei ' || i, case when i > 1 then uuid_of(0) end from generate_series(1, ${COMPANIES}) i;
    insert into users (id, name, email, email_verified, role, company_id, permissions) values
      (uuid_of(1001), 'Anna Kunde', 'customer@bench.example', true, 'customer', uuid_of(1), '{offers, orders, invoices, subscriptions}'),
      (uuid_of(1002), 'Paul Partner', 'partner@bench.example', true, 'partner', uuid_of(0), '{}'),
      (uuid_of(1003), 'Stefanie Staff', 'staff@bench.example', true, 'staff', null, '{}');
    insert into hosts (id, issuer, name, hs256_secret) values (uuid_of(1), '${ISSUER}', 'Bench', '${secret}');
    insert into host_users (host_id, subject, user_id) values
      (uuid_of(1), 'customer', uuid_of(1001)), (uuid_of(1), 'partner', uuid_of(1002)), (uuid_of(1), 'staff', uuid_of(1003));
    insert into users (id, name, email, email_verified, role, company_id)
      select uuid_of(2000 + i), 'Listener ' || i, 'listener' || i || '@bench.example', true, 'customer', uuid_of(1) from generate_series(0, ${LISTENING_USERS - 1}) i;
    insert into host_users (host_id, subject, user_id) select uuid_of(1), 'listener' || i, uuid_of(2000 + i) from generate_series(0, ${LISTENING_USERS - 1}) i;
  `);
  await client.query(
    `insert into tickets (number, subject, subject_key, description, category, priority, status, source, contact, contact_email, company_id,
       created_by, assignee_id, search_text, created_at, changed_at, changed_by)
     select number, subject, lower(subject), repeat(subject || ' ', 5), (array['fault', 'question', 'change', 'billing', 'other'])[1 + i % 5], i % 4,
       (i / 7) % 5, 'portal', '{"name":"Anna Kunde","email":"customer@bench.example"}', 'customer@bench.example',
       uuid_of(1 + i % ${COMPANIES}), uuid_of(1001), case when i % 3 = 0 then uuid_of(1003) end, lower(number || ' ' || subject || ' anna kunde'),
       now() - i * interval '7 seconds', now() - i * interval '5 seconds', uuid_of(1003)
     from generate_series(0, ${count - 1}) i,
       lateral (select format('T-2026-%s', lpad(i::text, 7, '0')) as number,
         (array['Bondrucker', 'Kassenlade', 'Scanner', 'Waage', 'Tagesabschluss', 'Inventur', 'Artikelimport', 'Belegnummer'])[1 + i % 8]
         || ' ' || case when i / ${COMPANIES} < ${hits} then '${NEEDLE}' else md5(i::text) end
         || ' ' || (array['reagiert nicht', 'zeigt falsche Summe', 'druckt doppelt', 'fehlt in der Liste', 'ist langsam'])[1 + i % 5] as subject) s`,
  );
}

/** Ids that can be told apart by eye. */
export const UUID_OF = `create or replace function uuid_of(i integer) returns uuid language sql immutable as $$
  select ('00000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid $$`;
