import { PDFArray, PDFDict, PDFName, type PDFObject, PDFRef } from 'pdf-lib';
import { PAGES_MAX } from '../../src/contract/documents.limits.ts';
import { PdfError } from './pdf.ts';

/** A page, and the attributes that it inherits. */
export interface PdfPage {
  ref: PDFRef;
  dict: PDFDict;
  /** An attribute of the page or of a node above it. */
  inherited(key: 'MediaBox' | 'CropBox' | 'Rotate' | 'Resources'): PDFObject | undefined;
}

/** Maximum depth of the page tree. */
const DEPTH_MAX = 100;

/** The pages of a catalog, in order. Throws PdfError if there are none, or more than PAGES_MAX. */
export function readPages(catalog: PDFDict): PdfPage[] {
  const { context } = catalog;
  const pages: PdfPage[] = [];
  const seen = new Set<PDFRef>();
  const root = catalog.get(PDFName.of('Pages'));
  const stack: { ref: PDFObject | undefined; parents: PDFDict[] }[] = [{ ref: root, parents: [] }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { ref, parents } = next;
    if (!(ref instanceof PDFRef) || seen.has(ref)) continue;
    seen.add(ref);
    const dict = context.lookup(ref);
    if (!(dict instanceof PDFDict) || parents.length > DEPTH_MAX) continue;
    const chain = [dict, ...parents];
    const kids = dict.lookup(PDFName.of('Kids'));
    if (kids instanceof PDFArray) {
      for (let index = kids.size() - 1; index >= 0; index--) stack.push({ ref: kids.get(index), parents: chain });
      if (stack.length > PAGES_MAX * 10) throw tooManyPages();
    } else if (parents.length > 0) {
      pages.push({
        ref,
        dict,
        inherited: (key) => chain.map((node) => node.lookup(PDFName.of(key))).find((value) => value !== undefined),
      });
      if (pages.length > PAGES_MAX) throw tooManyPages();
    }
  }
  if (pages.length === 0) throw new PdfError('pdf_invalid', 'The PDF has no pages.');
  return pages;
}

const tooManyPages = () => new PdfError('pdf_too_large', `The PDF has more than ${PAGES_MAX} pages.`);
