import { PDFArray, PDFDict, PDFName, PDFNull, type PDFObject, PDFRawStream, PDFRef } from 'pdf-lib';
import { fileName, isDataFile } from './attachments.ts';
import { name, type PdfFile } from './file.ts';
import { ifReadable, PdfError } from './pdf.ts';

/** Kinds of actions that do more than navigate within the document. */
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

/** Kinds of annotations that play something. */
const ANNOTATIONS = new Set(['RichMedia', 'Movie', 'Sound', 'Screen', '3D']);

/** Keys under which any dictionary may hold a script. */
const SCRIPTS = ['JS', 'JavaScript', 'XFA'];

/** Names that must not occur in a damaged object, because a viewer that repairs it could find active content, a file or a signature. */
const SUSPECT = new Set([...ACTIONS, ...ANNOTATIONS, ...SCRIPTS, 'OpenAction', 'AA', 'EF', 'RF', 'ByteRange']);

/** Resolves a reference to its object. Undefined if there is no object, or it is damaged. */
type Resolve = (value: PDFObject | undefined) => PDFObject | undefined;

/** Whether a PDF has no active content. Throws PdfError for everything else that `assertPassive` refuses. */
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
 * Refuses a PDF that is signed already, that does something when it is opened or viewed, or that has attached files which are not data.
 *
 * It walks through all parsed objects that can be reached from the trailer and from `kept`, so it makes no difference how names are escaped, or
 * whether objects are hidden in object streams. An object that cannot be parsed is scanned for names instead (`readNamesAndRefs`).
 * Throws PdfError.
 */
export function assertPassive(file: PdfFile, kept: readonly (PDFObject | undefined)[] = []): void {
  const resolve = resolveIn(file);
  let active: string | undefined;
  let attached: string | undefined;
  for (const dict of reachable(file, resolve, kept)) {
    if (isSignature(dict, resolve)) throw new PdfError('pdf_signed', 'The PDF is signed already.');
    active ??= activeIn(dict, resolve);
    if (dict.has(name('EF')) && !isDataFile(dict)) attached ??= fileName(dict);
  }
  active ??= openAction(file.catalog);
  if (active !== undefined) throw new PdfError('pdf_active_content', `The PDF has active content: ${active}.`);
  if (attached !== undefined) throw new PdfError('pdf_attachment', `The PDF has an attached file: ${attached}.`);
}

/** All dictionaries that can be reached. Throws PdfError for a damaged object that a viewer could repair to something that is refused. */
function* reachable(file: PdfFile, resolve: Resolve, kept: readonly (PDFObject | undefined)[] = []): Iterable<PDFDict> {
  const seen = new Set<PDFRef>();
  const stack: (PDFObject | undefined)[] = [file.trailer, ...kept];
  while (stack.length > 0) {
    const value = stack.pop();
    const object = resolve(value);
    if (value instanceof PDFRef) {
      const ref = file.currentRef(value);
      if (seen.has(ref)) continue;
      seen.add(ref);
      if (file.isUnreadable(ref)) stack.push(...refsOfHarmlessObject(file, ref, resolve));
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

const resolveIn =
  (file: PdfFile): Resolve =>
  (value) => {
    const object = value instanceof PDFRef ? ifReadable(() => file.context.lookup(file.currentRef(value))) : value;
    return object === PDFNull ? undefined : object;
  };

/** The references in a damaged object. Throws PdfError if the object may be one that is refused. */
function refsOfHarmlessObject(file: PdfFile, ref: PDFRef, resolve: Resolve): PDFRef[] {
  const { names, refs } = readNamesAndRefs(file.damagedBytes(ref));
  const isHarmless =
    ![...names].some((word) => SUSPECT.has(word)) && refs.every((other) => actionsIn(other, resolve).length === 0);
  if (isHarmless) return refs;
  throw new PdfError('pdf_invalid', `Object ${ref.objectNumber} of the PDF is damaged, and may be active content.`);
}

function isSignature(dict: PDFDict, resolve: Resolve): boolean {
  if (dict.has(name('ByteRange')) && dict.has(name('Contents'))) return true;
  return text(resolve(dict.get(name('FT')))) === 'Sig' && resolve(dict.get(name('V'))) instanceof PDFDict;
}

function activeIn(dict: PDFDict, resolve: Resolve): string | undefined {
  const of = (key: string) => resolve(dict.get(name(key)));
  const [action] = actionsIn(dict, resolve);
  // Structure elements may use the same names as actions for their types.
  if (action !== undefined && text(of('Type')) !== 'StructElem') return action;
  // Whatever stands in the place of an action is treated as one, even if it says to be a structure element.
  const [placed] = ['A', 'Next'].flatMap((key) => actionsIn(dict.get(name(key)), resolve));
  if (placed !== undefined) return placed;
  const subtype = text(of('Subtype'));
  if (subtype !== undefined && ANNOTATIONS.has(subtype) && dict.has(name('Rect'))) return subtype;
  const actions = of('AA');
  if (actions instanceof PDFDict && actions.keys().some((key) => actions.has(key))) return 'AA';
  return SCRIPTS.find((key) => of(key) !== undefined);
}

/** The kinds of an action, or of several in an array, that are refused. */
function actionsIn(value: PDFObject | undefined, resolve: Resolve): string[] {
  const object = resolve(value);
  const actions = object instanceof PDFArray ? object.asArray().map(resolve) : [object];
  return actions.flatMap((action) => activeKind(action, resolve) ?? []);
}

/** The kind of an action that does more than move about in the document. */
export function activeKind(action: PDFObject | undefined, resolve: Resolve): string | undefined {
  const kind = action instanceof PDFDict ? text(resolve(action.get(name('S')))) : undefined;
  return kind !== undefined && ACTIONS.has(kind) ? kind : undefined;
}

/** `OpenAction` if the PDF does anything when it is opened, except going to a place in the document. */
function openAction(catalog: PDFDict): string | undefined {
  const action = catalog.lookup(name('OpenAction'));
  const harmless =
    !(action instanceof PDFDict) || (text(action.lookup(name('S'))) === 'GoTo' && !action.has(name('Next')));
  return harmless ? undefined : 'OpenAction';
}

const text = (value: PDFObject | undefined): string | undefined =>
  value instanceof PDFName ? value.decodeText() : undefined;

/** The decoded names in an object that cannot be parsed, and the objects it refers to. */
interface NamesAndRefs {
  names: Set<string>;
  refs: PDFRef[];
}

/** How many bytes of a damaged object are scanned. */
const LENGTH_MAX = 1024 * 1024;

const TOKEN = /%[^\r\n]*|<<|>>|<[^<>]*>|\/[^\s\0()<>[\]{}/%]*|[^\s\0()<>[\]{}/%]+|[()<>[\]{}]/g;

const CLOSING: Record<string, string> = { '<<': '>>', '[': ']', '{': '}' };

/**
 * Reads the names and references in an object that our parser refuses, such as `<< /S /JavaScript /J S (…) >>` with a space in a name. Viewers
 * repair such objects, each in its own way, but none of them can find a name or a reference that is not written there.
 *
 * This is only true if the damage ends with the object, so brackets that do not match, or a stream, throw PdfError.
 */
export function readNamesAndRefs(bytes: Uint8Array): NamesAndRefs {
  const part = bytes.subarray(0, LENGTH_MAX);
  const source = Buffer.from(part.buffer, part.byteOffset, part.length).toString('latin1');
  const words: NamesAndRefs = { names: new Set(), refs: [] };
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

/** Offset after the parenthesis that closes a string. */
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
