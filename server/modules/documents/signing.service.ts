import type { DocumentSignature, FieldValues, SigningDocument } from '../../../src/contract/documents.ts';
import type { WrittenBlob } from '../../blobs/blob-store.ts';
import { renderPdf } from '../../blobs/pdfs.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { invalidInput, Problem } from '../../http/problem.ts';
import type { Scope } from '../../http/scope.ts';
import { UnprintableError } from '../../pdf/pdf.ts';
import { WORDS } from '../../words/words.ts';
import type { UserActor } from '../identity/actor.ts';
import { tell } from '../mails/mails.service.ts';
import type { ClientEvidence } from '../signing/evidence.ts';
import { pageFormatIn } from '../signing/page-format.ts';
import { prepareThenCommit } from '../signing/prepare-then-commit.ts';
import { undrawableCode } from '../signing/signature-check.ts';
import { appendEvents, listEvents, type NewEvent } from './audit-trail.ts';
import { currentSigners, fieldsOf, type StoredDocument, type StoredSigner } from './documents.domain.ts';
import { expireDocument, presentDocument, requireDocument, requireTurn } from './documents.service.ts';
import { endDocument, lockDocument } from './documents.store.ts';
import { type FieldMark, marksOf } from './marks.domain.ts';
import { auditPage } from './signing.page.ts';
import { type CodeSubject, endSigner, insertSignature, replaceValues, showSigned, spendCode } from './signing.store.ts';
import { checkCode } from './signing-code.ts';
import { checkValues, fieldError, fillingEvents, requireComplete } from './values.service.ts';

/** A signature that has been rendered into the PDF, and is not stored yet. */
interface RenderedSignature {
  signer: StoredSigner;
  shownSha256: string;
  result: WrittenBlob;
  values: FieldValues;
  code: CodeSubject | undefined;
  sealed: boolean;
  at: Date;
  client: ClientEvidence;
}

/**
 * Signs in the actor's name: checks, renders the PDF and stores it durably, then writes everything in one transaction that checks again. If the
 * process dies before the commit, all that is left is a PDF that nothing refers to, which a clean-up deletes.
 */
export function signDocument(
  deps: Deps,
  scope: Scope<UserActor>,
  id: string,
  signature: DocumentSignature,
  client: ClientEvidence,
): Promise<SigningDocument> {
  return prepareThenCommit(
    scope,
    () => renderSignature(deps, scope, id, signature, client),
    (tx, prepared) => storeSignature(deps, tx, scope.actor, id, prepared),
  );
}

async function renderSignature(
  deps: Deps,
  { actor, read }: Scope<UserActor>,
  id: string,
  { sha256, values, code }: DocumentSignature,
  client: ClientEvidence,
): Promise<RenderedSignature> {
  const at = deps.clock();
  const { printLanguage } = deps.config;
  const { document, events } = await read(async (tx) => ({
    document: await requireDocument(tx, actor, id, at),
    events: await listEvents(tx, id),
  }));
  if (document.status === 'expired') await expireDocument(deps, id);
  const signer = requireTurn(document, actor);
  requireSame(document, sha256);
  const fields = fieldsOf(document, signer);
  const checked = await checkValues(fields, values);
  requireComplete(fields, checked);
  const subject = document.needsCode ? await checkCode(deps, { signerId: signer.id, sha256, code }) : undefined;
  const known = subject ? { ...client, verifiedBy: WORDS[printLanguage].knownBy.code(client.verifiedBy) } : client;

  const marks = marksOf(fields, checked, dayOf(at));
  const sealed = document.signers.every(({ id: other, status }) => other === signer.id || status === 'signed');
  const page = () => auditPage(document, events, { signer, client: known, at }, pageFormatIn(printLanguage));
  const render = (shown: Uint8Array) => (sealed ? deps.pdf.seal(shown, marks, page()) : deps.pdf.burn(shown, marks));
  const result = await renderPdf(deps, sha256, { sealed, render }).catch((error: unknown) => {
    throw error instanceof UnprintableError ? unprintable(marks[error.index]!) : error;
  });
  return { signer, shownSha256: sha256, result, values: checked, code: subject, sealed, at, client: known };
}

