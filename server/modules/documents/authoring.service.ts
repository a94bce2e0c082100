import { randomUUID } from 'node:crypto';
import { SIGNERS_MAX, VALUES_BODY_MAX, VALUES_COUNT_MAX } from '../../../src/contract/documents.limits.ts';
import type {
  DocumentField,
  DocumentPatch,
  NewDocument,
  NewSigner,
  SigningDocument,
} from '../../../src/contract/documents.ts';
import type { FieldError } from '../../../src/contract/problem.ts';
import type { WrittenBlob } from '../../blobs/blob-store.ts';
import { mapPdfErrors, readPdf, renderPdf, writePdf } from '../../blobs/pdfs.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { invalidInput, notFound, Problem } from '../../http/problem.ts';
import type { Scope } from '../../http/scope.ts';
import { UnprintableError } from '../../pdf/pdf.ts';
import { WORDS } from '../../words/words.ts';
import type { UserActor } from '../identity/actor.ts';
import { requireCompany } from '../identity/directory.service.ts';
import { requireStaff } from '../identity/permissions.ts';
import { tell } from '../mails/mails.service.ts';
import type { ClientEvidence } from '../signing/evidence.ts';
import { findUpload } from '../uploads/uploads.store.ts';
import { appendEvents } from './audit-trail.ts';
import { completeField, fieldFaults, fieldsFromPdf } from './authoring.fields.ts';
import { currentSigners, type StoredDocument } from './documents.domain.ts';
import { lockForAuthor, presentDocument, requireDocument, requireDraft } from './documents.service.ts';
import * as store from './documents.store.ts';
import { marksOf } from './marks.domain.ts';

/** Makes a draft from a PDF that the author has uploaded. 404 for an upload of somebody else, 422 for a PDF that cannot be signed. */
export async function createDocument(
  deps: Deps,
  { actor, read, write }: Scope<UserActor>,
  { title, companyId, upload }: NewDocument,
  client: ClientEvidence,
): Promise<SigningDocument> {
  requireStaff(actor);
  const file = await read(async (tx) => {
    await requireCompany(tx, actor, companyId);
    return findUpload(tx, actor, upload);
  });
  if (!file) throw notFound();
  if (file.type !== 'application/pdf') throw new Problem(422, 'pdf_invalid', { detail: 'Not a PDF.' });
  const { decrypted, pages, ...form } = await mapPdfErrors(deps.pdf.inspect(await readPdf(deps.blobs, file.sha256)));
  const { fields, warnings } = fieldsFromPdf(form, WORDS[deps.config.printLanguage].signerRole);
  requireEditable(fields);
  const { sha256, size } = decrypted ? await writePdf(deps.blobs, decrypted) : file;
  return write(async (tx) => {
    const id = randomUUID();
    const now = deps.clock();
    const row = { id, title, companyId, createdBy: actor.id, sha256, size, pages, warnings, createdAt: now };
    await store.insertDocument(tx, row);
    await store.replaceFields(tx, id, fields);
    await appendEvents(tx, id, [{ kind: 'created', details: { sha256 }, at: now, client }]);
    return presentDocument(deps, tx, actor, id);
  });
}

/** Changes a draft. Each part of the patch replaces what was there before. */
export function updateDocument(
  deps: Deps,
  { actor, write }: Scope<UserActor>,
  id: string,
  patch: DocumentPatch,
): Promise<SigningDocument> {
  return write(async (tx) => {
    const now = deps.clock();
    const draft = await lockForAuthor(tx, actor, id, now);
    requireDraft(draft);
    const fields = patch.fields && withIds(patch.fields.map(completeField), draft);
    const expiresAt = patch.expiresAt === undefined ? draft.expiresAt : patch.expiresAt && new Date(patch.expiresAt);
    const faults = [
      ...(fields ? fieldFaults(fields, draft.pages.length) : []),
      ...(patch.signers ? await signerFaults(tx, draft, patch.signers) : []),
      ...(patch.expiresAt && expiresAt ? expiryFaults(expiresAt, now) : []),
    ];
    if (faults.length > 0) throw invalidInput(faults);
    if (fields) await store.replaceFields(tx, id, fields);
    if (patch.signers) await store.replaceSigners(tx, id, patch.signers);
    const {
      title = draft.title,
      message = draft.message,
      remindDays = draft.remindDays,
      mayDecline = draft.mayDecline,
      needsCode = draft.needsCode,
    } = patch;
    await store.updateDraft(tx, id, {
      title,
      message,
      remindDays,
      mayDecline,
      needsCode,
      expiresAt: expiresAt || null,
    });
    return presentDocument(deps, tx, actor, id);
  });
}

