import type { SignatureMark } from '../../../src/contract/documents.ts';
import { isTakeable, totalsOf } from '../../../src/contract/orders.rules.ts';
import type {
  Order,
  OrderAcceptance,
  OrderLine,
  OrderOptions,
  OrderRefusal,
  OrderTotals,
} from '../../../src/contract/orders.ts';
import type { FieldError, FieldErrorCode } from '../../../src/contract/problem.ts';
import type { WrittenBlob } from '../../blobs/blob-store.ts';
import { renderPdf } from '../../blobs/pdfs.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { jsonPointer } from '../../http/input.ts';
import { invalidInput } from '../../http/problem.ts';
import type { Scope } from '../../http/scope.ts';
import { UnprintableError } from '../../pdf/pdf.ts';
import { insertEntry } from '../history/history.store.ts';
import type { UserActor } from '../identity/actor.ts';
import { tell } from '../mails/mails.service.ts';
import type { ClientEvidence } from '../signing/evidence.ts';
import { pageFormatIn } from '../signing/page-format.ts';
import { prepareThenCommit } from '../signing/prepare-then-commit.ts';
import { signatureFault, undrawableCode } from '../signing/signature-check.ts';
import { cleanName } from '../uploads/file-checks.ts';
import { attachUploads, insertUpload } from '../uploads/uploads.store.ts';
import { acceptancePage } from './acceptance.page.ts';
import { isStorable } from './orders.domain.ts';
import { presentOrder, requireOffer } from './orders.service.ts';
import { insertAcceptance, insertRefusal, lockOrder } from './orders.store.ts';

/** An acceptance that has been rendered into the PDF, and is not stored yet. */
interface RenderedAcceptance {
  sha256: string;
  options: OrderOptions;
  totals: OrderTotals;
  signature: SignatureMark;
  sealed: WrittenBlob;
  at: Date;
  client: ClientEvidence;
}

/**
 * Accepts in the actor's name: checks, seals the PDF and stores it durably, then writes everything in one transaction that checks again. If the
 * process dies before the commit, all that is left is a PDF that nothing refers to, which a clean-up deletes.
 */
export function acceptOrder(
  deps: Deps,
  scope: Scope<UserActor>,
  id: string,
  acceptance: OrderAcceptance,
  client: ClientEvidence,
): Promise<Order> {
  return prepareThenCommit(
    scope,
    () => renderAcceptance(deps, scope, id, acceptance, client),
    (tx, prepared) => storeAcceptance(deps, tx, scope.actor, id, prepared),
  );
}

async function renderAcceptance(
  deps: Deps,
  { actor, read }: Scope<UserActor>,
  id: string,
  { sha256, options, signature }: OrderAcceptance,
  client: ClientEvidence,
): Promise<RenderedAcceptance> {
  const at = deps.clock();
  const offer = await read((tx) => requireOffer(tx, actor, { id, sha256 }, at));
  const taken = takenOptions(offer.lines, options);
  const totals = totalsOf(offer.lines, taken);
  if (!isStorable(totals)) throw invalidField(['options'], 'too_big');
  const fault = await signatureFault(signature);
  if (fault) throw invalidField(['signature'], fault);

  const acceptance = { actor, client, at, options: taken, totals, signature };
  const page = acceptancePage(offer, acceptance, pageFormatIn(deps.config.printLanguage));
  const render = (shown: Uint8Array) => deps.pdf.seal(shown, [], page);
  const sealed = await renderPdf(deps, offer.pdfSha256, { sealed: true, render }).catch((error: unknown) => {
    throw error instanceof UnprintableError ? invalidField(['signature'], undrawableCode(signature)) : error;
  });
  return { sha256, options: taken, totals, signature, sealed, at, client };
}

async function storeAcceptance(
  deps: Deps,
  tx: Tx,
  actor: UserActor,
  id: string,
  { sha256, options, totals, signature, sealed, at, client }: RenderedAcceptance,
): Promise<Order> {
  await lockOrder(tx, id);
  const offer = await requireOffer(tx, actor, { id, sha256 }, deps.clock());
  const shown = { shownSha256: sha256, shownPdfSha256: offer.pdfSha256 };
  const answer = { orderId: id, actor, at, ...shown, verifiedBy: client.verifiedBy };
  await insertAcceptance(tx, { ...answer, options, signature, totals, pdf: sealed });
  const change = { from: 'open', to: 'ordered' };
  const entryId = await insertEntry(tx, actor, { recordKind: 'order', recordId: id, kind: 'status', change }, at);
  const file = {
    sha256: sealed.sha256,
    size: sealed.size,
    name: cleanName(`${offer.number}.pdf`),
    type: 'application/pdf',
  };
  const { id: upload } = await insertUpload(tx, actor, { ...file, quarantinedAt: null }, at);
  await attachUploads(tx, actor, [upload], { kind: 'order', recordId: id, entryId });
  const occasion = { record: { kind: 'order', id }, by: actor.id } as const;
  await tell(tx, 'offerConfirmed', occasion, at);
  await tell(tx, 'offerAccepted', occasion, at);
  return presentOrder(deps, tx, actor, id);
}

/** Declines in the actor's name. */
export function declineOrder(
  deps: Deps,
  { actor, write }: Scope<UserActor>,
  id: string,
  { sha256, reason }: OrderRefusal,
  client: ClientEvidence,
): Promise<Order> {
  return write(async (tx) => {
    const at = deps.clock();
    await lockOrder(tx, id);
    const offer = await requireOffer(tx, actor, { id, sha256 }, at);
    const shown = { shownSha256: sha256, shownPdfSha256: offer.pdfSha256 };
    await insertRefusal(tx, { orderId: id, actor, at, ...shown, verifiedBy: client.verifiedBy, reason });
    const change = { from: 'open', to: 'declined' };
    await insertEntry(tx, actor, { recordKind: 'order', recordId: id, kind: 'status', change, body: reason }, at);
    await tell(tx, 'offerDeclined', { record: { kind: 'order', id }, by: actor.id }, at);
    return presentOrder(deps, tx, actor, id);
  });
}

/** The options that are taken. 422 naming each one that is not optional, or is not offered in this quantity. */
function takenOptions(lines: readonly OrderLine[], options: OrderOptions): OrderOptions {
  const items = new Map(lines.flatMap((line) => (line.kind === 'item' ? [[line.id, line]] : [])));
  const taken = Object.entries(options).filter(([, quantity]) => Number(quantity) > 0);
  const errors = Object.entries(options).flatMap(([id, quantity]) => {
    const item = items.get(id);
    if (!item) return [fieldError(['options', id], 'unknown_field')];
    const isWrong = !item.optional || (Number(quantity) > 0 && !isTakeable(item, quantity));
    return isWrong ? [fieldError(['options', id], 'invalid_value')] : [];
  });
  if (errors.length > 0) throw invalidInput(errors);
  return Object.fromEntries(taken);
}

const MESSAGES: Partial<Record<FieldErrorCode, string>> = {
  unknown_field: 'No item of the offer.',
  invalid_value: 'Not optional, or not in this quantity.',
  too_big: 'Too large.',
  unsupported_character: 'Holds a character that cannot be printed.',
};

const fieldError = (path: string[], code: FieldErrorCode): FieldError => ({
  field: jsonPointer(path),
  code,
  message: MESSAGES[code] ?? 'Not a signature.',
});

const invalidField = (path: string[], code: FieldErrorCode) => invalidInput([fieldError(path, code)]);
