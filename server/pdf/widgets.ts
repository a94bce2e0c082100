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

/** Flags of annotations: Hidden and NoView, Print. */
export const UNSEEN = 0b100010;
const PRINT = 0b100;

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
  /** Not shown on a screen. */
  hidden: boolean;
  /** Also there on paper. */
  prints: boolean;
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

/** The form of a file, whose attributes its fields inherit where they have none. */
export function formOf(file: PdfFile): PDFDict | undefined {
  const form = file.catalog.lookup(name('AcroForm'));
  return form instanceof PDFDict ? form : undefined;
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

/** What a field holds as text: its value, where a form resets it to otherwise. */
export const valueOf = ({ dict }: Widget): string =>
  textOf(inheritedOf(dict, 'V')) ?? textOf(inheritedOf(dict, 'DV')) ?? '';

/** How text is written in a field. */
export interface TextStyle {
  alignment: Alignment;
  /** Points; undefined where the text is as large as it fits. */
  size: number | undefined;
  /** Components of its colour: one of grey, three of RGB, four of CMYK. */
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

/** Characters a text field may hold; undefined where it does not say, or says too much. */
export function maxLengthOf({ dict }: Widget): number | undefined {
  const max = numberOf(inheritedOf(dict, 'MaxLen'));
  return max !== undefined && max >= 1 && max <= VALUE_MAX ? Math.floor(max) : undefined;
}

/** Cells of a text field, one for each character; undefined when it has none. */
export const cellsOf = (widget: Widget): number | undefined =>
  widget.type === 'Tx' &&
  has(widget, 'comb') &&
  !has(widget, 'multiline') &&
  !has(widget, 'password') &&
  !has(widget, 'fileSelect')
    ? maxLengthOf(widget)
    : undefined;

/** Characters of ZapfDingbats that buttons are marked with. */
const SHAPES: Record<string, TickShape> = { 4: 'check', 8: 'cross', l: 'dot', u: 'diamond', n: 'square', H: 'star' };

/** What a checkbox or radio button is marked with; undefined where the form does not say. */
export const shapeOf = (widget: Widget): TickShape | undefined => SHAPES[captionOf(widget)];

/** The caption of a button. */
export function captionOf({ dict }: Widget): string {
  const look = dict.lookup(name('MK'));
  return (look instanceof PDFDict && textOf(look.lookup(name('CA')))) || '';
}

/** By how many quarters a widget's content is turned on its page, counterclockwise. */
export function quartersOf({ dict }: Widget): number {
  const look = dict.lookup(name('MK'));
  const angle = (look instanceof PDFDict && numberOf(look.lookup(name('R')))) || 0;
  return ((Math.round(angle / 90) % 4) + 4) % 4;
}

/** The states of a button's own appearance in which it is on. */
export function onStates({ dict }: Widget): string[] {
  const looks = dict.lookup(name('AP'));
  const normal = looks instanceof PDFDict ? looks.lookup(name('N')) : undefined;
  const states = normal instanceof PDFDict ? normal.keys().map(nameText) : [];
  return states.filter((state) => state !== 'Off');
}

/** A name as text: UTF-8 as the standard has it, PDFDocEncoding as Acrobat writes it, or a string's escapes as pdfTeX does. */
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

/** A text string, or a stream that holds one; UTF-16, UTF-8 or PDFDocEncoding. */
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

/** Bytes of a text that is a stream: many more than any value of ours may have. */
const TEXT_BYTES_MAX = 1024 * 1024;

function streamText(stream: PDFRawStream): Uint8Array | undefined {
  try {
    return decodeStream(stream, TEXT_BYTES_MAX);
  } catch {
    // Unreadable, or too long to be kept: as if there were none.
    return undefined;
  }
}

export const numberOf = (value: PDFObject | undefined): number | undefined =>
  value instanceof PDFNumber ? value.asNumber() : undefined;
