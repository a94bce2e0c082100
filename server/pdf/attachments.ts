import { PDFDict, type PDFObject, PDFRawStream, PDFRef } from 'pdf-lib';
import { name, type PdfFile } from './file.ts';
import { setAnnotations } from './page-content.ts';
import { PdfError } from './pdf.ts';
import { decodeStream } from './streams.ts';
import { annotationsOf, itemsOf, textOf } from './widgets.ts';

// Files that are attached to a PDF. Data files, such as the XML of an electronic invoice (PDF/A-3: Factur-X, ZUGFeRD, ebInterface), belong to the
// document and stay in it. All others are removed: nobody who signs the document is shown them, and opening one would start a program.

/** Maximum size of a data file, in bytes. */
const DATA_MAX = 16 * 1024 * 1024;

/** Maximum number of entries and nodes in the name tree of attached files. */
const FILES_MAX = 10_000;

/** Checks, by the ending of a file's name, whether its content is of that kind. */
const KINDS: Record<string, (content: string) => boolean> = {
  xml: isPassiveXml,
  mml: isPassiveXml,
  xsd: isPassiveXml,
  json: isJson,
  csv: isText,
  tsv: isText,
  txt: isText,
  edi: isText,
  tex: isText,
};

/** Whether the file of a file specification is data: text of a known kind in which nothing is run by whoever opens it. */
export function isDataFile(specification: PDFDict): boolean {
  const ending = /\.([a-z]+)$/.exec(fileName(specification).toLowerCase())?.[1];
  const isKind = ending !== undefined && Object.hasOwn(KINDS, ending) ? KINDS[ending] : undefined;
  if (!isKind || specification.has(name('RF'))) return false;
  const contents = embedded(specification).map(({ stream }) => contentOf(stream));
  return contents.length > 0 && contents.every((content) => content !== undefined && isKind(content));
}

/** The name that a file specification gives its file; empty when it gives none. */
export const fileName = (specification: PDFDict): string =>
  textOf(specification.lookup(name('UF'))) ?? textOf(specification.lookup(name('F'))) ?? '';

/** The embedded streams of a file specification. It may have one for each kind of file system. */
function embedded(specification: PDFDict): { ref: PDFObject | undefined; stream: PDFObject | undefined }[] {
  const files = specification.lookup(name('EF'));
  if (!(files instanceof PDFDict)) return [];
  return files.keys().map((key) => ({ ref: files.get(key), stream: files.lookup(key) }));
}

