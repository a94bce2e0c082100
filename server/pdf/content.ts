/**
 * Finds the operators of a content stream (ISO 32000-1, 7.8.2) without interpreting them: their names, their offsets, and the last name and the
 * strings before each. Numbers are skipped. Broken content is read as Poppler, MuPDF and pdf.js read it.
 *
 *     scanContent(Buffer.from('q /F1 9 Tf (Hallo) Tj'), (operator, { name, strings }) => …);  // q, Tf with F1, Tj with Hallo
 */
export interface Operands {
  /** Start and end of the last operand that is a name, with its slash. Both are equal when there is none. */
  nameStart: number;
  nameEnd: number;
  /** Start and end of each string, with its brackets, one after the other. Strings inside of a dictionary are not operands. */
  strings: number[];
}

/** Called for each operator with its start and end. An inline image is reported once, as `EI`, from its data to its end. The operands are valid during the call only. */
type VisitOperator = (operator: string, operands: Operands, start: number, end: number) => void;

/** What a content stream leaves open at its end. */
interface ContentEnd {
  /** Number of bytes before a string, an array, a dictionary or an image header that is never closed; otherwise the length of the content. */
  whole: number;
  /** Whether the data of an inline image goes on until the end. */
  inPicture: boolean;
}

const [SPACE, DELIMITER, NUMBER] = [1, 2, 3];
const KINDS = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) KINDS[byte] = SPACE;
for (const character of '()<>[]{}/%') KINDS[character.charCodeAt(0)] = DELIMITER;
for (const character of '0123456789+-.') KINDS[character.charCodeAt(0)] = NUMBER;

const code = (character: string): number => character.charCodeAt(0);
const [OPEN, CLOSE, LESS, GREATER, ARRAY, ARRAY_END] = [...'()<>[]'].map(code) as [
  number,
  number,
  number,
  number,
  number,
  number,
];
const [SLASH, PERCENT, BACKSLASH] = [code('/'), code('%'), code('\\')];

/** Names of operators by their bytes. Operators are short and few, so each name is made only once. */
const names = new Map<number, string>();

function nameOf(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > 3) return Buffer.from(bytes.subarray(start, Math.min(end, start + 40))).toString('latin1');
  let key = 0;
  for (let index = start; index < end; index++) key = key * 256 + bytes[index]!;
  let name = names.get(key);
  if (name === undefined) {
    name = String.fromCharCode(...bytes.subarray(start, end));
    names.set(key, name);
  }
  return name;
}

/** Visits the operators from first to last. */
export function scanContent(bytes: Uint8Array, visit: VisitOperator): ContentEnd {
  const { length } = bytes;
  const operands: Operands = { nameStart: 0, nameEnd: 0, strings: [] };
  let [arrays, dictionaries, opened, inPicture] = [0, 0, length, false];
  for (let at = 0; at < length; ) {
    const byte = bytes[at]!;
    const kind = KINDS[byte]!;
    if (kind === SPACE) at++;
    else if (kind === NUMBER) {
      do at++;
      while (KINDS[bytes[at] ?? 0] === NUMBER);
    } else if (kind === DELIMITER) {
      const start = at;
      const isDouble = bytes[at + 1] === byte;
      if (byte === PERCENT) at = endOfLine(bytes, at);
      else if (byte === SLASH) {
        at = endOfWord(bytes, at + 1);
        if (arrays + dictionaries === 0) [operands.nameStart, operands.nameEnd] = [start, at];
      } else if (byte === OPEN || (byte === LESS && !isDouble)) {
        at = byte === OPEN ? endOfString(bytes, at) : bytes.indexOf(GREATER, at) + 1;
        if (at <= 0) return { whole: Math.min(start, opened), inPicture: false };
        if (dictionaries === 0) operands.strings.push(start, at);
      } else {
        if (byte === LESS || byte === ARRAY) {
          if (arrays + dictionaries === 0 && !inPicture) opened = start;
          if (byte === LESS) dictionaries++;
          else arrays++;
        } else if (byte === GREATER && isDouble) dictionaries = Math.max(0, dictionaries - 1);
        else if (byte === ARRAY_END) arrays = Math.max(0, arrays - 1);
        at += (byte === LESS || byte === GREATER) && isDouble ? 2 : 1;
        if (arrays + dictionaries === 0 && !inPicture) opened = length;
      }
    } else {
      const start = at;
      at = endOfWord(bytes, at);
      if (arrays + dictionaries > 0) continue;
      const operator = nameOf(bytes, start, at);
      if (operator === 'true' || operator === 'false' || operator === 'null') continue;
      if (operator === 'BI' && !inPicture) [inPicture, opened] = [true, start];
      else if (inPicture && operator === 'ID') {
        at = endOfPicture(bytes, at + 1);
        if (at < 0) return { whole: length, inPicture: true };
        [inPicture, opened] = [false, length];
        visit('EI', operands, start, at);
      } else if (!inPicture) visit(operator, operands, start, at);
      operands.nameStart = operands.nameEnd;
      operands.strings.length = 0;
    }
  }
  return { whole: opened, inPicture: false };
}

