import { PDFArray, PDFBool, PDFDict, type PDFObject, type PDFRef } from 'pdf-lib';
import { FIELDS_MAX } from '../../src/contract/documents.limits.ts';
import type { NewField } from '../../src/contract/documents.ts';
import { assertPassive, isPassive } from './active.ts';
import { type FormReading, formFields } from './fields.ts';
import { name, type PdfFile } from './file.ts';
import { removeForm } from './form-removal.ts';
import { viewOf } from './geometry.ts';
import { type Cleaned, type Inspection, PdfError } from './pdf.ts';
import { prepareFile } from './prepare.ts';
import { inflatedSize, STREAM_MAX } from './streams.ts';
import { stripFile } from './strip.ts';
import { readTags, tagFields } from './tags.ts';
import { idOf, openUpload, type Upload } from './upload.ts';
import { annotationsOf, isWidget } from './widgets.ts';

/** Bytes all streams together may inflate to, and one picture. */
const TOTAL_MAX = 512 * 1024 * 1024;
const PICTURE_MAX = 256 * 1024 * 1024;

/** Throws PdfError. */
export async function inspectFile(bytes: Uint8Array): Promise<Inspection> {
  const { file, decrypted, form } = await openSound(bytes);
  const pages = file.pages.map((page) => viewOf(page)).map(({ width, height }) => ({ width, height }));
  const dropped = stripFile(file);
  if (!isPassive(file)) {
    // What is refused is decided by what would be sent, without its form.
    const looks = looksOf(file);
    removeForm(file);
    assertPassive(file, looks);
  }
  const taken = new Set(form.fields.map((field) => field.name));
  const fields = [...form.fields, ...tagFields(await readTags(file), taken)];
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
async function openSound(bytes: Uint8Array): Promise<Upload & { form: FormReading }> {
  const upload = openUpload(bytes);
  await assertNoBomb(upload.file);
  assertDrawable(upload.file);
  const form = formFields(upload.file);
  assertShown(upload.file, form.fields);
  return { ...upload, form };
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
function assertDrawable(file: PdfFile): void {
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

async function assertNoBomb(file: PdfFile): Promise<void> {
  let total = 0;
  for (const stream of file.streams()) {
    if (stream.dict.lookup(name('Subtype')) === name('Image')) {
      // Viewers unpack pictures one by one, and as large as their size says.
      if (stream.contents.length * 1_032 > PICTURE_MAX) await inflatedSize(stream, PICTURE_MAX);
    } else total += await inflatedSize(stream, STREAM_MAX);
    if (total > TOTAL_MAX) throw new PdfError('pdf_too_large', 'The PDF inflates to too much.');
  }
}