/** An attached file as text. Undefined if it uses an unknown filter or encoding, or is too large. */
function contentOf(stream: PDFObject | undefined): string | undefined {
  if (!(stream instanceof PDFRawStream)) return undefined;
  try {
    const bytes = Buffer.from(decodeStream(stream, DATA_MAX));
    return decoderFor(bytes.toString('latin1', 0, 200)).decode(bytes);
  } catch (error) {
    if (error instanceof PdfError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The decoder that the byte order mark asks for, or else the XML declaration. Throws RangeError for an unknown encoding. */
function decoderFor(start: string): TextDecoder {
  if (start.startsWith('\xfe\xff')) return new TextDecoder('utf-16be');
  if (start.startsWith('\xff\xfe')) return new TextDecoder('utf-16le');
  return new TextDecoder(/^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']*)/.exec(start)?.[1] ?? 'utf-8');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: These are what tells a program from a text.
const CONTROLS = /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]/;

function isText(content: string): boolean {
  return !CONTROLS.test(content);
}

/** What makes XML active in a browser or an office program: entities, processing instructions, HTML, SVG and style sheets. */
const ACTIVE_XML =
  /<!DOCTYPE|<\?(?!xml[\s-])|<\?xml-stylesheet[^>]*data:|www\.w3\.org\/(?:1999\/xhtml|2000\/svg|1999\/XSL|TR\/WD-xsl)/i;

function isPassiveXml(content: string): boolean {
  if (!isText(content) || !/^\s*<[?!\w]/.test(content)) return false;
  const spelled = content.replaceAll(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (_, hex?: string, decimal?: string) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code < 0x110000 ? String.fromCodePoint(code) : '';
  });
  return !ACTIVE_XML.test(spelled);
}

function isJson(content: string): boolean {
  try {
    JSON.parse(content);
    return true;
  } catch {
    return false;
  }
}

/**
 * Removes attached files that are not data from a PDF: from the name tree of files, from the associated files, and together with the
 * annotations that hold them. Returns their names. Throws PdfError `pdf_portfolio` if the PDF is only the cover of a collection of files.
 */
export function dropAttachments(file: PdfFile): string[] {
  const catalog = file.copy(file.catalog);
  const entries = entriesOf(catalog);
  const associated = itemsOf(catalog.lookup(name('AF')));
  const dropped = new Map<PDFDict, PDFObject>();
  const data = new Set<PDFDict>();
  const isKept = (value: PDFObject | undefined): boolean => {
    const specification = value instanceof PDFRef ? file.context.lookup(value) : value;
    if (!(specification instanceof PDFDict) || !specification.has(name('EF'))) return true;
    if (!data.has(specification) && !dropped.has(specification)) {
      if (isDataFile(specification)) data.add(specification);
      else dropped.set(specification, value!);
    }
    return data.has(specification);
  };

  const keptEntries = entries.filter(([, value]) => isKept(value));
  if (keptEntries.length < entries.length) setEntries(file, catalog, keptEntries);
  const keptAssociated = associated.filter(isKept);
  if (keptAssociated.length < associated.length) catalog.set(name('AF'), file.context.obj(keptAssociated));
  for (const page of file.pages) {
    const annotations = annotationsOf(file, page);
    const kept = annotations.filter(({ dict }) => isKept(dict.get(name('FS'))));
    if (kept.length < annotations.length) setAnnotations(file, page, kept);
  }
  if (dropped.size === 0) return [];
  if (catalog.has(name('Collection'))) throw new PdfError('pdf_portfolio', 'The PDF is a portfolio of files.');
  file.set(file.catalogRef, catalog);
  const shared = new Set([...data].flatMap((specification) => embedded(specification).map(({ ref }) => ref)));
  for (const [specification, value] of dropped)
    for (const ref of [value, ...embedded(specification).map((one) => one.ref)])
      if (ref instanceof PDFRef && !shared.has(ref)) file.delete(ref);
  return [...new Set([...dropped.keys()].map(fileName))];
}

/** The entries of the name tree of files. Throws PdfError if the tree is too large. */
function entriesOf(catalog: PDFDict): [PDFObject, PDFObject][] {
  const names = catalog.lookup(name('Names'));
  const entries: [PDFObject, PDFObject][] = [];
  const seen = new Set<PDFObject>();
  const stack = names instanceof PDFDict ? [names.lookup(name('EmbeddedFiles'))] : [];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!(node instanceof PDFDict) || seen.has(node)) continue;
    seen.add(node);
    const pairs = itemsOf(node.lookup(name('Names')));
    for (let index = 0; index + 1 < pairs.length; index += 2) entries.push([pairs[index]!, pairs[index + 1]!]);
    if (entries.length > FILES_MAX || seen.size > FILES_MAX)
      throw new PdfError('pdf_too_large', 'The PDF has too many files.');
    stack.push(
      ...itemsOf(node.lookup(name('Kids')))
        .reverse()
        .map((kid) => node.context.lookup(kid)),
    );
  }
  return entries;
}

function setEntries(file: PdfFile, catalog: PDFDict, entries: readonly [PDFObject, PDFObject][]): void {
  const names = file.copy(catalog.lookup(name('Names'), PDFDict));
  if (entries.length > 0) names.set(name('EmbeddedFiles'), file.dict({ Names: entries.flat() }));
  else names.delete(name('EmbeddedFiles'));
  catalog.set(name('Names'), names);
}
