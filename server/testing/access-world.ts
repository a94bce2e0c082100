import assert from 'node:assert/strict';
import { CompiledQuery, sql } from 'kysely';
import type { Database, Principal } from '../db/database.ts';
import { createFactories } from './factories.ts';
import { openTestDatabase } from './test-database.ts';

export type Who =
  | 'customer'
  | 'colleague'
  | 'partner'
  | 'foreignPartner'
  | 'staff'
  | 'disabled'
  | 'embed'
  | 'guest'
  | 'nobody';

/** How the database refuses. */
export const DENIED = /permission denied|violates row-level security|Only staff may change|may not be changed/;

/**
 * A small world for tests of row-level security on its own: raw SQL in somebody's name, as if the service had no rules. A customer with a
 * colleague, their partner, another partner with a customer, and something of every kind on every ticket.
 */
export async function createAccessWorld() {
  const db = await openTestDatabase();
  const make = createFactories(db, () => new Date());
  const [partner, foreign] = [await make.partner(), await make.partner()];
  const [company, foreignCompany] = [await make.company({ partner }), await make.company({ partner: foreign })];
  const [customer, colleague, disabled] = [
    await make.user({ company }),
    await make.user({ company }),
    await make.user({ company }),
  ];
  const [reseller, foreignReseller] = [
    await make.user({ role: 'partner', company: partner }),
    await make.user({ role: 'partner', company: foreign }),
  ];
  const foreigner = await make.user({ company: foreignCompany });
  const staff = await make.staff();
  const embedKey = await make.embedKey({ partner });
  const host = await make.host();
  await make.subscription({ company, instance: 'kassa-1' });
  await db.system((tx) => sql`update users set disabled_at = now() where id = ${disabled.id}`.execute(tx));
  const tickets = {
    own: await make.ticket({ company, createdBy: customer, status: 'waiting' }),
    /** The customer's, but held back. */
    quarantined: await make.ticket({ company, quarantined: true }),
    /** Of the foreign partner's customer. */
    foreign: await make.ticket({ company: foreignCompany, createdBy: foreigner }),
    unclaimed: await make.ticket({ company: null, embedKey }),
  };
  for (const [name, { id }] of Object.entries(tickets)) await fillRecord(db, name, id, staff.id);
  await db.system(async (tx) => {
    await sql`
      insert into attachments (sha256, name, type, size, owner_id, embed_key) values
      ('', 'upload of customer', '', 1, ${customer.id}, null), ('', 'upload of foreigner', '', 1, ${foreigner.id}, null),
      ('', 'upload of embed', '', 1, null, ${embedKey.id})
    `.execute(tx);
    await sql`insert into read_marks select id, 'ticket', ${tickets.own.id}, now() from users`.execute(tx);
    await sql`insert into idempotency_keys (actor, key, request_hash) select 'user:' || id, id, '' from users`.execute(
      tx,
    );
    await sql`insert into contact_codes (ticket_id, expires_at) values (${tickets.unclaimed.id}, now())`.execute(tx);
    await sql`insert into used_values values ('proof', 'x', now())`.execute(tx);
    await sql`insert into sessions (user_id, token, expires_at) values (${customer.id}, 'x', now() + interval '1 day')`.execute(
      tx,
    );
  });
  const as = ({ id }: { id: string }): Principal => ({ userId: id, owner: `user:${id}` });
  const principals: Record<Who, Principal> = {
    customer: as(customer),
    colleague: as(colleague),
    partner: as(reseller),
    foreignPartner: as(foreignReseller),
    staff: as(staff),
    disabled: as(disabled),
    embed: { embedKey: embedKey.id, owner: `embed:${embedKey.id}` },
    guest: { guest: { host: host.id, subject: 'jonas', instance: 'kassa-1' }, owner: `guest:${host.id}:jonas` },
    nobody: { owner: 'nobody' },
  };
  const ids = {
    customer: customer.id,
    colleague: colleague.id,
    partner: reseller.id,
    staff: staff.id,
    company: company.id,
    partnerCompany: partner.id,
    foreignCompany: foreignCompany.id,
  };

  /** What somebody sees of a table, by one of its columns. */
  async function seen(who: Who, text: string): Promise<string[]> {
    const query: CompiledQuery<{ name: string }> = CompiledQuery.raw(text);
    const { rows } = await db.as(principals[who], (tx) => tx.executeQuery(query), 'read');
    return rows.map((row) => row.name).sort();
  }

  /** How many rows somebody changes. */
  async function changed(who: Who, text: string, parameters: unknown[] = []): Promise<number> {
    const query = CompiledQuery.raw(text, parameters);
    const { numAffectedRows } = await db.as(principals[who], (tx) => tx.executeQuery(query));
    return Number(numAffectedRows);
  }

  const denied = (who: Who, text: string, parameters: unknown[] = []) =>
    assert.rejects(changed(who, text, parameters), DENIED);

  return { db, principals, tickets, ids, seen, changed, denied };
}

/** A public message and an internal note, files with each and with the ticket itself, a time entry. */
function fillRecord(db: Database, name: string, id: string, staff: string): Promise<void> {
  return db.system(async (tx) => {
    await sql`
      with entry as (
        insert into history_entries (record_kind, record_id, kind, internal, author_id, author_name, author_side, body)
        select 'ticket', ${id}, 'message', internal, ${staff}, 'Staff', 'staff', ${name}::text || case when internal then ' internal' else '' end
        from (values (false), (true)) v (internal)
        returning id, body
      )
      insert into attachments (sha256, name, type, size, record_kind, record_id, entry_id)
      select '', body, '', 1, 'ticket', ${id}::uuid, id from entry union all select '', ${name}::text || ' itself', '', 1, 'ticket', ${id}::uuid, null
    `.execute(tx);
    await sql`
      insert into time_entries (record_kind, record_id, employee_id, worked_on, minutes, text) values ('ticket', ${id}, ${staff}, current_date, 5, ${name})
    `.execute(tx);
  });
}