async function storeSignature(
  deps: Deps,
  tx: Tx,
  actor: UserActor,
  id: string,
  { signer, shownSha256, result, values, code, sealed, at, client }: RenderedSignature,
): Promise<SigningDocument> {
  await lockDocument(tx, id);
  const document = await requireDocument(tx, actor, id, deps.clock());
  requireTurn(document, actor);
  requireSame(document, shownSha256);
  if (code && !(await spendCode(tx, code))) throw new Problem(422, 'code_invalid');
  const { sha256, size } = result;
  const own = { documentId: id, signerId: signer.id, values };
  const fields = fieldsOf(document, signer);
  const filling = await fillingEvents(tx, { id, signer, fields, values, at, client });
  await replaceValues(tx, own);
  await insertSignature(tx, { ...own, shownSha256, resultSha256: sha256, verifiedBy: client.verifiedBy, at });
  await appendEvents(tx, id, [
    ...filling,
    ...(code ? [{ kind: 'code_confirmed', details: { signer: signer.id }, at, client } satisfies NewEvent] : []),
    { kind: 'signed', details: { signer: signer.id, shown: shownSha256, result: sha256 }, at, client },
    ...(sealed ? [{ kind: 'sealed', details: { sha256 }, at } satisfies NewEvent] : []),
  ]);
  await showSigned(tx, id, { sha256, size, sealed, at });
  const occasion = { record: { kind: 'document', id }, by: actor.id } as const;
  if (sealed) await tell(tx, 'documentSigned', occasion, at);
  else {
    const named = nextSigners(document, signer).map(({ email }) => email);
    await tell(tx, 'signatureRequested', { ...occasion, named }, at);
    await tell(tx, 'signatureGiven', occasion, at);
  }
  return presentDocument(deps, tx, actor, id);
}

/** Declines in the actor's name. 403 `forbidden` where the author does not allow it. */
export function declineDocument(
  deps: Deps,
  { actor, write }: Scope<UserActor>,
  id: string,
  reason: string,
  client: ClientEvidence,
): Promise<SigningDocument> {
  return write(async (tx) => {
    const now = deps.clock();
    await lockDocument(tx, id);
    const document = await requireDocument(tx, actor, id, now);
    const signer = requireTurn(document, actor);
    if (!document.mayDecline) throw new Problem(403, 'forbidden');
    await appendEvents(tx, id, [{ kind: 'declined', details: { signer: signer.id, reason }, at: now, client }]);
    await endSigner(tx, signer.id, 'declined', now);
    await endDocument(tx, id, { status: 'declined', reason, by: actor.id, now });
    await tell(tx, 'documentEnded', { record: { kind: 'document', id }, by: actor.id }, now);
    return presentDocument(deps, tx, actor, id);
  });
}

/** 422 that names the field whose mark cannot be drawn. */
function unprintable({ fieldId, mark }: FieldMark): Problem {
  return invalidInput([
    fieldError(fieldId, mark.kind === 'signature' ? undrawableCode(mark.mark) : 'unsupported_character'),
  ]);
}

/** 409 `document_changed` when the PDF that the signer was shown is not the current one. */
function requireSame(document: StoredDocument, sha256: string): void {
  if (document.sha256 !== sha256) throw new Problem(409, 'document_changed');
}

/** The signers whose turn it is now because this one has signed. */
function nextSigners({ signers }: StoredDocument, signed: StoredSigner): StoredSigner[] {
  const after = signers.map((signer) => (signer.id === signed.id ? { ...signer, status: 'signed' as const } : signer));
  const before = new Set(currentSigners(signers).map(({ id }) => id));
  return currentSigners(after).filter(({ id }) => !before.has(id));
}

const VIENNA = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Vienna', dateStyle: 'short' });

/** The calendar day of a moment in Austria. */
const dayOf = (moment: Date): string => VIENNA.format(moment);
