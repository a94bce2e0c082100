import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, type PDFObject, PDFRef, PDFString } from 'pdf-lib';
import { name, type PdfFile } from './file.ts';
import type { PdfPage } from './page-tree.ts';

/** A place of an AcroForm's field on a page. */
export interface Widget {
  ref: PDFRef | undefined;
  dict: PDFDict;
  /** The dictionary with the field's name; the widget's own when it is the only one. */
  field: PDFDict;
  /** Full name, with dots. */
  name: string;
  type: string | undefined;
  flags: number;
  hidden: boolean;
}

/** The annotations of a page, in order, as they are after earlier changes. */
export function annotationsOf(file: PdfFile, page: PdfPage): { ref: PDFRef | undefined; dict: PDFDict }[] {
  const annotations = file.context.lookup(page.ref, PDFDict).lookup(name('Annots'));
  if (!(annotations instanceof PDFArray)) return [];
  return annotations.asArray().flatMap((item) => {
    const dict = item instanceof PDFRef ? file.context.lookup(item) : item;
    return dict instanceof PDFDict ? [{ ref: item instanceof PDFRef ? item : undefined, dict }] : [];
  });
}

export const isWidget = (dict: PDFDict): boolean => dict.lookup(name('Subtype')) === name('Widget');

/** Annotation flags: Hidden, NoView. */
export const UNSEEN = 0b100010;

export function widgetOf(ref: PDFRef | undefined, dict: PDFDict): Widget {
  const chain = chainOf(dict);
  const titles = chain.map((node) => textOf(node.lookup(name('T')))).filter((title) => title !== undefined);
  const field = chain.find((node) => node.has(name('T'))) ?? dict;
  const type = inheritedOf(dict, 'FT');
  return {
    ref,
    dict,
    field,
    name: titles.reverse().join('.'),
    type: type instanceof PDFName ? type.decodeText() : undefined,
    flags: numberOf(inheritedOf(dict, 'Ff')) ?? 0,
    hidden: ((numberOf(dict.lookup(name('F'))) ?? 0) & UNSEEN) !== 0,
  };
}

/** An attribute of a field or of those above it. */
export const inheritedOf = (dict: PDFDict, key: string): PDFObject | undefined =>
  chainOf(dict)
    .map((node) => node.lookup(name(key)))
    .find((value) => value !== undefined);

/** A field and those above it. */
export function chainOf(dict: PDFDict): PDFDict[] {
  const chain: PDFDict[] = [];
  let node: PDFObject | undefined = dict;
  while (node instanceof PDFDict && !chain.includes(node) && chain.length < 50) {
    chain.push(node);
    node = node.lookup(name('Parent'));
  }
  return chain;
}

export const textOf = (value: PDFObject | undefined): string | undefined =>
  value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : undefined;

export const numberOf = (value: PDFObject | undefined): number | undefined =>
  value instanceof PDFNumber ? value.asNumber() : undefined;
