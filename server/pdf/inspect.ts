import { createHash } from 'node:crypto';
import { PDFArray, PDFBool, PDFDict, PDFNumber, type PDFObject, PDFRawStream, type PDFRef } from 'pdf-lib';
import { FIELDS_MAX } from '../../src/contract/documents.limits.ts';
import type { NewField } from '../../src/contract/documents.ts';
import { assertPassive, isPassive } from './active.ts';
import { assertDrawable, assertInflatable } from './bombs.ts';
import { ContentReader } from './content-reader.ts';
import { type FormReading, formFields } from './fields.ts';
import { name, PdfFile } from './file.ts';
import { removeForm } from './form-removal.ts';
import { viewOf } from './geometry.ts';
import { type Cleaned, type Inspection, PdfError } from './pdf.ts';
import { prepareFile } from './prepare.ts';
import { stripFile } from './strip.ts';
import { readTags, tagFields } from './tags.ts';
import { annotationsOf, isWidget } from './widgets.ts';

/** Throws PdfError. */
export async function inspectFile(bytes: Uint8Array): Promise<Inspection> {
  const { file, decrypted, form, contents } = await openSound(bytes);
  const pages = file.pages.map((page) => viewOf(page)).map(({ width, height }) => ({ width, height }));
  const dropped = stripFile(file);
  if (!isPassive(file)) {
    // What is refused is decided by what would be sent, without its form.
    const looks = looksOf(file);
    removeForm(file);
    assertPassive(file, looks);
  }
  const taken = new Set(form.fields.map((field) => field.name));
  const fields = [...form.fields, ...tagFields(await readTags(file, contents), taken)];
  if (fields.length > FIELDS_MAX) throw new PdfError('pdf_too_large', `The PDF has more than ${FIELDS_MAX} fields.`);
  return { pages, fields, warnings: form.warnings, dropped, decrypted };
}

/** Throws PdfError. */
export async function cleanFile(bytes: Uint8Array): Promise<Cleaned> {
  const { file, decrypted } = await openSound(bytes);
  const dropped = stripFile(file);
  if (!isPassive(file)) {
    await prepareFile(file, []);
    assertPassive(file);
  }
  if (!file.isChanged) return { pdf: decrypted, dropped };
  const pdf = file.append(idOf(bytes)).bytes;
  // Looked at as if somebody else had made it.
  const { file: again } = await openSound(pdf);
  assertPassive(again);
  return { pdf, dropped };
}

/** Opens a PDF that can be shown and drawn into, and reads the fields of its form. Throws PdfError. */
async function openSound(bytes: Uint8Array): Promise<Upload & { form: FormReading; contents: ContentReader }> {
  const upload = openUpload(bytes);
  await assertInflatable(upload.file);
  assertReadable(upload.file);
  const contents = new ContentReader(upload.file);
  assertDrawable(upload.file, contents);
  const form = formFields(upload.file);
  assertShown(upload.file, form.fields);
  return { ...upload, form, contents };
}

/** What may stay of a form when it is drawn into the pages. */
function looksOf(file: PdfFile): (PDFObject | undefined)[] {
  const form = file.catalog.lookup(name('AcroForm'));
  const widgets = file.pages.flatMap((page) => annotationsOf(file, page).filter(({ dict }) => isWidget(dict)));
  return [
    form instanceof PDFDict ? form.get(name('DR')) : undefined,
    ...widgets.flatMap(({ dict }) => [dict.get(name('AP')), dict.get(name('MK'))]),
  ];
}

/** What is drawn into has to be readable. Throws PdfError. */
function assertReadable(file: PdfFile): void {
  for (const page of file.pages) {
    const contents = page.dict.lookup(name('Contents'));
    if (contents instanceof PDFArray) for (const item of contents.asArray()) file.context.lookup(item as PDFRef);
    const resources = page.inherited('Resources');
    if (resources instanceof PDFDict) resources.lookup(name('XObject'));
  }
}

/** A form of XFA alone is drawn by Adobe's programs from its description; its pages say but to wait. Throws PdfError. */
function assertShown(file: PdfFile, fields: readonly NewField[]): void {
  const form = file.catalog.lookup(name('AcroForm'));
  if (!(form instanceof PDFDict) || !form.has(name('XFA'))) return;
  if (fields.length === 0 || file.catalog.lookup(name('NeedsRendering')) === PDFBool.True)
    throw new PdfError('pdf_xfa', 'The PDF is a form of XFA without pages of its own.');
}

/** A PDF as it is kept. */
interface Upload {
  file: PdfFile;
  /** Bytes to be kept instead of those that were uploaded; null when it is those. */
  decrypted: Uint8Array | null;
}

/**
 * Opens a PDF that somebody uploads. One that is encrypted, but opens without a password and may be filled in and signed, is written anew without: only then can
 * something be appended that every viewer shows. Throws PdfError.
 */
function openUpload(bytes: Uint8Array): Upload {
  const file = new PdfFile(bytes, { encrypted: true });
  if (!file.isEncrypted) return { file, decrypted: null };
  const decrypted = inClear(file);
  return { file: new PdfFile(decrypted), decrypted };
}

/** The /ID of what is made of a PDF: the same one makes the same again. */
const idOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest().subarray(0, 16);

/** The objects of a file under their numbers. What was in object streams stands beside them. */
function inClear(file: PdfFile): Uint8Array {
  const trailer = file.copy(file.trailer);
  const encryption = trailer.get(name('Encrypt'));
  const objects = file.refs().flatMap((ref) => {
    const object = file.context.lookup(ref);
    return object && ref !== encryption && !isStructure(object) ? [{ ref, object }] : [];
  });
  trailer.delete(name('Encrypt'));
  trailer.set(name('Size'), PDFNumber.of(Math.max(0, ...objects.map(({ ref }) => ref.objectNumber)) + 1));
  const header = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1');
  const plain = new PdfFile(header, { xref: { places: new Map(), trailer, form: 'table', start: null, base: 0 } });
  for (const { ref, object } of objects) plain.set(ref, object);
  return plain.append(idOf(file.bytes)).bytes;
}

/** Whether an object only tells how the file was written. */
function isStructure(object: PDFObject): boolean {
  if (object instanceof PDFDict) return object.has(name('Linearized'));
  const type = object instanceof PDFRawStream ? object.dict.lookup(name('Type')) : undefined;
  return type === name('XRef') || type === name('ObjStm');
}
