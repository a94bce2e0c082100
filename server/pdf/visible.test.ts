import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { degrees, PDFDocument, PDFName, PDFNumber } from 'pdf-lib';
import type { FieldArea } from '../../src/contract/documents.ts';
import { changedPixels, isCorner, sealCorners } from './testing/corner.ts';
import { whyNoPrograms } from './testing/programs.ts';
import { type Renderer, renderers, renderPages } from './testing/render.ts';
import { openTestEngine } from './testing/sealer.ts';

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
  crop?: [x: number, y: number, width: number, height: number];
  unit?: number;
  origin?: [number, number];
}

const bits = [false, true];
const CROP: NonNullable<Sheet['crop']> = [10, 20, 360, 560];

/** Every combination, the content in one stream or in several. */
const COMBINATIONS: Sheet[] = [0, 90, 180, 270].flatMap((rotate) =>
  [undefined, CROP].flatMap((crop) =>
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
            return {
              name,
              contents: rotate < 180 ? contents : [contents.join('\n')],
              rotate,
              unit,
              ...(crop && { crop }),
            };
          }),
        ),
      ),
    ),
  ),
);

const SHAPES: Sheet[] = [
  { name: 'turned by -90', contents: [PALE], rotate: -90 },
  { name: 'cropped beyond its edge', contents: [PALE], crop: [-50, -50, 300, 400] },
  { name: 'with another origin', contents: [PALE], origin: [-100, 250], rotate: 180 },
];

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

const SHEETS = [...COMBINATIONS, ...SHAPES, ...UNUSUAL];

const TEXT: FieldArea = { page: 0, x: 0.1, y: 0.1, width: 0.3, height: 0.2 };
const SIGNATURE: FieldArea = { page: 0, x: 0.55, y: 0.6, width: 0.3, height: 0.2 };
const MARKED = [TEXT, SIGNATURE];

const world = await openTestEngine({ workers: 1 });
let files: Awaited<ReturnType<typeof sealCorners>>;

before(async () => {
  if (skip) return;
  files = await sealCorners(world, await write(SHEETS), [TEXT, SIGNATURE]);
});

async function write(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const { context } = pdf;
  const layer = context.register(context.obj({ Type: 'OCG', Name: 'Hidden' } as never));
  pdf.catalog.set(PDFName.of('OCProperties'), context.obj({ OCGs: [layer], D: { OFF: [layer] } }));
  for (const { contents, rotate = 0, crop, unit = 1, origin: [left, bottom] = [0, 0] } of sheets) {
    const page = pdf.addPage([400, 600]);
    page.setMediaBox(left, bottom, 400, 600);
    page.setRotation(degrees(rotate));
    if (crop) page.setCropBox(...crop);
    if (unit !== 1) page.node.set(PDFName.of('UserUnit'), PDFNumber.of(unit));
    const streams = contents.map((content) => context.register(context.flateStream(content)));
    page.node.set(PDFName.of('Contents'), context.obj(streams));
    const clear = { ExtGState: { Clear: { ca: 0, CA: 0 } }, Properties: { Hidden: layer } };
    page.node.set(PDFName.of('Resources'), context.obj(clear as never));
  }
  return await pdf.save();
}

async function assertVisible(renderer: Renderer): Promise<void> {
  const [before, after] = [
    await renderPages(renderer, files.original, RESOLUTION),
    await renderPages(renderer, files.sealed, RESOLUTION),
  ];
  assert.equal(before.length, SHEETS.length);
  for (const [index, { width, height }] of files.pages.entries()) {
    // Poppler 22 does not know /UserUnit.
    const scale = (renderer === 'pdftoppm' ? 1 / (SHEETS[index]!.unit ?? 1) : 1) * (RESOLUTION / 72);
    const page = after[index]!;
    const isAsSaid = Math.abs(page.width - width * scale) <= 1 && Math.abs(page.height - height * scale) <= 1;
    assert.ok(isAsSaid, `page ${index} is ${page.width} × ${page.height}`);
  }
  const faults = SHEETS.flatMap(({ name, contents }, index) => {
    const page = after[index]!;
    const found = MARKED.map((area) => isCorner(page, area));
    // What a `Q` too many does differs; MuPDF ignores it, as the browsers do.
    const asBefore = renderer === 'mutool' || !contents.join().includes('Q');
    const changed = asBefore ? changedPixels(before[index]!, page, MARKED) : 0;
    return found.every(Boolean) && changed < 10 ? [] : [`page ${index}, ${name}: ${found}, ${changed} pixels changed`];
  });
  assert.deepEqual(faults, []);
}

for (const renderer of renderers)
  test(`${renderer} shows all marks where they were put, and the pages as they were`, { skip }, () =>
    assertVisible(renderer),
  );
