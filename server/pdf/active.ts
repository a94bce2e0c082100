import { PDFArray, PDFDict, PDFName, PDFNull, type PDFObject, PDFRawStream, PDFRef } from 'pdf-lib';
import { fileName, isDataFile } from './attachments.ts';
import { name, type PdfFile } from './file.ts';
import { ifReadable, PdfError } from './pdf.ts';

/** Actions that do more than move about in the document. */
const ACTIONS = new Set([
  'JavaScript',
  'Launch',
  'ImportData',
  'GoToE',
  'Rendition',
  'Movie',
  'Sound',
  'RichMediaExecute',
]);

/** Annotations that play something. */
const ANNOTATIONS = new Set(['RichMedia', 'Movie', 'Sound', 'Screen', '3D']);

/** Keys of scripts, whatever has them. */
const SCRIPTS = ['JS', 'JavaScript', 'XFA'];

/** Names that make a damaged object one to refuse: with any of them it could be what is refused where it can be read. */
const SUSPECT = new Set([...ACTIONS, ...ANNOTATIONS, ...SCRIPTS, 'OpenAction', 'AA', 'EF', 'RF', 'ByteRange']);

/** What a reference stands for; undefined where nothing is, or only something damaged. */
type Look = (value: PDFObject | undefined) => PDFObject | undefined;

/** Whether `assertPassive` finds nothing but what may go with the form. Throws PdfError for all else. */
export function isPassive(file: PdfFile): boolean {
  try {
    assertPassive(file);
    return true;
  } catch (error) {
    if (error instanceof PdfError && error.code === 'pdf_active_content') return false;
    throw error;
  }
}

/**
 * Refuses a PDF that somebody has signed, that does something when it is opened or looked at, or that brings files which are not data. Everything that can be
 * reached from its trailer, and from `kept`, is looked at as a parsed object: it makes no difference how names are written or where objects are hidden. Throws
 * PdfError.
 */
export function assertPassive(file: PdfFile, kept: readonly (PDFObject | undefined)[] = []): void {
  const look = lookIn(file);
  let active: string | undefined;
  let attached: string | undefined;
  for (const dict of reachable(file, look, kept)) {
    if (isSignature(dict, look)) throw new PdfError('pdf_signed', 'The PDF is signed already.');
    active ??= activeIn(dict, look);
    if (dict.has(name('EF')) && !isDataFile(dict)) attached ??= fileName(dict);
  }
  active ??= openAction(file.catalog);
  if (active !== undefined) throw new PdfError('pdf_active_content', `The PDF has active content: ${active}.`);
  if (attached !== undefined) throw new PdfError('pdf_attachment', `The PDF has an attached file: ${attached}.`);
}

/** All dictionaries that can be reached. A damaged object, which a viewer may mend, must not have a word of what is refused. Throws PdfError. */
function* reachable(file: PdfFile, look: Look, kept: readonly (PDFObject | undefined)[] = []): Iterable<PDFDict> {
  const seen = new Set<PDFRef>();
  const stack: (PDFObject | undefined)[] = [file.trailer, ...kept];
  while (stack.length > 0) {
    const value = stack.pop();
    const object = look(value);
    if (value instanceof PDFRef) {
      const ref = file.current(value);
      if (seen.has(ref)) continue;
      seen.add(ref);
      if (file.isUnreadable(ref)) stack.push(...harmlessWords(file, ref, look));
    }
    const dict = object instanceof PDFRawStream ? object.dict : object;
    if (dict instanceof PDFDict) {
      yield dict;
      for (const child of dict.values()) if (isCompound(child)) stack.push(child);
    } else if (dict instanceof PDFArray) for (const child of dict.asArray()) if (isCompound(child)) stack.push(child);
  }
}

const isCompound = (value: PDFObject): boolean =>
  value instanceof PDFRef || value instanceof PDFDict || value instanceof PDFArray || value instanceof PDFRawStream;

const lookIn =
  (file: PdfFile): Look =>
  (value) => {
    const object = value instanceof PDFRef ? ifReadable(() => file.context.lookup(file.current(value))) : value;
    return object === PDFNull ? undefined : object;
  };

/** What a damaged object refers to. Throws PdfError when it may be one that is refused. */
function harmlessWords(file: PdfFile, ref: PDFRef, look: Look): PDFRef[] {
  const { names, refs } = wordsOf(file.damaged(ref));
  const isHarmless =
    ![...names].some((word) => SUSPECT.has(word)) && refs.every((other) => actionsIn(other, look).length === 0);
  if (isHarmless) return refs;
  throw new PdfError('pdf_invalid', `Object ${ref.objectNumber} of the PDF is damaged, and may be active content.`);
}

