import type { X509Certificate } from 'node:crypto';
import { PDFArray, PDFRawStream } from 'pdf-lib';
import { checkSeal } from './check.ts';
import { sha256 as digestOf } from './cms.ts';
import { name, PdfFile } from './file.ts';
import { viewOf } from './geometry.ts';
import type { PdfPage } from './page-tree.ts';
import type { RenderedOf } from './pdf.ts';
import { decodeStream } from './streams.ts';

/**
 * Checks a PDF that was rendered, with nothing of what rendering it left in memory: a fault of ours that destroys a file must not become a signed document.
 * What was there is compared by its digest, which is the one the signer was shown. Throws Error that says what is wrong.
 */
export function assertRendered(
  bytes: Uint8Array,
  { sha256, size, sealed }: RenderedOf,
  ours: readonly X509Certificate[],
): void {
  const original = bytes.subarray(0, size);
  if (bytes.length <= size || digestOf(original).toString('hex') !== sha256)
    throw broken('it does not begin with the PDF it was made of');
  try {
    const file = new PdfFile(bytes);
    if (file.rebuilt) throw new Error('its cross references are broken');
    assertSamePages(new PdfFile(original), file);
    for (const stream of file.streams(size)) decodeStream(stream);
  } catch (error) {
    throw broken((error as Error).message);
  }
  const fault = sealed ? checkSeal(bytes, ours) : null;
  if (fault) throw broken(`its seal is ${fault}`);
}

const broken = (why: string) => new Error(`The rendered PDF is broken: ${why}.`);

/** All pages of before come first and are displayed as before, and every page can be read. Throws Error. */
function assertSamePages(before: PdfFile, after: PdfFile): void {
  for (const [index, page] of after.pages.entries()) {
    const old = before.pages[index];
    if (old && (old.ref !== page.ref || JSON.stringify(viewOf(old)) !== JSON.stringify(viewOf(page))))
      throw new Error(`page ${index} is not what it was`);
    page.inherited('Resources');
    const untouched = old && String(old.dict.get(name('Contents'))) === String(page.dict.get(name('Contents')));
    // A page may come with contents that nobody can read, but no page may get some from us.
    if (!untouched && !hasReadableContents(page)) throw new Error(`page ${index} has unreadable contents`);
  }
  if (after.pages.length < before.pages.length) throw new Error('pages are missing');
}

function hasReadableContents({ dict }: PdfPage): boolean {
  const contents = dict.lookup(name('Contents'));
  const streams =
    contents instanceof PDFArray ? contents.asArray().map((entry) => dict.context.lookup(entry)) : [contents];
  return streams.every((stream) => stream instanceof PDFRawStream);
}
