import type { AuditTrail, DocumentEvent, DocumentQuery, SigningDocument } from '../../../src/contract/documents.ts';
import { PAGE_SIZE } from '../../../src/contract/limits.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { type RawJson, rawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import type { UserActor } from '../identity/actor.ts';
import type { ClientEvidence } from '../signing/evidence.ts';
import { isIntact, type StoredEvent } from './audit.domain.ts';
import { appendEvents, listEvents, signerEvents } from './audit.store.ts';
import { requireDocument } from './documents.access.ts';
import { signerOf, toSigningDocument } from './documents.domain.ts';
import { countsJson, listPage } from './documents.list.store.ts';
import { mailAbout } from './documents.mail.ts';
import { hasVersion, loadDocument } from './documents.store.ts';

const DAY = 24 * 60 * 60 * 1000;

/** One page of the documents the actor sees, the most recently changed first. */
export function listDocuments(
  { clock }: Deps,
  { actor, read }: Scope<UserActor>,
  query: DocumentQuery,
): Promise<RawJson> {
  const request = { query, limit: query.limit ?? PAGE_SIZE, now: clock() };
  return read(async (tx) => rawJson(await listPage(tx, actor, request)));
}

/** How many documents the actor sees in each state. */
export function countDocuments({ clock }: Deps, { actor, read }: Scope<UserActor>): Promise<RawJson> {
  return read(async (tx) => rawJson(await countsJson(tx, actor, clock())));
}

/** One document. 404 when the actor does not see it. Once a day, the audit trail records that a signer looked at it. */
export async function readDocument(
  { clock, config }: Deps,
  { actor, read, write }: Scope<UserActor>,
  id: string,
  client: ClientEvidence,
): Promise<SigningDocument> {
  const now = clock();
  const { document, viewer } = await read(async (tx) => {
    const found = await requireDocument(tx, actor, id, now);
    const signer = found.status === 'waiting' ? signerOf(found, actor) : undefined;
    const events = signer ? await signerEvents(tx, id, signer.id, new Date(now.getTime() - DAY)) : [];
    const viewed = events.some(({ kind, recent }) => kind === 'viewed' && recent);
    return { document: found, viewer: viewed ? undefined : signer };
  });
  if (viewer) {
    const details = { signer: viewer.id, sha256: document.sha256 };
    await write((tx) => appendEvents(tx, id, [{ kind: 'viewed', details, at: now, client }]));
  }
  return toSigningDocument(document, actor, config.publicUrl);
}

/** The audit trail of a document, for staff and its signers. 403 for others who see the document. */
export function readEvents({ clock }: Deps, { actor, read }: Scope<UserActor>, id: string): Promise<AuditTrail> {
  return read(async (tx) => {
    const document = await requireDocument(tx, actor, id, clock());
    if (actor.role !== 'staff' && !signerOf(document, actor)) throw new Problem(403, 'forbidden');
    const events = await listEvents(tx, id);
    return { items: events.map(toEvent), intact: isIntact(document, events) };
  });
}

const toEvent = ({ sequence, kind, at, details, person, hash }: StoredEvent): DocumentEvent => ({
  sequence,
  kind,
  at: at.toISOString(),
  details: JSON.parse(details),
  person: person === null ? null : JSON.parse(person),
  hash,
});

/** Title and size of a PDF that the document shows or showed. 404 for any other. The audit trail records downloads of the sealed PDF. */
export async function findFile(
  { clock, blobs }: Deps,
  { actor, read, write }: Scope<UserActor>,
  { id, sha256 }: { id: string; sha256: string },
  download: ClientEvidence | undefined,
): Promise<{ title: string; size: number }> {
  const document = await read(async (tx) => {
    const found = await requireDocument(tx, actor, id, clock());
    if (!(await hasVersion(tx, actor, id, sha256))) throw notFound();
    return found;
  });
  const size = await blobs.size(sha256);
  if (download && document.status === 'signed')
    await write((tx) =>
      appendEvents(tx, id, [{ kind: 'downloaded', details: { sha256 }, at: clock(), client: download }]),
    );
  return { title: document.title, size };
}

/** After a message of staff: has the signers told, unless the document has not been sent yet. */
export async function onDocumentMessage(tx: Tx, actor: UserActor, id: string, now: Date): Promise<void> {
  const document = await loadDocument(tx, id, now);
  if (actor.role === 'staff' && document && document.status !== 'draft')
    await mailAbout(tx, id, 'message', document.signers);
}
