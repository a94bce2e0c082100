import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import { PDFDocument } from 'pdf-lib';
import { SIGNATURE_FONTS } from '../../src/contract/documents.limits.ts';
import { type Mark, type PlacedMark, UnprintableError } from './pdf.ts';
import { run, whyNoPrograms } from './testing/programs.ts';
import { inkBox, isInk, renderPages } from './testing/render.ts';
import { openTestEngine } from './testing/sealer.ts';

const skip = whyNoPrograms();
const { engine, folder } = await openTestEngine();

async function blank(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.addPage([400, 600]);
  return await pdf.save();
}

/** The first page as Poppler draws it. */
async function picture(pdf: Uint8Array) {
  await writeFile(join(folder, 'page.pdf'), pdf);
  const [page] = await renderPages('pdftoppm', join(folder, 'page.pdf'), 72);
  const { width, height, pixels } = page!;
  const dark = (x: number, y: number) => isInk(pixels[Math.round(y * height) * width + Math.round(x * width)]!);
  return { dark, box: inkBox(page!) };
}

const place = (mark: Mark, height = 0.05): PlacedMark => ({
  area: { page: 0, x: 0.1, y: 0.1, width: 0.5, height },
  mark,
});

test('text of many languages is drawn and can be copied', { skip }, async () => {
  const words = 'Łukasz Čížek € Ωμέγα Жанна „ß“ ﬁ';
  const burned = await engine.burn(await blank(), [place({ kind: 'text', text: words, multiline: false })]);
  await writeFile(join(folder, 'text.pdf'), burned);
  const { output } = await run('pdftotext', join(folder, 'text.pdf'), '-');
  assert.match(output, /Łukasz Čížek € Ωμέγα Жанна „ß“/);
});

test('long text becomes smaller instead of leaving its field', { skip }, async () => {
  for (const multiline of [false, true]) {
    const text = 'Ein sehr langer Text, der in seinem Feld bleiben muss. '.repeat(multiline ? 40 : 4);
    const burned = await engine.burn(await blank(), [place({ kind: 'text', text, multiline }, 0.1)]);
    const { box } = await picture(burned);
    assert.ok(box[0]! >= 0.09 && box[1]! >= 0.09 && box[2]! <= 0.61 && box[3]! <= 0.21, `${box}`);
    const { output } = await run('pdftotext', join(folder, 'page.pdf'), '-');
    assert.equal(output.replaceAll(/\s/g, '').length, text.replaceAll(/\s/g, '').length, 'nothing is lost');
  }
});

test('a character without a glyph names its mark', async () => {
  const good = place({ kind: 'text', text: 'gut', multiline: false });
  for (const mark of [
    { kind: 'text', text: 'schlecht 😀', multiline: true },
    { kind: 'signature', mark: { kind: 'typed', text: '字', font: 'caveat' } },
    { kind: 'signature', mark: { kind: 'uploaded', image: Buffer.from('GIF89a').toString('base64') } },
  ] satisfies Mark[])
    await assert.rejects(
      engine.burn(await blank(), [good, place(mark)]),
      (error) => error instanceof UnprintableError && error.index === 1,
    );
});

test('each hand font draws paths, and no text or picture', { skip }, async () => {
  for (const font of SIGNATURE_FONTS) {
    const burned = await engine.burn(await blank(), [
      place({ kind: 'signature', mark: { kind: 'typed', text: 'Jörg Čapek', font } }, 0.1),
    ]);
    const { box } = await picture(burned);
    assert.ok(box[2]! - box[0]! > 0.1 && box[0]! >= 0.09 && box[3]! <= 0.21, `${font}: ${box}`);
    const text = Buffer.from(burned).toString('latin1');
    assert.doesNotMatch(text, /\/Subtype ?\/Image|\/FontFile/);
    assert.equal((await run('pdftotext', join(folder, 'page.pdf'), '-')).output.trim(), '');
  }
});

