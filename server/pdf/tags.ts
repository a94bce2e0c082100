import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { TextItem } from 'pdfjs-dist/types/src/display/api.js';
import {
  AREAS_MAX,
  FIELD_NAME_MAX,
  FIELD_TYPES,
  type FieldType,
  FORMAT_MAX,
  OPTIONS_MAX,
  VALUE_MAX,
} from '../../src/contract/documents.limits.ts';
import type { FieldArea, FieldValidation, NewField } from '../../src/contract/documents.ts';
import type { ContentReader, ContentSummary } from './content-reader.ts';
import { name, type PdfFile } from './file.ts';
import { areaOf, type PageView, viewOf } from './geometry.ts';
import type { PdfPage } from './page-tree.ts';
import { cleanLine, cleanText } from './plain-text.ts';

/** A tag in the text of a page, `{{Name;type=text;required=true;role=Kunde}}`. */
interface TextTag {
  /** The text between the braces. */
  text: string;
  area: FieldArea;
}

const FOLDER = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** The tags of all pages, in the order of the text. A tag has to be on one line. Throws PdfError if the content of a page is too large. */
export async function readTags(file: PdfFile, contents: ContentReader): Promise<TextTag[]> {
  // Extracting the text of a page with pdf.js takes a hundred times as long as finding out that it has no braces.
  const tagged = [...file.pages.entries()].filter(([, page]) => mayHaveTags(contents, page));
  return tagged.length === 0 ? [] : await readPages(file, tagged);
}

async function readPages(file: PdfFile, pages: readonly [number, PdfPage][]): Promise<TextTag[]> {
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({
    data: new Uint8Array(file.bytes),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
    disableFontFace: true,
    cMapUrl: join(FOLDER, 'cmaps/'),
    standardFontDataUrl: join(FOLDER, 'standard_fonts/'),
  });
  try {
    const document = await task.promise;
    const tags: TextTag[] = [];
    for (const [index, page] of pages) {
      const shown = await document.getPage(index + 1);
      const { items } = await shown.getTextContent({ disableNormalization: true });
      tags.push(
        ...tagsIn(
          items.filter((item): item is TextItem => 'str' in item),
          viewOf(page),
          index,
        ),
      );
      shown.cleanup();
    }
    return tags;
  } catch {
    // A PDF that pdf.js cannot read has no tags. Whether it can be signed at all is decided elsewhere.
    return [];
  } finally {
    await task.destroy();
  }
}

/** Whether the text of a page may contain `{{` and `}}`. Also true if only pdf.js can tell. */
function mayHaveTags(contents: ContentReader, page: PdfPage): boolean {
  let [opening, closing] = [0, 0];
  const seen = new Set<ContentSummary>();
  const pending = [contents.ofPage(page)];
  for (let content = pending.pop(); content; content = pending.pop()) {
    if (seen.has(content)) continue;
    seen.add(content);
    opening += content.opening;
    closing += content.closing;
    for (const [stream, drawn] of content.drawn)
      if (stream.dict.lookup(name('Subtype')) === name('Form')) pending.push(contents.ofDrawn(stream, drawn));
  }
  return opening > 1 && closing > 1;
}

function tagsIn(items: readonly TextItem[], view: PageView, page: number): TextTag[] {
  const tags: TextTag[] = [];
  let text = '';
  let places: { item: TextItem; index: number }[] = [];
  for (const item of items) {
    for (const [index, unit] of item.str.split('').entries()) {
      text += unit;
      places.push({ item, index });
    }
    if (!item.hasEOL) continue;
    flush();
  }
  flush();
  return tags;

  function flush(): void {
    for (const match of text.matchAll(/\{\{([^{}]{1,1000})\}\}/g)) {
      const covered = places.slice(match.index, match.index + match[0].length);
      const area = areaOf(
        view,
        covered.flatMap(({ item, index }) => cornersOf(item, index)),
      );
      if (area) tags.push({ text: match[1]!, area: { page, ...area } });
    }
    text = '';
    places = [];
  }
}

/** The corners of a character in user space. All characters of a piece of text are taken to be equally wide. */
function cornersOf({ str, transform, width, height }: TextItem, index: number): [number, number][] {
  const [a, b, c, d, e, f] = transform as [number, number, number, number, number, number];
  const [along, up] = [Math.hypot(a, b) || 1, Math.hypot(c, d) || 1];
  const size = height || up;
  return [index, index + 1].flatMap((count) => {
    const distance = (width * count) / str.length;
    const [x, y] = [e + (a / along) * distance, f + (b / along) * distance];
    return [-0.25, 0.95].map((rise): [number, number] => [x + (c / up) * size * rise, y + (d / up) * size * rise]);
  });
}

/** The fields that tags describe. Tags with the same name are one field. Tags whose name is `taken` by a field of the form are left out. */
export function tagFields(tags: readonly TextTag[], taken: ReadonlySet<string>): NewField[] {
  const fields = new Map<string, NewField>();
  for (const { text, area } of tags) {
    const [first = '', ...parts] = cleanText(text).split(';');
    const name = cleanLine(first, FIELD_NAME_MAX);
    if (name === undefined || taken.has(name)) continue;
    const known = fields.get(name);
    const given = new Map(parts.map((part) => splitAt(part, part.indexOf('='))));
    const option = given.get('option');
    const place = option === undefined ? area : { ...area, option };
    if (known) {
      if (known.areas.length < AREAS_MAX) known.areas.push(place);
      const { options = [] } = known;
      if (option !== undefined && options.length < OPTIONS_MAX && !options.some(({ value }) => value === option))
        options.push({ value: option, label: option });
    } else fields.set(name, { ...fieldOf(name, given), areas: [place] });
  }
  return [...fields.values()];
}

const splitAt = (part: string, place: number): [string, string] =>
  place < 0
    ? [part.trim().toLowerCase(), 'true']
    : [part.slice(0, place).trim().toLowerCase(), part.slice(place + 1).trim()];

function fieldOf(name: string, given: ReadonlyMap<string, string>): NewField {
  const type = given.get('type')?.toLowerCase() ?? 'text';
  const options = (given.get('options')?.split(',') ?? [given.get('option') ?? ''])
    .map((option) => option.trim())
    .filter((option) => option !== '');
  const maxLength = Number(given.get('maxlength'));
  const validation: FieldValidation = {};
  for (const key of ['pattern', 'message', 'min', 'max'] as const) {
    const value = given.get(key);
    if (value !== undefined)
      validation[key] = value.slice(0, key.startsWith('m') && key !== 'message' ? 30 : 500).toWellFormed();
  }
  return {
    type: (FIELD_TYPES as readonly string[]).includes(type) ? (type as FieldType) : 'text',
    name,
    label: cleanLine(given.get('label'), VALUE_MAX) ?? name,
    tip: cleanLine(given.get('tip'), VALUE_MAX) ?? null,
    areas: [],
    role: cleanLine(given.get('role'), 100) ?? '',
    required: given.get('required') === 'true',
    readOnly: given.get('readonly') === 'true',
    maxLength: maxLength >= 1 && maxLength <= VALUE_MAX ? Math.floor(maxLength) : null,
    options: options.slice(0, OPTIONS_MAX).map((option) => ({ value: option, label: option })),
    defaultValue: (type === 'multiselect' ? given.get('default')?.split(',') : given.get('default')) || null,
    format: given.get('format')?.slice(0, FORMAT_MAX).toWellFormed() || null,
    validation: Object.keys(validation).length > 0 ? validation : null,
  };
}