function isSignature(dict: PDFDict, look: Look): boolean {
  if (dict.has(name('ByteRange')) && dict.has(name('Contents'))) return true;
  return text(look(dict.get(name('FT')))) === 'Sig' && look(dict.get(name('V'))) instanceof PDFDict;
}

function activeIn(dict: PDFDict, look: Look): string | undefined {
  const of = (key: string) => look(dict.get(name(key)));
  const [action] = actionsIn(dict, look);
  // The tags of a document's structure have names of their own.
  if (action !== undefined && text(of('Type')) !== 'StructElem') return action;
  // What stands where an action does is one, whatever it calls itself.
  const [placed] = ['A', 'Next'].flatMap((key) => actionsIn(dict.get(name(key)), look));
  if (placed !== undefined) return placed;
  const subtype = text(of('Subtype'));
  if (subtype !== undefined && ANNOTATIONS.has(subtype) && dict.has(name('Rect'))) return subtype;
  const actions = of('AA');
  if (actions instanceof PDFDict && actions.keys().some((key) => actions.has(key))) return 'AA';
  return SCRIPTS.find((key) => of(key) !== undefined);
}

/** The kinds of an action, or of several in an array, that are refused. */
function actionsIn(value: PDFObject | undefined, look: Look): string[] {
  const object = look(value);
  const actions = object instanceof PDFArray ? object.asArray().map(look) : [object];
  return actions.flatMap((action) => activeKind(action, look) ?? []);
}

/** The kind of an action that does more than move about in the document. */
export function activeKind(action: PDFObject | undefined, look: Look): string | undefined {
  const kind = action instanceof PDFDict ? text(look(action.get(name('S')))) : undefined;
  return kind !== undefined && ACTIONS.has(kind) ? kind : undefined;
}

/** Only to go to a place of the document is allowed. */
function openAction(catalog: PDFDict): string | undefined {
  const action = catalog.lookup(name('OpenAction'));
  const harmless =
    !(action instanceof PDFDict) || (text(action.lookup(name('S'))) === 'GoTo' && !action.has(name('Next')));
  return harmless ? undefined : 'OpenAction';
}

const text = (value: PDFObject | undefined): string | undefined =>
  value instanceof PDFName ? value.decodeText() : undefined;

/** The names in an object that cannot be parsed, decoded, and what it refers to. */
interface Words {
  names: Set<string>;
  refs: PDFRef[];
}

/** Bytes of a damaged object that are looked at. */
const LENGTH_MAX = 1024 * 1024;

const TOKEN = /%[^\r\n]*|<<|>>|<[^<>]*>|\/[^\s\0()<>[\]{}/%]*|[^\s\0()<>[\]{}/%]+|[()<>[\]{}]/g;

const CLOSING: Record<string, string> = { '<<': '>>', '[': ']', '{': '}' };

/**
 * Reads the words of an object that our parser refuses, such as a dictionary with a space in a name. Viewers mend such objects, each in its own way, but none
 * of them can find a name or a reference that is not written there. That holds only where the damage ends with the object: brackets that do not match, or a
 * stream, throw PdfError.
 */
export function wordsOf(bytes: Uint8Array): Words {
  const part = bytes.subarray(0, LENGTH_MAX);
  const source = Buffer.from(part.buffer, part.byteOffset, part.length).toString('latin1');
  const words: Words = { names: new Set(), refs: [] };
  const open: string[] = [];
  const numbers: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(source); match; match = TOKEN.exec(source)) {
    const [token] = match;
    if (token === 'R' && numbers.length >= 2) words.refs.push(PDFRef.of(...lastTwo(numbers)));
    if (/^\d{1,10}$/.test(token)) numbers.push(token);
    else if (!token.startsWith('%')) numbers.length = 0;
    if (token.startsWith('/')) words.names.add(PDFName.of(token.slice(1)).decodeText());
    else if (token === '(') TOKEN.lastIndex = endOfString(source, TOKEN.lastIndex);
    else if (token in CLOSING) open.push(CLOSING[token]!);
    else if (/^(?:>>|[\]})<>])$/.test(token) && open.pop() !== token) throw broken();
    else if (token === 'stream') throw broken();
    else if (token === 'endobj' || token === 'obj') {
      if (open.length > 0) throw broken();
      return words;
    }
  }
  if (open.length > 0 || part.length < bytes.length) throw broken();
  return words;
}

const lastTwo = (numbers: readonly string[]): [number, number] => [Number(numbers.at(-2)), Number(numbers.at(-1))];

/** Behind the parenthesis that closes a string. */
function endOfString(source: string, start: number): number {
  let depth = 1;
  for (let at = start; at < source.length; at++) {
    const character = source[at];
    if (character === '\\') at++;
    else if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return at + 1;
  }
  throw broken();
}

const broken = () => new PdfError('pdf_invalid', 'An object of the PDF is damaged beyond its end.');
