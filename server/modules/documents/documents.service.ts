import type { AuditTrail, DocumentEvent, SigningDocument } from '../../../src/contract/documents.ts';
import type { Deps } from '../../deps.ts';
import { notFound, Problem } from '../../http/problem.ts';
import type { Scope } from '../../http/scope.ts';
import type { UserActor } from '../identity/actor.ts';
import type { Client } from '../signing/client.ts';
import { isIntact, type StoredEvent } from './audit.domain.ts';
import { appendEvents, listEvents, signerEvents } from './audit.store.ts';
import { requireDocument } from './documents.access.ts';
import { signerOf, toSigningDocument } from './documents.domain.ts';
import { hasVersion } from './documents.store.ts';

const DAY = 24 * 60 * 60 * 1000;

/** 404 for a document the actor does not see. That a signer looked at it is written down, once a day. */
export async function readDocument(
  { clock, config }: Deps,
  { actor, read, write }: Scope<UserActor>,
  id: string,
  client: Client,
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

/** The audit trail. 403 for those who see the document and are no part of it. */
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

/** Bytes of a PDF the document shows or showed; 404 for any other. */
export async function findFile(
  { clock, blobs }: Deps,
  { actor, read, write }: Scope<UserActor>,
  { id, sha256 }: { id: string; sha256: string },
  download: Client | undefined,
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
