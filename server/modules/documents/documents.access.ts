import type { SigningDocument } from '../../../src/contract/documents.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { notFound, Problem } from '../../http/problem.ts';
import type { UserActor } from '../identity/actor.ts';
import { requireTrust } from '../signing/trust.ts';
import { isTurn, type Signer, type StoredDocument, signerOf, toSigningDocument } from './documents.domain.ts';
import { findDocument, lockDocument } from './documents.store.ts';

/** 404 for a document the actor does not see. */
export async function requireDocument(tx: Tx, actor: UserActor, id: string, now: Date): Promise<StoredDocument> {
  const document = await findDocument(tx, actor, id, now);
  if (!document) throw notFound();
  return document;
}

/** The same for a change of an author: 404, then 403 for everybody but staff. Nobody else changes it until the transaction ends. */
export async function lockForAuthor(tx: Tx, actor: UserActor, id: string, now: Date): Promise<StoredDocument> {
  await requireDocument(tx, actor, id, now);
  requireStaff(actor);
  await lockDocument(tx, id);
  return requireDocument(tx, actor, id, now);
}

export function requireStaff(actor: UserActor): void {
  if (actor.role !== 'staff') throw new Problem(403, 'forbidden');
}

/** 409 `document_sent` unless it is a draft. */
export function requireDraft({ status }: StoredDocument): void {
  if (status !== 'draft') throw new Problem(409, 'document_sent');
}

/**
 * The actor as one of those who are to sign now, on a page that is trusted with it.
 * @throws Problem 403 `forbidden`, `signing_not_trusted`; 409 `document_closed`, `not_your_turn`
 */
export function requireTurn(document: StoredDocument, actor: UserActor): Signer {
  const signer = signerOf(document, actor);
  if (!signer) throw new Problem(403, 'forbidden');
  requireTrust(actor);
  if (document.status !== 'waiting' || signer.status !== 'waiting') throw new Problem(409, 'document_closed');
  if (!isTurn(document.signers, signer)) throw new Problem(409, 'not_your_turn');
  return signer;
}

/** A document as the actor is shown it. */
export async function present({ clock, config }: Deps, tx: Tx, actor: UserActor, id: string): Promise<SigningDocument> {
  return toSigningDocument(await requireDocument(tx, actor, id, clock()), actor, config.publicUrl);
}
