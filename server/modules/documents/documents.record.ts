import { sql } from 'kysely';
import type { RecordRules } from '../history/records.ts';
import { mailAbout } from './documents.mail.ts';
import { documentExists, loadDocument, lockDocument } from './documents.store.ts';

/** What history, time entries and live updates need to know of documents. */
export const documentRules: RecordRules = {
  exists: documentExists,

  async lock(tx, actor, id) {
    await lockDocument(tx, id);
    return documentExists(tx, actor, id);
  },

  async onMessage(tx, actor, id, now) {
    const document = await loadDocument(tx, id, now);
    if (actor.role === 'staff' && document && document.status !== 'draft')
      await mailAbout(tx, id, 'message', document.signers);
  },

  async viewers(tx, id, users) {
    const { rows } = await sql<{ id: string; staff: boolean }>`
      select u.id, u.role = 'staff' as staff from users u, documents d
      where d.id = ${id}::uuid and u.id = any(${users}::uuid[]) and u.disabled_at is null
        and (u.role = 'staff' or (u.company_id = d.company_id and d.status <> 'draft'))
    `.execute(tx);
    return rows;
  },
};
