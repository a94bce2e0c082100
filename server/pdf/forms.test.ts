import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { FieldArea } from '../../src/contract/documents.ts';
import type { PlacedMark, TextLayout } from './pdf.ts';
import { AUDIT } from './testing/baseline.ts';
import { asFields } from './testing/fields.ts';
import { type FormParts, MANY_FIELDS, script, writeForm } from './testing/forms.ts';
import { run, whyNoPrograms } from './testing/programs.ts';
import { inkBox, isInk, type Picture, renderPages } from './testing/render.ts';
import { openTestEngine } from './testing/sealer.ts';

const skip = whyNoPrograms();
const { engine, folder } = await openTestEngine();

const RECT = [72, 600, 250, 620] as const;
const BOX = [72, 560, 90, 578] as const;
const format = (call: string) => `/AA << /F ${script(call)} /K ${script(call.replace('Format', 'Keystroke'))} >>`;

/** Forms that were destroyed, refused or changed once. */
const FORMS: Record<string, FormParts> = {
  'boxes that are drawn by the widgets': {
    widgets: [
      [BOX, '/FT /Btn /T (Newsletter) /V /Off /AS /Off /AP << /N << /Off @off /Ja @on >> >>'],
      [RECT, '/FT /Tx /T (Ort) /MK << /BC [1 0 0] >> /BS << /W 1 >>'],
    ],
    looks: { off: [18, 18, '1 1 16 16 re S'], on: [18, 18, '1 1 16 16 re S 2 2 m 16 16 l S'] },
  },
  'a value that viewers are to draw': {
    widgets: [[RECT, '/FT /Tx /T (Vorname) /V (Alice) /AP << /N @empty >>']],
    looks: { empty: [178, 20, '/Tx BMC EMC'] },
    form: '/NeedAppearances true',
  },
  'a number with a point in a format with a comma': {
    widgets: [[RECT, `/FT /Tx /T (Betrag) /V (5.25) ${format('AFNumber_Format(2, 2, 0, 0, "", true);')}`]],
  },
  'a date with the name of its month': {
    widgets: [[RECT, `/FT /Tx /T (Datum) /V (01-Jul-25) ${format('AFDate_FormatEx("dd-mmm-yy");')}`]],
  },
  'a radio button without a name': {
    widgets: [[BOX, '/FT /Btn /Ff 49154 /T (Zustimmung) /V /Off /AS /Off /AP << /N << /Off @off / @on >> >>']],
    looks: { off: [18, 18, '0 0 18 18 re S'], on: [18, 18, '0 0 18 18 re f'] },
  },
  'an editable list without options': { widgets: [[RECT, '/FT /Ch /T (Ort) /Ff 393216 /Opt []']] },
  'a comb, a password, alignment and several options': {
    widgets: [
      [[72, 600, 400, 620], '/FT /Tx /T (IBAN) /Ff 16777216 /MaxLen 20'],
      [[72, 570, 200, 590], '/FT /Tx /T (PIN) /Ff 8192'],
      [[72, 540, 200, 560], '/FT /Tx /T (Rechts) /Q 2 /V (100)'],
      [[72, 440, 200, 520], '/FT /Ch /T (Mehrere) /Ff 2097152 /Opt [(A) (B) (C)] /V [(A) (C)]'],
    ],
  },
  '501 fields': MANY_FIELDS,
};

for (const [what, parts] of Object.entries(FORMS)) {
  test(`a form with ${what} is sealed`, { skip }, async () => {
    const pdf = writeForm(parts);
    const { fields } = await engine.inspect(pdf);
    assert.equal(fields.length, parts.widgets.length);
    const prepared = await engine.prepare(pdf, asFields(fields));
    const marks = fields.flatMap(({ areas }): PlacedMark[] => areas.map((area) => ({ area, mark: { kind: 'tick' } })));
    const path = join(folder, 'sealed.pdf');
    await writeFile(path, await engine.seal(prepared, marks, AUDIT));
    const { output } = await run('pdfsig', path);
    assert.match(output, /Signature is Valid\./);
    assert.match(output, /Total document signed/);
  });
}

/** Below the words of the page. */
const AREA: FieldArea = { page: 0, x: 0.1, y: 0.3, width: 0.6, height: 0.03 };

