import { PDFArray, PDFDict, type PDFName, type PDFObject, PDFRawStream, PDFRef } from 'pdf-lib';
import { balanceOf } from './content.ts';
import { name, type PdfFile } from './file.ts';
import { digits, viewOf } from './geometry.ts';
import type { PdfPage } from './page-tree.ts';
import { decodeReadable } from './streams.ts';

/** Operators in user space, and the form XObjects and images they draw, by name. */
export interface Drawing {
  operators: string;
  images: Record<string, PDFRef>;
}

/** The resources that drawing operators refer to, by name. */
interface Resources {
  fonts?: Record<string, PDFRef>;
  images?: Record<string, PDFRef>;
}

/**
 * Draws on top of a page. The operators are in user space, and are put into a form XObject of their own, so that their resource names cannot
 * collide with those of the page.
 *
 * The content of the page may leave graphics states, text objects or layers open, or close more than it has opened. Both would move, scale,
 * clip or hide the drawing. So what is open is closed before the drawing, and surplus `Q` operators are removed.
 */
export function drawOn(file: PdfFile, page: PdfPage, operators: string, { fonts = {}, images = {} }: Resources): void {
  const { crop } = viewOf(page);
  const form = file.add(
    file.stream(operators, {
      Type: name('XObject'),
      Subtype: name('Form'),
      BBox: file.context.obj([crop.left, crop.bottom, crop.right, crop.top].map((value) => Number(digits(value)))),
      Resources: file.context.obj({ Font: fonts, XObject: images }),
    }),
  );
  const dict = currentPage(file, page);
  const { resources, own } = withXObject(file, dict.lookup(name('Resources')) ?? page.inherited('Resources'), form);
  dict.set(name('Resources'), resources);
  const { streams, closing } = balancedContents(file, dict);
  const contents = PDFArray.withContext(file.context);
  contents.push(file.add(file.stream('q\n')));
  for (const stream of streams) contents.push(stream);
  contents.push(file.add(file.stream(`\n${closing} Q\nq ${own} Do Q\n`)));
  dict.set(name('Contents'), contents);
  file.set(page.ref, dict);
}

/** A copy of a page's dictionary with all changes so far, for the caller to change and `set`. */
function currentPage(file: PdfFile, page: PdfPage): PDFDict {
  const dict = file.context.lookup(page.ref);
  return file.copy(dict instanceof PDFDict ? dict : page.dict);
}

/** Replaces the annotations of a page. */
export function setAnnotations(
  file: PdfFile,
  page: PdfPage,
  annotations: readonly { ref: PDFRef | undefined; dict: PDFDict }[],
): void {
  const dict = currentPage(file, page);
  if (annotations.length > 0)
    dict.set(name('Annots'), file.context.obj(annotations.map(({ ref, dict: own }) => ref ?? own)));
  else dict.delete(name('Annots'));
  file.set(page.ref, dict);
}

/** The content streams of a page, and the operators that close what they leave open. A new stream replaces them only if something had to be removed. */
function balancedContents(file: PdfFile, dict: PDFDict): { streams: PDFRef[]; closing: string } {
  const refs = contentStreams(dict);
  const parts = refs.map((ref) => decodeReadable(file.context.lookup(ref) as PDFRawStream));
  const space = Buffer.from('\n');
  const content = Buffer.concat(parts.flatMap(({ bytes }) => [bytes, space]));
  const { surplus, whole, closing } = balanceOf(content);
  if (surplus.length === 0 && whole === content.length && parts.every((part) => part.whole))
    return { streams: refs, closing };
  for (const at of surplus) content.write(' ', at, 'latin1');
  return { streams: [file.add(file.stream(content.subarray(0, whole)))], closing };
}

/** The content streams of a page. Entries that are no streams are left out, as viewers do. */
export function contentStreams(dict: PDFDict): PDFRef[] {
  const contents = dict.lookup(name('Contents'));
  const entries = contents instanceof PDFArray ? contents.asArray() : [dict.get(name('Contents'))];
  return entries.filter(
    (entry) => entry instanceof PDFRef && dict.context.lookup(entry) instanceof PDFRawStream,
  ) as PDFRef[];
}

/** A copy of resources with one more XObject, and its name there, which no other XObject has. */
function withXObject(
  file: PdfFile,
  resources: PDFObject | undefined,
  form: PDFRef,
): { resources: PDFDict; own: PDFName } {
  const copy = resources instanceof PDFDict ? file.copy(resources) : PDFDict.withContext(file.context);
  const objects = copy.lookup(name('XObject'));
  const all = objects instanceof PDFDict ? file.copy(objects) : PDFDict.withContext(file.context);
  let own = name(`ETRON${form.objectNumber}`);
  while (all.has(own)) own = name(`${own.decodeText()}X`);
  all.set(own, form);
  copy.set(name('XObject'), all);
  return { resources: copy, own };
}