test('a picture keeps its transparency, and is there once for all its places', { skip }, async () => {
  const mark: Mark = { kind: 'signature', mark: { kind: 'uploaded', image: png() } };
  const burned = await engine.burn(await blank(), [
    place(mark),
    { ...place(mark), area: { page: 0, x: 0.1, y: 0.5, width: 0.5, height: 0.05 } },
  ]);
  assert.equal(
    Buffer.from(burned)
      .toString('latin1')
      .match(/\/SMask/g)?.length,
    1,
  );
  const { dark } = await picture(burned);
  assert.deepEqual([dark(0.3, 0.125), dark(0.4, 0.125)], [true, false]);
});

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A PNG of two pixels, unless said otherwise black and transparent. */
function png(further: readonly Buffer[] = [], pixels = [0, 0, 0, 0, 255, 0, 0, 0, 0]): string {
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const header = chunk('IHDR', Buffer.from([0, 0, 0, 2, 0, 0, 0, 1, 8, 6, 0, 0, 0]));
  const rows = chunk('IDAT', deflateSync(Buffer.from(pixels)));
  return Buffer.concat([start, header, rows, ...further, chunk('IEND', Buffer.alloc(0))]).toString('base64');
}

test('what else is in a picture is not looked at', { skip }, async () => {
  const header = chunk('IHDR', Buffer.from([0, 0, 0x40, 0, 0, 0, 0x40, 0, 8, 6, 0, 0, 0]));
  const lie = Buffer.concat([Buffer.from([0x7f, 0xff, 0xff, 0xff]), Buffer.from('IDAT')]);
  const text = chunk('zTXt', Buffer.concat([Buffer.from('a\0\0'), deflateSync(Buffer.alloc(64 * 1024 * 1024))]));
  const frames = [
    chunk('acTL', Buffer.from([0, 0, 0, 1, 0, 0, 0, 0])),
    chunk('fcTL', Buffer.concat([Buffer.alloc(4), Buffer.from([0, 0, 0x40, 0, 0, 0, 0x40, 0]), Buffer.alloc(14)])),
  ];
  // One file for all: each new one says when it was made, and compresses differently.
  const pdf = await blank();
  const burn = async (image: string) =>
    (await engine.burn(pdf, [place({ kind: 'signature', mark: { kind: 'uploaded', image } })])).length;
  const plain = await burn(png());
  const start = performance.now();
  for (const further of [[header], [lie], [text], frames]) assert.equal(await burn(png(further)), plain);
  assert.ok(performance.now() - start < 5_000);
});

test('a picture on which nothing is to be seen is refused', async () => {
  for (const pixels of [
    [0, 255, 255, 255, 255, 255, 255, 255, 255],
    [0, 200, 0, 0, 0, 0, 0, 99, 0],
  ]) {
    const mark: Mark = { kind: 'signature', mark: { kind: 'uploaded', image: png([], pixels) } };
    await assert.rejects(engine.burn(await blank(), [place(mark)]), UnprintableError);
  }
});

test('whoever draws beyond their field is seen within it only', { skip }, async () => {
  const strokes: [number, number, number][][] = [
    [
      [20, 20, 2],
      [60, 30, 2],
      [80, 10, 2],
    ],
    [
      [-9_000, -9_000, 100],
      [50, 20, 100],
      [9_000, 9_000, 100],
    ],
    [
      [9_000, -500, 2],
      [9_000, 20, 2],
      [-9_000, 500, 2],
    ],
  ];
  const area = { page: 0, x: 0.2, y: 0.3, width: 0.3, height: 0.1 };
  const mark: Mark = { kind: 'signature', mark: { kind: 'drawn', width: 100, height: 40, strokes } };
  const { box } = await picture(await engine.burn(await blank(), [{ area, mark }]));
  const [left, top, right, bottom] = box;
  assert.ok(left >= 0.195 && top >= 0.295 && right <= 0.505 && bottom <= 0.405, box.join(' '));
  assert.ok(right > 0.4 && bottom > 0.38);
});

test('burning is only appending, again and again', { skip }, async () => {
  let pdf = await blank();
  for (const y of [0.1, 0.2, 0.3]) {
    const next = await engine.burn(pdf, [
      { area: { page: 0, x: 0.1, y, width: 0.3, height: 0.05 }, mark: { kind: 'tick' } },
    ]);
    assert.ok(Buffer.from(next).subarray(0, pdf.length).equals(pdf));
    pdf = next;
  }
  await writeFile(join(folder, 'again.pdf'), pdf);
  assert.equal((await run('qpdf', '--check', join(folder, 'again.pdf'))).code, 0);
  const { box } = await picture(pdf);
  assert.ok(box[1]! < 0.13 && box[3]! > 0.32, 'all three ticks are there');
});
