import { PDFName } from 'pdf-lib';
import { assertPassive } from './active.ts';
import { formFields } from './fields.ts';
import { PdfFile } from './file.ts';
import { viewOf } from './geometry.ts';
import { type Inspection, PdfError } from './pdf.ts';
import { inflatedSize, STREAM_MAX } from './streams.ts';
import { readTags, tagFields } from './tags.ts';

/** Bytes all streams together may inflate to, and one picture. */
const TOTAL_MAX = 512 * 1024 * 1024;
const PICTURE_MAX = 256 * 1024 * 1024;

/** Throws PdfError. */
export async function inspectFile(bytes: Uint8Array): Promise<Inspection> {
  const file = new PdfFile(bytes);
  await assertNoBomb(file);
  const pages = file.pages.map((page) => viewOf(page)).map(({ width, height }) => ({ width, height }));
  assertPassive(file);
  const form = formFields(file);
  const taken = new Set(form.map((field) => field.name));
  return { pages, fields: [...form, ...tagFields(await readTags(file), taken)] };
}

async function assertNoBomb(file: PdfFile): Promise<void> {
  let total = 0;
  for (const stream of file.streams()) {
    if (stream.dict.lookup(PDFName.of('Subtype')) === PDFName.of('Image')) {
      // Viewers unpack pictures one by one, and as large as their size says.
      if (stream.contents.length * 1_032 > PICTURE_MAX) await inflatedSize(stream, PICTURE_MAX);
    } else total += await inflatedSize(stream, STREAM_MAX);
    if (total > TOTAL_MAX) throw new PdfError('pdf_too_large', 'The PDF inflates to too much.');
  }
}