/** 422 `pdf_too_large` for more fields than a request with all of them may hold: nobody could change them. */
function requireEditable(fields: readonly DocumentField[]): void {
  let count = 0;
  const body = JSON.stringify({ fields }, (_, value: unknown) => {
    count++;
    return value;
  });
  if (count > VALUES_COUNT_MAX || Buffer.byteLength(body) > VALUES_BODY_MAX)
    throw new Problem(422, 'pdf_too_large', { detail: 'The form has too many fields and options.' });
}

/** Fields of the draft keep their ids; all others, and what is there twice, get new ones. */
function withIds(fields: readonly DocumentField[], draft: StoredDocument): DocumentField[] {
  const known = new Set(draft.fields.map(({ id }) => id));
  return fields.map((field) => (known.delete(field.id) ? field : { ...field, id: randomUUID() }));
}

export function deleteDocument({ clock }: Deps, { actor, write }: Scope<UserActor>, id: string): Promise<void> {
  return write(async (tx) => {
    requireDraft(await lockForAuthor(tx, actor, id, clock()));
    await store.deleteDocument(tx, id);
  });
}

/** Sends a draft to its signers. The form is removed from the PDF, because the portal shows fields of its own in its place. */
export async function sendDocument(
  deps: Deps,
  { actor, read, write }: Scope<UserActor>,
  id: string,
  client: ClientEvidence,
): Promise<SigningDocument> {
  const draft = await read(async (tx) => {
    const document = await requireDocument(tx, actor, id, deps.clock());
    requireStaff(actor);
    return document;
  });
  // A draft that is not ready is refused in the transaction below, so that a repeated request gets the answer of the first one.
  const ready = draft.status === 'draft' && sendingFaults(draft, deps.clock()).length === 0;
  const pdf = ready ? await preparePdf(deps, draft) : undefined;
  return write(async (tx) => {
    const now = deps.clock();
    const document = await lockForAuthor(tx, actor, id, now);
    requireDraft(document);
    const faults = sendingFaults(document, now);
    if (faults.length > 0) throw invalidInput(faults);
    if (!pdf || document.revision !== draft.revision) throw new Problem(409, 'document_changed');
    const { sha256, size } = pdf;
    await store.markSent(tx, id, { sha256, size, now });
    await appendEvents(tx, id, [{ kind: 'sent', details: { sha256 }, at: now, client }]);
    const named = currentSigners(document.signers).map(({ email }) => email);
    await tell(tx, 'signatureRequested', { record: { kind: 'document', id }, by: actor.id, named }, now);
    return presentDocument(deps, tx, actor, id);
  });
}

/** Withdraws a document that waits for signatures. */
export function cancelDocument(
  deps: Deps,
  { actor, write }: Scope<UserActor>,
  id: string,
  reason: string,
  client: ClientEvidence,
): Promise<SigningDocument> {
  return write(async (tx) => {
    const now = deps.clock();
    const document = await lockForAuthor(tx, actor, id, now);
    if (document.status !== 'waiting') throw new Problem(409, 'document_closed');
    await appendEvents(tx, id, [{ kind: 'cancelled', details: { reason }, at: now, client }]);
    await store.endDocument(tx, id, { status: 'cancelled', reason, by: actor.id, now });
    await tell(tx, 'documentEnded', { record: { kind: 'document', id }, by: actor.id }, now);
    return presentDocument(deps, tx, actor, id);
  });
}

