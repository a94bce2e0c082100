import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { degrees, PDFDocument, PDFName, PDFNumber, type PDFPage } from 'pdf-lib';
import type { FieldArea } from '../../src/contract/documents.ts';
import { loadCredentials } from './credentials.ts';
import { openPdfEngine } from './engine.ts';
import type { PdfEngine, PlacedMark } from './pdf.ts';
import { AUDIT } from './testing/baseline.ts';
import { whyNoPrograms } from './testing/programs.ts';
import { isInk, type Picture, type Renderer, renderers, renderPages } from './testing/render.ts';

// What is signed is to be seen where it belongs, whatever a page does before, in readers of different families. All pages are in one document.

const skip = whyNoPrograms();
const RESOLUTION = 36;

/** Pale things that every page shows, so that a changed page is noticed. */
const PALE = '0.75 g 20 30 60 40 re f 300 500 60 40 re f\n';

/** What a page's content does, one string a stream. */
const LEFT_OPEN = 'q 0.1 0 0 0.1 40 40 cm';
const SURPLUS = `1 0 0 1 30 0 cm Q Q ${PALE} Q`;
const CLIP = '0 0 10 10 re W n';

interface Sheet {
  name: string;
  contents: string[];
  rotate?: number;
  crop?: boolean;
  unit?: number;
}

const bits = [false, true];

/** Every combination, the content in one stream or in several. */
const COMBINATIONS: Sheet[] = [0, 90, 180, 270].flatMap((rotate) =>
  bits.flatMap((crop) =>
    [1, 2].flatMap((unit) =>
      bits.flatMap((open) =>
        bits.flatMap((surplus) =>
          bits.map((clip): Sheet => {
            const contents = [
              PALE,
              ...(surplus ? [SURPLUS] : []),
              ...(open ? [LEFT_OPEN] : []),
              ...(clip ? [CLIP] : []),
            ];
            const name = `rotate ${rotate}, ${crop ? 'cropped, ' : ''}unit ${unit}: ${contents.slice(1).join(' ')}`;
            return { name, contents: rotate < 180 ? contents : [contents.join('\n')], rotate, crop, unit };
          }),
        ),
      ),
    ),
  ),
);

const UNUSUAL: Sheet[] = [
  ['text that never ends', `${PALE} BT /None 12 Tf 7 Tr 3 0 0 3 0 0 Tm`],
  ['a string that never ends', `${PALE} q 0.1 0 0 0.1 0 0 cm (never`],
  ['an array that never ends', `${PALE} [ 1 2 (a)`],
  ['a dictionary that never ends', `${PALE} /Span << /A (b)`],
  ['a comment at its end', `${PALE} q 3 0 0 3 0 0 cm % Q`],
  ['a path that is not painted', `${PALE} 0 0 m 400 600 l 20 w 0 G`],
  ['a hidden layer that never ends', `${PALE} /OC /Hidden BDC q`],
  ['a picture that never ends', `${PALE} q 9 0 0 9 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff`],
  ['a picture without data', `${PALE} BI /W 1 /H 1`],
  ['pictures that look like operators', `${PALE} q 9 0 0 9 200 200 cm BI /W 4 /H 1 /BPC 8 /CS /G ID \x01 Q  EI Q q q`],
  ['many states left open', `${PALE} ${'q 0.9 0 0 0.9 1 1 cm '.repeat(200)}`],
  ['states closed too often', `Q Q ${PALE} ${'1 0 0 1 5 5 cm Q '.repeat(200)}`],
  ['operators in strings and names', `${PALE} (\\) Q Q) pop /Q pop <51> pop (a (q) b) pop 1 0 0 1 9 9 cm`],
  ['everything transparent', `${PALE} /Clear gs`],
  // The last one: Ghostscript applies it to the next page.
  ['a clip that is not applied', `${PALE} 0 0 10 10 re W`],
].map(([name, content]) => ({ name: name!, contents: [content!] }));

const SHEETS = [...COMBINATIONS, ...UNUSUAL];

const TEXT: FieldArea = { page: 0, x: 0.1, y: 0.1, width: 0.3, height: 0.2 };
const SIGNATURE: FieldArea = { page: 0, x: 0.55, y: 0.6, width: 0.3, height: 0.2 };

let folder: string;
let engine: PdfEngine;
let views: { width: number; height: number }[];
let original: string;
let sealed: string;

before(async () => {
  if (skip) return;
  folder = await mkdtemp(join(tmpdir(), 'etron-visible-'));
  engine = openPdfEngine({ credentials: await loadCredentials({ development: join(folder, 'key.pem') }), workers: 1 });
  const pdf = await write(SHEETS);
  views = (await engine.inspect(pdf)).pages;
  original = await keep('original', pdf);
  const burned = await engine.burn(await engine.prepare(pdf, []), marksAt(TEXT));
  sealed = await keep('sealed', await engine.seal(burned, marksAt(SIGNATURE), AUDIT));
});

