import { fileTypeFromBuffer } from 'file-type';
import { imageSize } from 'image-size';
import { FILE_ENDINGS, FILE_NAME_MAX, IMAGE_PIXELS_MAX } from '../../../src/contract/limits.ts';
import { Problem } from '../../http/problem.ts';

/*
 * Which files may be uploaded, by their name and their content. The ending of the name says what a file claims to be, and the content has to
 * agree: `rechnung.pdf` with the bytes of a program is refused, and so is a page of HTML that is called `notiz.txt`.
 */

type FileEnding = (typeof FILE_ENDINGS)[number];

/**
 * A file's name without anything that could mislead whoever saves or reads it: paths, control characters, invisible characters such as the
 * right-to-left override (`rechnung‮fdp.exe`), endless length. The ending stays. Empty when nothing usable is left.
 */
export function cleanName(name: string): string {
  const last = name
    .toWellFormed()
    .normalize('NFC')
    .split(/[/\\]/)
    .at(-1)!
    .replace(/[\p{Cc}\p{Cf}\ufffd\u2028\u2029]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    // The lookbehind lets the pattern start at the first dot of a row only: with 15,000 dots in a row, each start would cost as many steps.
    .replace(/^[. ]+|(?<![. ])[. ]+$/g, '');
  if (last.length <= FILE_NAME_MAX) return last;
  const ending = /\.[^.]{1,10}$/.exec(last)?.[0] ?? '';
  // Removes half of a surrogate pair at the cut.
  return last.slice(0, FILE_NAME_MAX - ending.length).replace(/[\ud800-\udbff]$/, '') + ending;
}

/** The ending of a name. Undefined when files with it may not be attached. */
export function endingOf(name: string): FileEnding | undefined {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return FILE_ENDINGS.find((allowed) => allowed === ending);
}

/** Bytes of an image that are read to find its dimensions. Cameras write previews and profiles before them. */
export const IMAGE_HEAD = 1024 * 1024;

const ZIP = 'application/zip';
const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument';

/** The media types that the content of a file with each ending may have; the first one is what it is served as. Null is text, which has no signature. */
const TYPES: Record<FileEnding, readonly [string, ...string[]] | null> = {
  pdf: ['application/pdf'],
  png: ['image/png', 'image/apng'],
  jpg: ['image/jpeg'],
  jpeg: ['image/jpeg'],
  gif: ['image/gif'],
  webp: ['image/webp'],
  heic: ['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'],
  mp4: ['video/mp4', 'video/x-m4v', 'video/quicktime'],
  zip: [ZIP],
  // The parts of these archives may be in an order in which only the archive itself is recognised.
  docx: [`${OFFICE}.wordprocessingml.document`, ZIP],
  xlsx: [`${OFFICE}.spreadsheetml.sheet`, ZIP],
  odt: [`${OPEN_DOCUMENT}.text`, ZIP],
  ods: [`${OPEN_DOCUMENT}.spreadsheet`, ZIP],
  txt: null,
  log: null,
  csv: null,
  eml: null,
};

const TEXT_TYPES: Partial<Record<FileEnding, string>> = { csv: 'text/csv', eml: 'message/rfc822' };

/** Text that a browser would render as a page, and run the scripts of. */
const MARKUP = /^[\ufeff\s]*<(!doctype|!--|\?xml|html|head|body|svg|script|iframe|meta|style)/i;

/**
 * The media type of a file by its content, which has to match its ending.
 * @param head The first bytes of the file: at least 4,100, of images IMAGE_HEAD.
 * @throws Problem 415 `file_type_forbidden`, 422 `image_too_large`
 */
export async function checkType(ending: FileEnding, head: Uint8Array): Promise<string> {
  const expected = TYPES[ending];
  const found = (await fileTypeFromBuffer(head))?.mime;
  if (!expected) {
    if (found !== undefined || !isText(head)) throw forbiddenType();
    return TEXT_TYPES[ending] ?? 'text/plain';
  }
  if (found === undefined || !expected.includes(found)) throw forbiddenType();
  if (expected[0].startsWith('image/')) checkPixels(head);
  return expected[0];
}

/** The refusal of a file whose type cannot be attached. */
export function forbiddenType(): Problem {
  return new Problem(415, 'file_type_forbidden', {
    detail: 'The content has to be of an allowed type and go with the ending of the name.',
  });
}

function isText(head: Uint8Array): boolean {
  if (head.includes(0)) return false;
  let text: string;
  try {
    // `stream`, because the head may end in the middle of a character.
    text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
  } catch {
    // Old cash registers write the Windows code page.
    text = new TextDecoder('windows-1252').decode(head);
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what makes it no text
  return !/[\x01-\x08\x0e-\x1a\x1c-\x1f]/.test(text) && !MARKUP.test(text);
}

function checkPixels(head: Uint8Array): void {
  let pixels: number;
  try {
    const { width, height } =
      head[0] === 0xff ? jpegSize(Buffer.from(head.buffer, head.byteOffset, head.length)) : imageSize(head);
    pixels = width * height;
  } catch {
    throw forbiddenType();
  }
  if (pixels > IMAGE_PIXELS_MAX) {
    throw new Problem(422, 'image_too_large', { detail: `${pixels} pixels; at most ${IMAGE_PIXELS_MAX}.` });
  }
}

/** The size of a JPEG from its frame header. `imageSize` does not know padding, and walks through empty segments a hundred times slower. */
function jpegSize(head: Buffer): { width: number; height: number } {
  let at = 2;
  for (;;) {
    const marker = head.readUInt16BE(at);
    if (marker >= 0xffc0 && marker <= 0xffcf && marker !== 0xffc4 && marker !== 0xffc8 && marker !== 0xffcc)
      return { height: head.readUInt16BE(at + 5), width: head.readUInt16BE(at + 7) };
    if (marker < 0xff00 || marker === 0xffda) throw forbiddenType();
    // Segments may be padded with 0xff.
    at += marker === 0xffff ? 1 : 2 + head.readUInt16BE(at + 2);
  }
}