/** Makes a new draft like a document, for instance of one that was cancelled or declined, or has to be signed again. */
export function copyDocument(
  deps: Deps,
  { actor, write }: Scope<UserActor>,
  id: string,
  client: ClientEvidence,
): Promise<SigningDocument> {
  return write(async (tx) => {
    const now = deps.clock();
    const { originalSha256: sha256 } = await requireDocument(tx, actor, id, now);
    requireStaff(actor);
    const copy = randomUUID();
    const size = await deps.blobs.size(sha256);
    await store.copyDocument(tx, { from: id, to: copy, author: actor.id, size, now });
    await appendEvents(tx, copy, [{ kind: 'created', details: { sha256, copyOf: id }, at: now, client }]);
    return presentDocument(deps, tx, actor, copy);
  });
}

/** The PDF as its signers see it, with the values that the author has filled in for good. */
function preparePdf(deps: Deps, { originalSha256, fields }: StoredDocument): Promise<WrittenBlob> {
  // Read-only values are drawn for a test: if a character cannot be printed, no signer could correct it.
  const fixed = marksOf(
    fields.filter(({ readOnly }) => readOnly),
    {},
    '',
  );
  const render = async (original: Uint8Array) => {
    const prepared = await deps.pdf.prepare(original, fields);
    if (fixed.length > 0) {
      await deps.pdf.burn(prepared, fixed).catch((error: unknown) => {
        if (!(error instanceof UnprintableError)) throw error;
        const index = fields.findIndex(({ id }) => id === fixed[error.index]!.fieldId);
        throw invalidInput([fault(`/fields/${index}/defaultValue`, error.message, 'unsupported_character')]);
      });
    }
    return prepared;
  };
  return renderPdf(deps, originalSha256, { sealed: false, render });
}

const fault = (field: string, message: string, code: FieldError['code'] = 'invalid_value'): FieldError => ({
  field,
  code,
  message,
});

const expiryFaults = (expiresAt: Date, now: Date): FieldError[] =>
  expiresAt <= now ? [fault('/expiresAt', 'Has passed already.', 'too_small')] : [];

async function signerFaults(tx: Tx, { company }: StoredDocument, signers: readonly NewSigner[]): Promise<FieldError[]> {
  const known = await store.activeUsers(
    tx,
    company.id,
    signers.map(({ userId }) => userId),
  );
  return signers.flatMap(({ role, userId }, index) => {
    const before = signers.slice(0, index);
    return [
      ...(known.has(userId) ? [] : [fault(`/signers/${index}/userId`, "Not a user of the document's company.")]),
      ...(before.some((other) => other.userId === userId)
        ? [fault(`/signers/${index}/userId`, 'Signs already, in another role.')]
        : []),
      ...(before.some((other) => other.role === role)
        ? [fault(`/signers/${index}/role`, 'Somebody else has this role.')]
        : []),
    ];
  });
}

/** Why a draft cannot be sent: errors about the fields of DocumentPatch. */
function sendingFaults({ signers, fields, expiresAt }: StoredDocument, now: Date): FieldError[] {
  return [
    ...(signers.length === 0 ? [fault('/signers', `One signer at least, ${SIGNERS_MAX} at most.`, 'required')] : []),
    ...fields.flatMap(({ role }, index) =>
      signers.some((signer) => signer.role === role) ? [] : [fault(`/fields/${index}/role`, 'Nobody has this role.')],
    ),
    ...signers.flatMap(({ role }, index) =>
      fields.some((field) => field.role === role && field.type === 'signature' && field.required)
        ? []
        : [fault(`/signers/${index}/role`, 'This role has no required signature.', 'required')],
    ),
    ...(expiresAt ? expiryFaults(expiresAt, now) : []),
  ];
}
