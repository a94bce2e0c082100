import { type RawBuilder, sql } from 'kysely';
import type { Permission } from '../../../src/contract/session.ts';
import type { Tx } from '../../db/database.ts';
import type { UserActor } from '../identity/actor.ts';
import { requirePermission } from '../identity/permissions.ts';
import type { RecordRules } from './records.ts';

interface PermittedKind {
  table: 'orders' | 'invoices' | 'subscriptions';
  /** Any one of these is needed to know about records of the kind at all. */
  permissions: Permission[];
  /** Whether a user with these permissions (text[]) sees the record `r` of their own company. */
  visible(permissions: RawBuilder<string[]>): RawBuilder<boolean>;
  onMessage: RecordRules['onMessage'];
}

/** The rules of records that a company's users see by their own permissions: staff all of them, a partner not its customers'. */
export function permittedRecord({ table, permissions, visible, onMessage }: PermittedKind): RecordRules {
  async function exists(tx: Tx, actor: UserActor, id: string, lock = sql``): Promise<boolean> {
    requirePermission(actor, ...permissions);
    const mine = sql`r.company_id = ${actor.company?.id ?? null}::uuid and ${visible(sql`${actor.permissions}::text[]`)}`;
    const { rows } = await sql`
      select from ${sql.table(table)} r where r.id = ${id}::uuid and ${actor.role === 'staff' ? sql`true` : mine} ${lock}
    `.execute(tx);
    return rows.length > 0;
  }

  return {
    exists,
    // Shared: whoever writes to the record need not be allowed to change it.
    lock: (tx, actor, id) => exists(tx, actor, id, sql`for key share`),
    onMessage,

    async viewers(tx, id, users) {
      const { rows } = await sql<{ id: string; staff: boolean }>`
        select u.id, u.role = 'staff' as staff from users u, ${sql.table(table)} r
        where r.id = ${id}::uuid and u.id = any(${users}::uuid[]) and u.disabled_at is null
          and (u.role = 'staff' or (u.company_id = r.company_id and ${visible(sql`u.permissions`)}))
      `.execute(tx);
      return rows;
    },
  };
}
