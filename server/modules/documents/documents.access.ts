import type { SigningDocument } from '../../../src/contract/documents.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { notFound, Problem } from '../../http/problem.ts';
import type { UserActor } from '../identity/actor.ts';
import { requireStaff, requireTrust } from '../identity/permissions.ts';
import { isTurn, type StoredDocument, type StoredSigner, signerOf, toSigningDocument } from './documents.domain.ts';
import { findDocument, lockDocument } from './documents.store.ts';

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
export async function present({ clock, config }: Deps, tx: Tx, actor: UserActor, id: string): Promise<SigningDocument> {
  return toSigningDocument(await requireDocument(tx, actor, id, clock()), actor, config.publicUrl);
}
