import type { InvoiceQuery } from '../../../src/contract/invoices.ts';
import { PAGE_SIZE } from '../../../src/contract/limits.ts';
import type { Deps } from '../../deps.ts';
import { notFound } from '../../http/problem.ts';
import { type RawJson, rawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import type { UserActor } from '../identity/actor.ts';
import { requirePermission } from '../identity/permissions.ts';
import { findPdf, invoiceJson, listPage } from './invoices.store.ts';

/** One page of the invoices the actor sees. 403 `permission_missing`, as for all functions below. */
export async function listInvoices(
  { clock }: Deps,
  { actor, read }: Scope<UserActor>,
  query: InvoiceQuery,
): Promise<RawJson> {
  requirePermission(actor, 'invoices');
  return rawJson(await read((tx) => listPage(tx, actor, { query, limit: query.limit ?? PAGE_SIZE, now: clock() })));
}

/** One invoice. 404 when the actor does not see it. */
export async function readInvoice({ clock }: Deps, { actor, read }: Scope<UserActor>, id: string): Promise<RawJson> {
  requirePermission(actor, 'invoices');
  const json = await read((tx) => invoiceJson(tx, actor, id, clock()));
  if (json === undefined) throw notFound();
  return rawJson(json);
}

/** Hash, size and title of an invoice's PDF. 404 for a PDF of anything else. */
export async function findInvoiceFile(
  { actor, read }: Scope<UserActor>,
  file: { id: string; sha256: string },
): Promise<{ sha256: string; size: number; title: string }> {
  requirePermission(actor, 'invoices');
  const pdf = await read((tx) => findPdf(tx, actor, file));
  if (!pdf) throw notFound();
  return { sha256: file.sha256, size: pdf.size, title: pdf.number };
}
