import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFString,
} from 'pdf-lib';
import {
  type Alignment,
  FONT_SIZE_MAX,
  FONT_SIZE_MIN,
  type TickShape,
  VALUE_MAX,
} from '../../src/contract/documents.limits.ts';
import { name, type PdfFile } from './file.ts';
import type { PdfPage } from './page-tree.ts';
import { decodeStream } from './streams.ts';

/** Flags of fields (ISO 32000-1, 12.7.3 and 12.7.4). */
const FLAGS = {
  readOnly: 1,
  required: 1 << 1,
  multiline: 1 << 12,
  password: 1 << 13,
  radio: 1 << 15,
  pushbutton: 1 << 16,
  combo: 1 << 17,
  edit: 1 << 18,
  fileSelect: 1 << 20,
  multiSelect: 1 << 21,
  comb: 1 << 24,
  richText: 1 << 25,
};

/** Flags of annotations: Hidden and NoView together, and Print. */
export const UNSEEN = 0b100010;
const PRINT = 0b100;

/** A widget, which shows a field of an AcroForm on a page. A field may have several. */
export interface Widget {
  ref: PDFRef | undefined;
  dict: PDFDict;
  /** The dictionary that has the name of the field. It may be that of the widget itself. */
  field: PDFDict;
  /** Full name of the field: the names of its ancestors and its own, separated by dots. */
  name: string;
  type: string | undefined;
  flags: number;
  /** Whether it is not shown on the screen. */
  hidden: boolean;
  /** Whether it is printed. */
  prints: boolean;
}

/** The annotations of a page in order, with all changes so far. */
export function annotationsOf(file: PdfFile, page: PdfPage): { ref: PDFRef | undefined; dict: PDFDict }[] {
  const annotations = file.context.lookup(page.ref, PDFDict).lookup(name('Annots'));
  if (!(annotations instanceof PDFArray)) return [];
  return annotations.asArray().flatMap((item) => {
    const dict = item instanceof PDFRef ? file.context.lookup(item) : item;
    return dict instanceof PDFDict ? [{ ref: item instanceof PDFRef ? item : undefined, dict }] : [];
  });
}

export const isWidget = (dict: PDFDict): boolean => dict.lookup(name('Subtype')) === name('Widget');

export function widgetOf(ref: PDFRef | undefined, dict: PDFDict): Widget {
  const chain = chainOf(dict);
  const titles = chain.map((node) => textOf(node.lookup(name('T')))).filter((title) => title !== undefined);
  const field = chain.find((node) => node.has(name('T'))) ?? dict;
  const type = inheritedOf(dict, 'FT');
  const shown = numberOf(dict.lookup(name('F'))) ?? 0;
  return {
    ref,
    dict,
    field,
    name: titles.reverse().join('.'),
    type: type instanceof PDFName ? type.decodeText() : undefined,
    flags: numberOf(inheritedOf(dict, 'Ff')) ?? 0,
    hidden: (shown & UNSEEN) !== 0,
    prints: (shown & PRINT) !== 0,
  };
}

export const has = ({ flags }: Widget, flag: keyof typeof FLAGS): boolean => (flags & FLAGS[flag]) !== 0;

/** The AcroForm of a file. Fields inherit some of its attributes. */
export function formOf(file: PdfFile): PDFDict | undefined {
  const form = file.catalog.lookup(name('AcroForm'));
  return form instanceof PDFDict ? form : undefined;
}

/** An attribute of a field, or else of its nearest ancestor that has it. */
export const inheritedOf = (dict: PDFDict, key: string): PDFObject | undefined =>
  chainOf(dict)
    .map((node) => node.lookup(name(key)))
    .find((value) => value !== undefined);

/** A field and its ancestors. */
export function chainOf(dict: PDFDict): PDFDict[] {
  const chain: PDFDict[] = [];
  let node: PDFObject | undefined = dict;
  while (node instanceof PDFDict && !chain.includes(node) && chain.length < 50) {
    chain.push(node);
    node = node.lookup(name('Parent'));
  }
  return chain;
}

/** The value of a field as text, or else its default value. */
export const valueOf = ({ dict }: Widget): string =>
  textOf(inheritedOf(dict, 'V')) ?? textOf(inheritedOf(dict, 'DV')) ?? '';

/** The style of the text in a field. */
export interface TextStyle {
  alignment: Alignment;
  /** Font size in points. Undefined if the text is to be as large as it fits. */
  size: number | undefined;
  /** Components of the colour: one for grey, three for RGB, four for CMYK. */
  color: number[];
}

