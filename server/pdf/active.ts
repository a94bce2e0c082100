import { PDFArray, PDFDict, PDFHexString, PDFName, type PDFObject, PDFRawStream, PDFRef, PDFString } from 'pdf-lib';
import { name, type PdfFile } from './file.ts';
import { PdfError } from './pdf.ts';
import { decodeStream } from './streams.ts';

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

/** Annotations that hold files or play something. */
const ANNOTATIONS = new Set(['RichMedia', 'FileAttachment', 'Movie', 'Sound', 'Screen', '3D']);

/** Parts of an action dictionary of a field: what happens at a keystroke, when it is shown, and when it is checked. */
const FORMATTING = ['K', 'F', 'V'];

/**
 * Refuses a PDF that does something when it is opened or looked at, or that is signed already. Everything that can be reached is looked at as a parsed
 * object: it makes no difference how names are written or where objects are hidden. Throws PdfError.
 */
export function assertPassive(file: PdfFile): void {
  let active: string | undefined;
  const seen = new Set<PDFObject>();
  const stack: PDFObject[] = [file.trailer];
  const visit = (value: PDFObject | undefined) => {
    const object = value instanceof PDFRef ? (seen.has(value) ? undefined : file.context.lookup(value)) : value;
    if (value instanceof PDFRef) seen.add(value);
    if (object instanceof PDFDict || object instanceof PDFArray) stack.push(object);
    else if (object instanceof PDFRawStream) stack.push(object.dict);
  };
  for (let object = stack.pop(); object; object = stack.pop()) {
    if (object instanceof PDFArray) {
      for (const item of object.asArray()) visit(item);
      continue;
    }
    const dict = object as PDFDict;
    if (isSignature(dict)) throw new PdfError('pdf_signed', 'The PDF is signed already.');
    active ??= activeIn(dict);
    for (const [key, value] of dict.entries()) if (key !== name('AA')) visit(value);
  }
  active ??= openAction(file.catalog);
  if (active !== undefined) throw new PdfError('pdf_active_content', `The PDF has active content: ${active}.`);
}

function isSignature(dict: PDFDict): boolean {
  if (dict.has(name('ByteRange')) && dict.has(name('Contents'))) return true;
  return text(dict.lookup(name('FT'))) === 'Sig' && dict.lookup(name('V')) instanceof PDFDict;
}

function activeIn(dict: PDFDict): string | undefined {
  const action = actionOf(dict);
  // The tags of a document's structure have names of their own.
  if (action !== undefined && text(dict.lookup(name('Type'))) !== 'StructElem') return action;
  // What stands where an action does is one, whatever it calls itself.
  for (const key of ['A', 'Next']) {
    const value = dict.lookup(name(key));
    const list = value instanceof PDFArray ? value.asArray().map((item) => dict.context.lookup(item)) : [value];
    const found = list.map(actionOf).find((kind) => kind !== undefined);
    if (found !== undefined) return found;
  }
  const subtype = text(dict.lookup(name('Subtype')));
  if (subtype !== undefined && ANNOTATIONS.has(subtype) && dict.has(name('Rect'))) return subtype;
  for (const key of ['JS', 'JavaScript', 'XFA', 'EF']) if (dict.lookup(name(key)) !== undefined) return key;
  const actions = dict.lookup(name('AA'));
  return actions instanceof PDFDict && !isField(dict, actions) ? 'AA' : undefined;
}

function actionOf(value: PDFObject | undefined): string | undefined {
  const action = value instanceof PDFDict ? text(value.lookup(name('S'))) : undefined;
  return action !== undefined && ACTIONS.has(action) ? action : undefined;
}

/** Form programs mark dates and numbers with calls of Acrobat's own functions; nothing else is allowed in a field. */
function isField(dict: PDFDict, actions: PDFDict): boolean {
  if (!dict.has(name('FT')) && !dict.has(name('T')) && text(dict.lookup(name('Subtype'))) !== 'Widget') return false;
  return actions
    .keys()
    .every((key) => FORMATTING.includes(key.decodeText()) && formatCall(actions.lookup(key)) !== undefined);
}

/** The call of an action that formats or checks a value, such as `AFDate_FormatEx("dd.mm.yyyy")`; undefined for any other action. */
export function formatCall(action: PDFObject | undefined): { name: string; args: string[] } | undefined {
  if (!(action instanceof PDFDict) || text(action.lookup(name('S'))) !== 'JavaScript' || action.has(name('Next')))
    return undefined;
  const script = scriptText(action.lookup(name('JS')))?.trim();
  if (script === undefined || script.length > 500) return undefined;
  const strings: string[] = [];
  const bare = script.replaceAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/g, (_, double?: string, single?: string) => {
    strings.push(double ?? single ?? '');
    return `$${strings.length - 1}`;
  });
  const match = /^(AF(?:Date|Time|Number|Percent|Special|Range)_\w+)\(([\w\s.,$+-]*)\);?$/.exec(bare);
  if (!match) return undefined;
  const args = match[2]!.split(',').map((arg) => arg.trim());
  return { name: match[1]!, args: args.map((arg) => (arg.startsWith('$') ? strings[Number(arg.slice(1))]! : arg)) };
}

function scriptText(value: PDFObject | undefined): string | undefined {
  if (value instanceof PDFString || value instanceof PDFHexString) return value.decodeText();
  return value instanceof PDFRawStream ? Buffer.from(decodeStream(value, 10_000)).toString('latin1') : undefined;
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
