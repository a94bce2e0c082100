import type { AuditTrail, DocumentEvent, DocumentQuery, SigningDocument } from '../../../src/contract/documents.ts';
import { PAGE_SIZE } from '../../../src/contract/limits.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { RawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import type { UserActor } from '../identity/actor.ts';
import { requireStaff, requireTrust } from '../identity/permissions.ts';
import { tell } from '../mails/mails.service.ts';
import type { ClientEvidence } from '../signing/evidence.ts';
import { appendEvents, isIntact, listEvents, type StoredEvent, signerEvents } from './audit-trail.ts';
import {
  currentSigners,
  isTurn,
  type StoredDocument,
  type StoredSigner,
  signerOf,
  toSigningDocument,
} from './documents.domain.ts';
import {
  countsJson,
  dueReminders,
  endDocument,
  findDocument,
  hasVersion,
  listPage,
  loadDocument,
  lockDocument,
  lockOverdue,
  markReminded,
  overdueDocuments,
} from './documents.store.ts';

/** 404 for a document the actor does not see. */
export async function requireDocument(tx: Tx, actor: UserActor, id: string, now: Date): Promise<StoredDocument> {
  const document = await findDocument(tx, actor, id, now);
  if (!document) throw notFound();
  return document;
}

/** A document that the actor is about to change as its author, locked until the transaction ends. 404, then 403 unless staff. */
export async function lockForAuthor(tx: Tx, actor: UserActor, id: string, now: Date): Promise<StoredDocument> {
  await requireDocument(tx, actor, id, now);
  requireStaff(actor);
  await lockDocument(tx, id);
  return requireDocument(tx, actor, id, now);
}

/** 409 `document_sent` unless the document is a draft. */
export function requireDraft({ status }: StoredDocument): void {
  if (status !== 'draft') throw new Problem(409, 'document_sent');
}

/**
 * The actor as a signer whose turn it is, on a page that is trusted with signatures.
 * @throws Problem 403 `forbidden`, `signing_not_trusted`; 409 `document_closed`, `not_your_turn`
 */
export function requireTurn(document: StoredDocument, actor: UserActor): StoredSigner {
  const signer = signerOf(document, actor);
  if (!signer) throw new Problem(403, 'forbidden');
  requireTrust(actor);
  if (document.status !== 'waiting' || signer.status !== 'waiting') throw new Problem(409, 'document_closed');
  if (!isTurn(document.signers, signer)) throw new Problem(409, 'not_your_turn');
  return signer;
}

/** A document as it is shown to the actor. */
export async function presentDocument(
  { clock, config }: Deps,
  tx: Tx,
  actor: UserActor,
  id: string,
): Promise<SigningDocument> {
  return toSigningDocument(await requireDocument(tx, actor, id, clock()), actor, config.publicUrl);
}

const DAY = 24 * 60 * 60 * 1000;

/** One page of the documents the actor sees, the most recently changed first. */
export function listDocuments(
  { clock }: Deps,
  { actor, read }: Scope<UserActor>,
  query: DocumentQuery,
): Promise<RawJson> {
  const request = { query, limit: query.limit ?? PAGE_SIZE, now: clock() };
  return read(async (tx) => new RawJson(await listPage(tx, actor, request)));
}

/** How many documents the actor sees in each state. */
export function countDocuments({ clock }: Deps, { actor, read }: Scope<UserActor>): Promise<RawJson> {
  return read(async (tx) => new RawJson(await countsJson(tx, actor, clock())));
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

// What happens to documents as time passes: they expire, and their signers are reminded.

/** Ends a document if it is overdue. */
export async function expireDocument({ db, clock }: Pick<Deps, 'db' | 'clock'>, id: string): Promise<void> {
  await db.system(async (tx) => {
    const now = clock();
    if (!(await lockOverdue(tx, id, now))) return;
    await appendEvents(tx, id, [{ kind: 'expired', at: now }]);
    await endDocument(tx, id, { status: 'expired', reason: null, by: null, now });
    await tell(tx, 'documentEnded', { record: { kind: 'document', id }, by: null }, now);
  });
}

export async function expireDocuments(deps: Deps, now: Date): Promise<void> {
  for (const id of await deps.db.system((tx) => overdueDocuments(tx, now), 'read')) await expireDocument(deps, id);
}

/** Reminds those whose turn it is to sign, every so many days, as the author wanted. */
export async function remindSigners({ db }: Deps, now: Date): Promise<void> {
  for (const id of await db.system((tx) => dueReminders(tx, now), 'read')) {
    await db.system(async (tx) => {
      if (!(await markReminded(tx, id, now))) return;
      const { signers } = (await loadDocument(tx, id, now))!;
      const reminded = currentSigners(signers);
      const events = reminded.map(({ id: signer }) => ({ kind: 'reminded' as const, details: { signer }, at: now }));
      await appendEvents(tx, id, events);
      const named = reminded.map(({ email }) => email);
      await tell(tx, 'signatureReminder', { record: { kind: 'document', id }, by: null, named }, now);
    });
  }
}