after(async () => {
  await engine?.close();
  if (folder) await rm(folder, { recursive: true });
});

async function keep(name: string, pdf: Uint8Array): Promise<string> {
  const path = join(folder, `${name}.pdf`);
  await writeFile(path, pdf);
  return path;
}

async function write(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const { context } = pdf;
  const layer = context.register(context.obj({ Type: 'OCG', Name: 'Hidden' } as never));
  pdf.catalog.set(PDFName.of('OCProperties'), context.obj({ OCGs: [layer], D: { OFF: [layer] } }));
  for (const { contents, rotate = 0, crop = false, unit = 1 } of sheets) {
    const page: PDFPage = pdf.addPage([400, 600]);
    page.setRotation(degrees(rotate));
    if (crop) page.setCropBox(10, 20, 360, 560);
    if (unit !== 1) page.node.set(PDFName.of('UserUnit'), PDFNumber.of(unit));
    const streams = contents.map((content) => context.register(context.flateStream(content)));
    page.node.set(PDFName.of('Contents'), context.obj(streams));
    const clear = { ExtGState: { Clear: { ca: 0, CA: 0 } }, Properties: { Hidden: layer } };
    page.node.set(PDFName.of('Resources'), context.obj(clear as never));
  }
  return await pdf.save();
}

/** An L in the shape of an area on every page: its corner is at the lower left, so that a turned or stretched one is noticed. */
const marksAt = (area: FieldArea): PlacedMark[] =>
  views.map(({ width: pageWidth, height: pageHeight }, page) => {
    const [width, height] = [area.width * pageWidth, area.height * pageHeight];
    const line = (...points: [number, number][]) =>
      points.map(([x, y]): [number, number, number] => [x * width, y * height, 8]);
    const strokes = [line([0, 0], [0, 0.5], [0, 1]), line([0, 1], [0.5, 1], [1, 1])];
    return { area: { ...area, page }, mark: { kind: 'signature', mark: { kind: 'drawn', width, height, strokes } } };
  });

/** How much of an area's left, lower, right and upper edge is inked. */
function edges({ width, height, pixels }: Picture, area: FieldArea): number[] {
  const at = (x: number, y: number) =>
    pixels[Math.floor((area.y + y * area.height) * height) * width + Math.floor((area.x + x * area.width) * width)]!;
  const steps = Array.from({ length: 17 }, (_, index) => 0.1 + index * 0.05);
  const share = (inked: (step: number, near: number) => number) =>
    steps.filter((step) => [0.03, 0.04, 0.05].some((near) => isInk(inked(step, near)))).length / steps.length;
  return [
    share((step, near) => at(near, step)),
    share((step, near) => at(step, 1 - near)),
    share((step, near) => at(1 - near, step)),
    share((step, near) => at(step, near)),
  ];
}

/** Pixels outside of both areas that are not what they were. */
function changedPixels(before: Picture, after: Picture): number {
  const inside = ({ x, y, width, height }: FieldArea, px: number, py: number) =>
    px > x - 0.03 && px < x + width + 0.03 && py > y - 0.03 && py < y + height + 0.03;
  let changed = 0;
  for (const [index, grey] of after.pixels.entries()) {
    if (Math.abs(grey - before.pixels[index]!) < 40) continue;
    const [px, py] = [(index % after.width) / after.width, Math.floor(index / after.width) / after.height];
    if (!inside(TEXT, px, py) && !inside(SIGNATURE, px, py)) changed++;
  }
  return changed;
}

async function assertVisible(renderer: Renderer): Promise<void> {
  const [before, after] = [
    await renderPages(renderer, original, RESOLUTION),
    await renderPages(renderer, sealed, RESOLUTION),
  ];
  assert.equal(before.length, SHEETS.length);
  const faults = SHEETS.flatMap(({ name, contents }, index) => {
    const page = after[index]!;
    const found = [TEXT, SIGNATURE].map((area) => edges(page, area));
    const right = found.every(
      ([left, lower, other, upper]) => left! > 0.9 && lower! > 0.9 && other! < 0.3 && upper! < 0.3,
    );
    // What a `Q` too many does differs; MuPDF ignores it, as the browsers do.
    const asBefore = renderer === 'mutool' || !contents.join().includes('Q');
    const changed = asBefore ? changedPixels(before[index]!, page) : 0;
    return right && changed < 10 ? [] : [`page ${index}, ${name}: edges ${found.join(' | ')}, ${changed} changed`];
  });
  assert.deepEqual(faults, []);
}

for (const renderer of renderers)
  test(`${renderer} shows all marks where they were put, and the pages as they were`, { skip }, () =>
    assertVisible(renderer),
  );
