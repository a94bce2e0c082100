import { PDFArray, PDFDict, type PDFObject, PDFRawStream, PDFRef } from 'pdf-lib';
import { name, type PdfFile, type PdfPage } from './file.ts';
import { digits, viewOf } from './geometry.ts';

/** What drawing operators refer to, by name. */
export interface Resources {
  fonts?: Record<string, PDFRef>;
  images?: Record<string, PDFRef>;
}

/**
 * Draws on top of a page. The operators are in user space and get a room of their own (a form XObject), so that their names cannot meet those of the page;
 * what the page did to the graphics state is undone before.
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
  const own = name(`ETRON${form.objectNumber}`);
  const dict = currentPage(file, page);
  dict.set(
    name('Resources'),
    withXObject(file, dict.lookup(name('Resources')) ?? page.inherited('Resources'), own, form),
  );
  const contents = PDFArray.withContext(file.context);
  contents.push(file.add(file.stream('q\n')));
  for (const stream of contentsOf(dict)) contents.push(stream);
  contents.push(file.add(file.stream(`\nQ\nq ${own} Do Q\n`)));
  dict.set(name('Contents'), contents);
  file.set(page.ref, dict);
}

/** A page's dictionary as it is after earlier changes, to be changed and set. */
export function currentPage(file: PdfFile, page: PdfPage): PDFDict {
  const dict = file.context.lookup(page.ref);
  return file.copy(dict instanceof PDFDict ? dict : page.dict);
}

function contentsOf(dict: PDFDict): PDFObject[] {
  const entry = dict.get(name('Contents'));
  const contents = dict.lookup(name('Contents'));
  if (contents instanceof PDFArray) return contents.asArray().filter((item) => item instanceof PDFRef);
  return contents instanceof PDFRawStream && entry ? [entry] : [];
}

function withXObject(
  file: PdfFile,
  resources: PDFObject | undefined,
  own: ReturnType<typeof name>,
  form: PDFRef,
): PDFDict {
  const copy = resources instanceof PDFDict ? file.copy(resources) : PDFDict.withContext(file.context);
  const objects = copy.lookup(name('XObject'));
  const all = objects instanceof PDFDict ? file.copy(objects) : PDFDict.withContext(file.context);
  all.set(own, form);
  copy.set(name('XObject'), all);
  return copy;
}