/** The page without its words, and with a text in the area. */
async function burned(text: string, layout: TextLayout): Promise<Picture> {
  const pdf = await engine.burn(writeForm({ widgets: [] }), [{ area: AREA, mark: { kind: 'text', text, ...layout } }]);
  const path = join(folder, `${randomUUID()}.pdf`);
  await writeFile(path, pdf);
  const [page] = (await renderPages('pdftoppm', path, 72)) as [Picture];
  const pixels = Buffer.from(page.pixels);
  return { ...page, pixels: pixels.fill(255, 0, Math.floor(page.height * 0.2) * page.width) };
}

/** In which of so many cells of the area there is ink, and whether there is some between two of them. */
function cellsWithInk({ width, height, pixels }: Picture, count: number): { filled: number[]; crossed: boolean } {
  const cell = (AREA.width * width) / count;
  const columns = new Set<number>();
  for (const [index, grey] of pixels.entries()) if (isInk(grey)) columns.add(index % width);
  const places = [...columns].map((x) => (x + 0.5 - AREA.x * width) / cell);
  assert.ok(height > 0 && places.every((place) => place > 0 && place < count));
  return {
    filled: [...new Set(places.map(Math.floor))].sort((a, b) => a - b),
    crossed: places.some((place) => Math.abs(place - Math.round(place)) < 0.5 / cell),
  };
}

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

test('a value in a comb has one character a cell', { skip }, async () => {
  const text = 'AT61WM04300234573201';
  assert.deepEqual(cellsWithInk(await burned(text, { multiline: false, cells: 20 }), 20), {
    filled: numbers(0, 20),
    crossed: false,
  });
  for (const [alignment, from, to] of [
    ['left', 0, 4],
    ['center', 8, 12],
    ['right', 16, 20],
  ] as const)
    assert.deepEqual(
      cellsWithInk(await burned('AT61', { multiline: false, cells: 20, alignment }), 20).filled,
      numbers(from, to),
    );
  const wide = await burned('WWWWWWWW', { multiline: false, cells: 60, size: 20 });
  assert.deepEqual(cellsWithInk(wide, 60).filled, numbers(0, 8), 'letters as wide as their cell at most');
});

test('more characters than cells are one text', { skip }, async () => {
  const { filled } = cellsWithInk(await burned('€ 1.234,50', { multiline: false, cells: 4 }), 4);
  assert.deepEqual(filled, [0]);
});

test('text stands left, in the middle or right, and in the size of the form', { skip }, async () => {
  for (const multiline of [false, true]) {
    const places = await Promise.all(
      (['left', 'center', 'right'] as const).map(async (alignment) => {
        const [left, , right] = inkBox(await burned('Huber', { multiline, alignment }));
        return [left - AREA.x, AREA.x + AREA.width - right] as const;
      }),
    );
    const [atLeft, inMiddle, atRight] = places as [(typeof places)[0], (typeof places)[0], (typeof places)[0]];
    assert.ok(atLeft[0] < 0.01 && atRight[1] < 0.01 && Math.abs(inMiddle[0] - inMiddle[1]) < 0.005, `${places}`);
  }
  const height = async (size?: number) => {
    const [, top, , bottom] = inkBox(await burned('H', { multiline: false, ...(size && { size }) }));
    return bottom - top;
  };
  const [small, usual, large, huge] = [await height(6), await height(), await height(20), await height(90)];
  assert.ok(small < usual && usual < large && huge < AREA.height, `${small} ${usual} ${large} ${huge}`);
});

test('each mark of forms fills its box, and none is like another', { skip }, async () => {
  const shapes = ['check', 'cross', 'dot', 'diamond', 'square', 'star'] as const;
  const areas = shapes.map((_, index) => ({ page: 0, x: 0.1 + index * 0.1, y: 0.3, width: 0.05, height: 0.05 }));
  const marks = shapes.map((shape, index): PlacedMark => ({ area: areas[index]!, mark: { kind: 'tick', shape } }));
  const path = join(folder, 'ticks.pdf');
  await writeFile(path, await engine.burn(writeForm({ widgets: [] }), marks));
  const [{ width, height, pixels }] = (await renderPages('pdftoppm', path, 72)) as [Picture];
  const amounts = areas.map(({ x, y, width: w, height: h }) => {
    let ink = 0;
    for (let row = Math.ceil(y * height); row < (y + h) * height; row++)
      for (let column = Math.ceil(x * width); column < (x + w) * width; column++)
        if (isInk(pixels[row * width + column]!)) ink++;
    return ink;
  });
  assert.ok(
    amounts.every((ink) => ink > 30),
    `${amounts}`,
  );
  assert.equal(new Set(amounts).size, shapes.length, `${amounts}`);
});
