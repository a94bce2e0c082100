import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { degrees, PDFArray, PDFDict, PDFDocument, PDFName, PDFString } from 'pdf-lib';
import type { FieldArea } from '../../src/contract/documents.ts';
import { changedPixels, isCorner, sealCorners } from './testing/corner.ts';
import { whyNoPrograms } from './testing/programs.ts';
import { type Renderer, renderers, renderPages } from './testing/render.ts';
import { openTestEngine } from './testing/sealer.ts';

// What is signed is not hidden by annotations, which viewers show on top of the page. All pages are in one document.

const skip = whyNoPrograms();
const RESOLUTION = 36;

/** Two marks, the second one drawn later. */
const FIRST: FieldArea = { page: 0, x: 0.1, y: 0.1, width: 0.3, height: 0.2 };
const SECOND: FieldArea = { page: 0, x: 0.55, y: 0.6, width: 0.3, height: 0.2 };
const MARKED = [FIRST, SECOND];

/** Rectangles in user space: over everything, over the second mark only, and beside both. */
const ALL = [20, 20, 380, 580];
const SOME = [200, 100, 380, 260];
const BESIDE = [240, 400, 380, 560];

interface Annotation {
  Subtype: string;
  Rect: number[];
  /** Content of an appearance. */
  look?: string;
  [key: string]: unknown;
}

interface Sheet {
  name: string;
  annotations: Annotation[];
  rotate?: number;
  /** A program that draws the annotation in a way of its own, so that the page changes. */
  except?: Renderer;
  /** Subtypes of annotations that are left. */
  left?: string[];
}

/** Opaque, and pale so that marks can be told from it. */
const look = '0.8 g 0 0 500 700 re f';
const IC = [0.8, 0.8, 0.8];

const SHEETS: Sheet[] = [
  { name: 'a stamp', annotations: [{ Subtype: 'Stamp', Rect: ALL, look }] },
  { name: 'a stamp on a turned page', annotations: [{ Subtype: 'Stamp', Rect: ALL, look }], rotate: 90 },
  { name: 'a stamp over the second mark only', annotations: [{ Subtype: 'Stamp', Rect: SOME, look }] },
  {
    name: 'an appearance that is turned',
    annotations: [{ Subtype: 'Watermark', Rect: ALL, look, Matrix: [0, 1, -1, 0, 0, 0] }],
  },
  {
    name: 'one of several states',
    annotations: [{ Subtype: 'Stamp', Rect: ALL, look, states: true, AS: 'Shown' }],
  },
  {
    name: 'a note with a popup',
    annotations: [
      { Subtype: 'Ink', Rect: ALL, look },
      { Subtype: 'Popup', Rect: BESIDE, ofFirst: true },
    ],
  },
  {
    name: 'a link with an appearance',
    annotations: [
      {
        Subtype: 'Link',
        Rect: ALL,
        look,
        Border: [0, 0, 0],
        A: { S: 'URI', URI: PDFString.of('https://example.com') },
      },
    ],
    except: 'mutool',
    left: ['Link'],
  },
  {
    name: 'several, of which the upper one covers a lower one',
    annotations: [
      { Subtype: 'Stamp', Rect: BESIDE, look: '0.6 g 0 0 500 700 re f' },
      { Subtype: 'Stamp', Rect: ALL, look },
    ],
  },
  { name: 'a square without an appearance', annotations: [{ Subtype: 'Square', Rect: ALL, IC }], left: ['Square'] },
  { name: 'a circle without an appearance', annotations: [{ Subtype: 'Circle', Rect: ALL, IC }], left: ['Circle'] },
  {
    name: 'a polygon without an appearance',
    annotations: [{ Subtype: 'Polygon', Rect: ALL, IC, Vertices: [20, 20, 380, 20, 380, 580, 20, 580] }],
    left: ['Polygon'],
  },
  {
    name: 'a text without an appearance',
    annotations: [
      { Subtype: 'FreeText', Rect: ALL, C: IC, Contents: PDFString.of(''), DA: PDFString.of('/Helv 9 Tf') },
    ],
    except: 'gs',
    left: ['FreeText'],
  },
  {
    name: 'what covers nothing',
    annotations: [
      { Subtype: 'Stamp', Rect: BESIDE, look },
      { Subtype: 'Stamp', Rect: ALL, look, F: 2 },
      { Subtype: 'Link', Rect: ALL, Border: [0, 0, 0], A: { S: 'URI', URI: PDFString.of('https://example.com') } },
    ],
    left: ['Stamp', 'Stamp', 'Link'],
  },
];

const world = await openTestEngine({ workers: 1 });
let files: Awaited<ReturnType<typeof sealCorners>>;
let read: PDFDocument;

before(async () => {
  if (skip) return;
  files = await sealCorners(world, await write(SHEETS), [FIRST, SECOND]);
  read = await PDFDocument.load(files.bytes, { updateMetadata: false });
});

async function write(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const { context } = pdf;
  for (const { annotations, rotate = 0 } of sheets) {
    const page = pdf.addPage([400, 600]);
    page.setRotation(degrees(rotate));
    const refs = annotations.map(({ look: content, Matrix, states, ofFirst, ...entries }) => {
      const appearance =
        content === undefined
          ? undefined
          : context.register(
              context.flateStream(content, { BBox: [0, 0, 500, 700], ...(Matrix ? { Matrix } : {}) } as never),
            );
      return context.register(
        context.obj({
          Type: 'Annot',
          F: 4,
          ...entries,
          ...(appearance && { AP: { N: states ? { Shown: appearance } : appearance } }),
        } as never),
      );
    });
    for (const [index, { ofFirst }] of annotations.entries())
      if (ofFirst) context.lookup(refs[index], PDFDict).set(PDFName.of('Parent'), refs[0]!);
    page.node.set(PDFName.of('Annots'), context.obj(refs));
  }
  return await pdf.save();
}

async function faultsOf(renderer: Renderer): Promise<string[]> {
  const [before, after] = [
    await renderPages(renderer, files.original, RESOLUTION),
    await renderPages(renderer, files.sealed, RESOLUTION),
  ];
  return SHEETS.flatMap(({ name, except }, index) => {
    const page = after[index]!;
    const found = MARKED.map((area) => isCorner(page, area));
    const changed = except === renderer ? 0 : changedPixels(before[index]!, page, MARKED);
    return found.every(Boolean) && changed < 40 ? [] : [`${name}: ${found}, ${changed} pixels changed`];
  });
}

describe('annotations do not hide what is signed', () => {
  for (const renderer of renderers)
    test(`in ${renderer}, and look as before`, { skip }, async () => assert.deepEqual(await faultsOf(renderer), []));

  test('those in the way are gone, all others and links are left', { skip }, () => {
    const left = SHEETS.map((_, index) => {
      const annotations = read.getPage(index).node.lookup(PDFName.of('Annots'));
      const dicts = annotations instanceof PDFArray ? annotations.asArray().map((ref) => read.context.lookup(ref)) : [];
      return dicts.map((dict) =>
        dict instanceof PDFDict ? dict.lookup(PDFName.of('Subtype'), PDFName).decodeText() : '',
      );
    });
    assert.deepEqual(
      left,
      SHEETS.map((sheet) => sheet.left ?? []),
    );
    const link = read.getPage(6).node.lookup(PDFName.of('Annots'), PDFArray).lookup(0, PDFDict);
    assert.match(String(link.lookup(PDFName.of('A'))), /example\.com/);
  });
});
