import { PDFName, PDFRef } from 'pdf-lib';
import { PdfError } from './pdf.ts';

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
