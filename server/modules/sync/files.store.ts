import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { SyncFile } from './sync.ids.ts';

/** Rows may name the file from now on. */
export async function keepFile(tx: Tx, { sha256, size }: SyncFile, now: Date): Promise<void> {
  await sql`
    insert into erp_files (sha256, size, named_at) values (${sha256}, ${size}, ${now})
    on conflict (sha256) do update set named_at = excluded.named_at
  `.execute(tx);
}

/** Forgets files no row names any more; rows go on naming what was offered, though the answer put another PDF in its place. Whoever is about to name one has changed its row, and this waits for that. */
export async function forgetFiles(tx: Tx, before: Date): Promise<void> {
  await sql`
    delete from erp_files f where f.named_at < ${before}
      and not exists (select from orders o where o.pdf_sha256 = f.sha256) and not exists (select from invoices i where i.pdf_sha256 = f.sha256)
      and not exists (select from order_answers a where a.shown_pdf_sha256 = f.sha256)
  `.execute(tx);
}