export function textStyleOf({ dict }: Widget, form: PDFDict | undefined): TextStyle {
  const attribute = (key: string) => inheritedOf(dict, key) ?? form?.lookup(name(key));
  const appearance = textOf(attribute('DA')) ?? '';
  const size = Number(/([\d.]+)\s+Tf\b/.exec(appearance)?.[1]);
  const color = /((?:(?<![\w.-])[\d.]+\s+){1,4})(?:g|rg|k)\b/.exec(appearance)?.[1]?.trim().split(/\s+/).map(Number);
  return {
    alignment: (['left', 'center', 'right'] as const)[numberOf(attribute('Q')) ?? 0] ?? 'left',
    size: size >= FONT_SIZE_MIN && size <= FONT_SIZE_MAX ? size : undefined,
    color: color?.every((part) => part >= 0 && part <= 1) ? color : [0],
  };
}

/** Maximum length of a text field. Undefined if the form gives none, or one that we do not support. */
export function maxLengthOf({ dict }: Widget): number | undefined {
  const max = numberOf(inheritedOf(dict, 'MaxLen'));
  return max !== undefined && max >= 1 && max <= VALUE_MAX ? Math.floor(max) : undefined;
}

/** Number of cells of a comb field, with one character in each. Undefined for other fields. */
export const cellsOf = (widget: Widget): number | undefined =>
  widget.type === 'Tx' &&
  has(widget, 'comb') &&
  !has(widget, 'multiline') &&
  !has(widget, 'password') &&
  !has(widget, 'fileSelect')
    ? maxLengthOf(widget)
    : undefined;

/** Shapes of ticks by their characters in the font ZapfDingbats. */
const SHAPES: Record<string, TickShape> = { 4: 'check', 8: 'cross', l: 'dot', u: 'diamond', n: 'square', H: 'star' };

/** The shape that marks a checkbox or radio button. Undefined if the form does not say. */
export const shapeOf = (widget: Widget): TickShape | undefined => SHAPES[captionOf(widget)];

/** The caption of a button. */
export function captionOf({ dict }: Widget): string {
  const look = dict.lookup(name('MK'));
  return (look instanceof PDFDict && textOf(look.lookup(name('CA')))) || '';
}

/** Counterclockwise rotation of a widget's content on its page, in quarter turns. */
export function quartersOf({ dict }: Widget): number {
  const look = dict.lookup(name('MK'));
  const angle = (look instanceof PDFDict && numberOf(look.lookup(name('R')))) || 0;
  return ((Math.round(angle / 90) % 4) + 4) % 4;
}

/** The normal appearance of an annotation: a stream, or a dictionary with one for each state. */
export function normalAppearance(dict: PDFDict): PDFObject | undefined {
  const appearances = dict.lookup(name('AP'));
  return appearances instanceof PDFDict ? appearances.lookup(name('N')) : undefined;
}

/** The names of the appearance states in which a button is on. */
export function onStates({ dict }: Widget): string[] {
  const normal = normalAppearance(dict);
  const states = normal instanceof PDFDict ? normal.keys().map(nameText) : [];
  return states.filter((state) => state !== 'Off');
}

/** Decodes a name: UTF-8 as in the standard, PDFDocEncoding as Acrobat writes it, or the escapes of a string as pdfTeX writes it. */
export function nameText(value: PDFName): string {
  const bytes = value.asBytes();
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = PDFHexString.of(Buffer.from(bytes).toString('hex')).decodeText();
  }
  return text.startsWith('\\376\\377') ? PDFString.of(text).decodeText() : text;
}

/** Decodes a text string, or a stream that holds one, in UTF-16, UTF-8 or PDFDocEncoding. */
export function textOf(value: PDFObject | undefined): string | undefined {
  if (value instanceof PDFRawStream) {
    const bytes = streamText(value);
    return bytes && textOf(PDFHexString.of(Buffer.from(bytes).toString('hex')));
  }
  if (!(value instanceof PDFString || value instanceof PDFHexString)) return undefined;
  const bytes = value.asBytes();
  const utf8 = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return utf8 ? new TextDecoder().decode(bytes) : value.decodeText();
}

/** Maximum size of a text in a stream, in bytes: many more than any value of ours may have. */
const TEXT_BYTES_MAX = 1024 * 1024;

function streamText(stream: PDFRawStream): Uint8Array | undefined {
  try {
    return decodeStream(stream, TEXT_BYTES_MAX);
  } catch {
    // A text that is unreadable, or too long to be kept, counts as missing.
    return undefined;
  }
}

/** The items of an array; none for anything else. */
export const itemsOf = (value: PDFObject | undefined): PDFObject[] =>
  value instanceof PDFArray ? value.asArray() : [];

export const numberOf = (value: PDFObject | undefined): number | undefined =>
  value instanceof PDFNumber ? value.asNumber() : undefined;
