import { PDFArray, PDFBool, PDFDict, type PDFObject, type PDFRef } from 'pdf-lib';
import type { NewField } from '../../src/contract/documents.ts';
import { assertPassive, assertUnsigned } from './active.ts';
import { formFields } from './fields.ts';
import { name, type PdfFile } from './file.ts';
import { removeForm } from './form-removal.ts';
import { viewOf } from './geometry.ts';
import { type Inspection, PdfError } from './pdf.ts';
import { inflatedSize, STREAM_MAX } from './streams.ts';
import { stripFile } from './strip.ts';
import { readTags, tagFields } from './tags.ts';
import { openUpload } from './upload.ts';
import { annotationsOf, isWidget } from './widgets.ts';

/** Bytes all streams together may inflate to, and one picture. */
const TOTAL_MAX = 512 * 1024 * 1024;
const PICTURE_MAX = 256 * 1024 * 1024;

/** Throws PdfError. */
export async function inspectFile(bytes: Uint8Array): Promise<Inspection> {
  const { file, decrypted } = openUpload(bytes);
  await assertNoBomb(file);
  const pages = file.pages.map((page) => viewOf(page)).map(({ width, height }) => ({ width, height }));
  assertDrawable(file);
  const form = formFields(file);
  assertShown(file, form);
  const dropped = assertHarmless(file);
  const taken = new Set(form.map((field) => field.name));
  return { pages, fields: [...form, ...tagFields(await readTags(file), taken)], dropped, decrypted };
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

/**
 * Takes out, in memory, what is taken out when the PDF is prepared, and looks at all that is left: what is refused is decided by what would be sent. Returns the
 * names of the attached files that would be missing. Throws PdfError.
 */
function assertHarmless(file: PdfFile): string[] {
  const looks: (PDFObject | undefined)[] = file.pages.flatMap((page) =>
    annotationsOf(file, page).flatMap(({ dict }) =>
      isWidget(dict) ? [dict.get(name('AP')), dict.get(name('MK'))] : [],
    ),
  );
  const form = file.catalog.lookup(name('AcroForm'));
  if (form instanceof PDFDict) looks.push(form.get(name('DR')));
  const dropped = stripFile(file);
  // The form goes, but not with what others have signed.
  assertUnsigned(file);
  removeForm(file);
  assertPassive(file, looks);
  return dropped;
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
