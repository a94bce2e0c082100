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
import { type CleanedPdf, type Inspection, PdfError } from './pdf.ts';
import { prepareFile } from './prepare.ts';
import { stripFile } from './strip.ts';
import { readTags, tagFields } from './tags.ts';
import { annotationsOf, isWidget } from './widgets.ts';

/** Checks a PDF that an author uploads, and reads its pages and fields. Throws PdfError. */
export async function inspectFile(bytes: Uint8Array): Promise<Inspection> {
  const { file, decrypted, form, contents } = await openValidated(bytes);
  const pages = file.pages.map((page) => viewOf(page)).map(({ width, height }) => ({ width, height }));
  const dropped = stripFile(file);
  if (!isPassive(file)) {
    // Only what would be sent is checked, which is the document without its form and with the appearances of the form.
    const looks = formAppearances(file);
    removeForm(file);
    assertPassive(file, looks);
  }
  const taken = new Set(form.fields.map((field) => field.name));
  const fields = [...form.fields, ...tagFields(await readTags(file, contents), taken)];
  if (fields.length > FIELDS_MAX) throw new PdfError('pdf_too_large', `The PDF has more than ${FIELDS_MAX} fields.`);
  return { pages, fields, warnings: form.warnings, dropped, decrypted };
}

/** Checks a PDF that is shown as it is, and removes what must not be in it. Throws PdfError. */
export async function cleanFile(bytes: Uint8Array): Promise<CleanedPdf> {
  const { file, decrypted } = await openValidated(bytes);
  const dropped = stripFile(file);
  if (!isPassive(file)) {
    await prepareFile(file, []);
    assertPassive(file);
  }
  if (!file.isChanged) return { pdf: decrypted, dropped };
  const pdf = file.append(fileIdOf(bytes)).bytes;
  // The result is checked as if somebody else had made it.
  const { file: again } = await openValidated(pdf);
  assertPassive(again);
  return { pdf, dropped };
}

/** Opens a PDF that can be shown and drawn into, and reads the fields of its form. Throws PdfError. */
async function openValidated(
  bytes: Uint8Array,
): Promise<OpenedUpload & { form: FormReading; contents: ContentReader }> {
  const upload = openUpload(bytes);
  await assertInflatable(upload.file);
  assertReadable(upload.file);
  const contents = new ContentReader(upload.file);
  assertDrawable(upload.file, contents);
  const form = formFields(upload.file);
  assertShown(upload.file, form.fields);
  return { ...upload, form, contents };
}

/** The parts of a form that stay when it is drawn into the pages: its resources and the appearances of its widgets. */
function formAppearances(file: PdfFile): (PDFObject | undefined)[] {
  const form = file.catalog.lookup(name('AcroForm'));
  const widgets = file.pages.flatMap((page) => annotationsOf(file, page).filter(({ dict }) => isWidget(dict)));
  return [
    form instanceof PDFDict ? form.get(name('DR')) : undefined,
    ...widgets.flatMap(({ dict }) => [dict.get(name('AP')), dict.get(name('MK'))]),
  ];
}

/** Throws PdfError unless the contents and resources of all pages can be read, because we draw into them. */
function assertReadable(file: PdfFile): void {
  for (const page of file.pages) {
    const contents = page.dict.lookup(name('Contents'));
    if (contents instanceof PDFArray) for (const item of contents.asArray()) file.context.lookup(item as PDFRef);
    const resources = page.inherited('Resources');
    if (resources instanceof PDFDict) resources.lookup(name('XObject'));
  }
}

/** Throws PdfError for a pure XFA form. Only Adobe's programs can display it; its pages say nothing but "please wait". */
function assertShown(file: PdfFile, fields: readonly NewField[]): void {
  const form = file.catalog.lookup(name('AcroForm'));
  if (!(form instanceof PDFDict) || !form.has(name('XFA'))) return;
  if (fields.length === 0 || file.catalog.lookup(name('NeedsRendering')) === PDFBool.True)
    throw new PdfError('pdf_xfa', 'The PDF is a form of XFA without pages of its own.');
}

/** An uploaded PDF that was opened. */
interface OpenedUpload {
  file: PdfFile;
  /** The bytes without encryption, to be kept instead of the upload. Null if it was not encrypted. */
  decrypted: Uint8Array | null;
}

/**
 * Opens a PDF that somebody uploads. If it is encrypted, but opens without a password and permits filling in and signing, it is rewritten without
 * encryption, because some viewers do not show what is appended to an encrypted file. Throws PdfError.
 */
function openUpload(bytes: Uint8Array): OpenedUpload {
  const file = new PdfFile(bytes, { encrypted: true });
  if (!file.isEncrypted) return { file, decrypted: null };
  const decrypted = withoutEncryption(file);
  return { file: new PdfFile(decrypted), decrypted };
}

/** The /ID of a PDF that is made from another one. It is derived from the bytes, so that the same PDF gives the same result again. */
const fileIdOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest().subarray(0, 16);

/** Writes the decrypted objects of a file under the same numbers, and those of object streams as objects of their own. */
function withoutEncryption(file: PdfFile): Uint8Array {
  const trailer = file.copy(file.trailer);
  const encryption = trailer.get(name('Encrypt'));
  const objects = file.refs().flatMap((ref) => {
    const object = file.context.lookup(ref);
    return object && ref !== encryption && !isStructure(object) ? [{ ref, object }] : [];
  });
  trailer.delete(name('Encrypt'));
  trailer.set(name('Size'), PDFNumber.of(Math.max(0, ...objects.map(({ ref }) => ref.objectNumber)) + 1));
  const header = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1');
  const plain = new PdfFile(header, { xref: { locations: new Map(), trailer, form: 'table', start: null, base: 0 } });
  for (const { ref, object } of objects) plain.set(ref, object);
  return plain.append(fileIdOf(file.bytes)).bytes;
}

/** Whether an object only describes how the file was written, such as its cross references. */
function isStructure(object: PDFObject): boolean {
  if (object instanceof PDFDict) return object.has(name('Linearized'));
  const type = object instanceof PDFRawStream ? object.dict.lookup(name('Type')) : undefined;
  return type === name('XRef') || type === name('ObjStm');
}