function endOfLine(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at++;
  return at;
}

function endOfWord(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && KINDS[bytes[at]!] !== SPACE && KINDS[bytes[at]!] !== DELIMITER) at++;
  return at;
}

/** Offset after the bracket that closes a string; -1 if none does. */
function endOfString(bytes: Uint8Array, start: number): number {
  let depth = 0;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === BACKSLASH) at++;
    else if (byte === OPEN) depth++;
    else if (byte === CLOSE && --depth === 0) return at + 1;
  }
  return -1;
}

/** Number of bytes after `EI` that have to look like operators: the data of an image may contain `EI` too. */
const LOOKAHEAD = 15;

/** Offset after the `EI` that ends the image data which starts at an offset; -1 if there is none. */
function endOfPicture(bytes: Uint8Array, start: number): number {
  for (let at = bytes.indexOf(0x45, start); at >= 0; at = bytes.indexOf(0x45, at + 1)) {
    if (bytes[at + 1] !== 0x49 || KINDS[bytes[at + 2] ?? 0x20] !== SPACE) continue;
    const next = bytes.subarray(at + 2, at + 2 + LOOKAHEAD);
    if (next.every((byte) => (byte >= 0x20 && byte < 0x7f) || (byte !== 0 && KINDS[byte] === SPACE))) return at + 2;
  }
  return -1;
}

/** What has to be removed and added so that a content stream does not affect what is drawn after it. */
interface Balance {
  /** Offsets of each `Q` that closes nothing. Viewers ignore it, but it would close a `q` that is put in front of the content. */
  surplus: number[];
  /** Number of bytes to keep. After them comes a value that is never closed, which would swallow whatever follows. */
  whole: number;
  /** Operators that close what is open: an image, a path, a text object, marked content such as a hidden layer, saved graphics states. */
  closing: string;
}

const PATHS = new Set(['m', 'l', 'c', 'v', 'y', 're', 'h', 'W', 'W*']);
const PAINTS = new Set(['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'n']);

export function balanceOf(content: Uint8Array): Balance {
  const surplus: number[] = [];
  let [states, marked, inText, inPath] = [0, 0, false, false];
  const { whole, inPicture } = scanContent(content, (operator, _, start) => {
    if (operator === 'q') states++;
    else if (operator === 'Q') {
      if (states > 0) states--;
      else surplus.push(start);
    } else if (operator === 'BMC' || operator === 'BDC') marked++;
    else if (operator === 'EMC') marked = Math.max(0, marked - 1);
    else if (operator === 'BT') inText = true;
    else if (operator === 'ET') inText = false;
    else if (PATHS.has(operator)) inPath = true;
    else if (PAINTS.has(operator)) inPath = false;
  });
  const closing = [
    ...(inPicture ? ['EI'] : []),
    ...(inPath ? ['n'] : []),
    ...(inText ? ['ET'] : []),
    ...Array<string>(marked).fill('EMC'),
    ...Array<string>(states).fill('Q'),
  ];
  return { surplus, whole, closing: closing.join(' ') };
}

const PAINTING = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's', 'sh', 'Do', 'EI', 'Tj', 'TJ', "'", '"']);

/** Whether a content stream paints anything at all. */
export function paints(content: Uint8Array): boolean {
  let painted = false;
  scanContent(content, (operator) => {
    painted ||= PAINTING.has(operator);
  });
  return painted;
}

/**
 * The appearance of a text field or a list without its value. The value stands in the marked content `/Tx BMC … EMC`, or in the text objects if
 * nothing is marked. The frame, the background and the cells of a comb stay.
 */
export function withoutValue(content: Uint8Array): Buffer {
  const kept: Uint8Array[] = [];
  /** Offset of the next part to keep; and the end of the previous operator, after which the operands of the current one stand. */
  let [from, before] = [0, 0];
  /** Depth of marked content within the part that is left out; 0 outside of it. */
  let depth = 0;
  let inText = false;
  scanContent(content, (operator, _, start, end) => {
    const opens = operator === 'BMC' || operator === 'BDC';
    if (depth > 0) {
      if (opens) depth++;
      else if (operator === 'EMC') depth--;
      if (depth === 0) from = end;
    } else if (opens && isValueMark(content, before, start)) {
      if (!inText) kept.push(content.subarray(from, before));
      [depth, inText] = [1, false];
    } else if (operator === 'BT' && !inText) {
      kept.push(content.subarray(from, start));
      inText = true;
    } else if (operator === 'ET' && inText) {
      from = end;
      inText = false;
    }
    before = end;
  });
  if (depth === 0 && !inText) kept.push(content.subarray(from));
  return Buffer.concat(kept);
}

/** Whether the first operand between two offsets is the name `/Tx`. */
const isValueMark = (content: Uint8Array, start: number, end: number): boolean =>
  /^(?:\s|%[^\r\n]*[\r\n])*\/Tx(?:[\s<[/]|$)/.test(Buffer.from(content.subarray(start, end)).toString('latin1'));
