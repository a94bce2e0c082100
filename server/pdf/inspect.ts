import { PDFArray, PDFBool, PDFDict, type PDFObject, type PDFRef } from 'pdf-lib';
import { FIELDS_MAX } from '../../src/contract/documents.limits.ts';
import type { NewField } from '../../src/contract/documents.ts';
import { assertPassive, isPassive } from './active.ts';
import { assertDrawable, assertInflatable } from './bombs.ts';
import { ContentReader } from './content-reader.ts';
import { type FormReading, formFields } from './fields.ts';
import { name, type PdfFile } from './file.ts';
import { removeForm } from './form-removal.ts';
import { viewOf } from './geometry.ts';
import { type Cleaned, type Inspection, PdfError } from './pdf.ts';
import { prepareFile } from './prepare.ts';
import { stripFile } from './strip.ts';
import { readTags, tagFields } from './tags.ts';
import { idOf, openUpload, type Upload } from './upload.ts';
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
