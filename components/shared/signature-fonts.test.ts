import { assert } from '@open-wc/testing';
import { SIGNATURE_FONTS, type SignatureFont } from '../../src/contract/documents.limits.ts';
import { fontsFor, loadFont, unwritable } from './signature-fonts.ts';

/** The characters a font file has a glyph for: format 4 of its character map, https://learn.microsoft.com/typography/opentype/spec/cmap */
async function charactersOf(path: string): Promise<Set<number>> {
  const buffer = await (await fetch(path)).arrayBuffer();
  const file = new DataView(buffer);
  const characters = new Set<number>();
  for (let i = 0; i < file.getUint16(12); i++) {
    const entry = 44 + 20 * i;
    if (file.getUint32(entry) !== 0x636d6170) continue;
    const packed = new Uint8Array(buffer, file.getUint32(entry + 4), file.getUint32(entry + 8));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'));
    const map = new DataView(
      packed.length < file.getUint32(entry + 12) ? await new Response(stream).arrayBuffer() : packed.slice().buffer,
    );
    for (let k = 0; k < map.getUint16(2); k++) {
      const table = map.getUint32(8 + 8 * k);
      if (map.getUint16(table) !== 4) continue;
      const size = map.getUint16(table + 6);
      for (let at = 0; at < size; at += 2) {
        const end = map.getUint16(table + 14 + at);
        const start = map.getUint16(table + 16 + size + at);
        const delta = map.getUint16(table + 16 + 2 * size + at);
        const offset = map.getUint16(table + 16 + 3 * size + at);
        for (let code = start; code <= end && code < 0xffff; code++) {
          const glyph = offset
            ? map.getUint16(table + 16 + 3 * size + at + offset + 2 * (code - start))
            : (code + delta) & 0xffff;
          if (glyph) characters.add(code);
        }
      }
    }
  }
  return characters;
}

const parts = (font: SignatureFont) =>
  Promise.all(
    ['latin', 'latin-ext'].map((part) =>
      charactersOf(`/node_modules/@fontsource/${font}/files/${font}-${part}-400-normal.woff`),
    ),
  );

describe('fonts for signatures', () => {
  for (const font of SIGNATURE_FONTS) {
    it(`has a glyph for every character it takes: ${font}`, async () => {
      const [latin = new Set(), extended = new Set()] = await parts(font);
      const missing = Array.from({ length: 0x2fff - 0x20 }, (_, i) => 0x20 + i).filter(
        (code) => unwritable(String.fromCodePoint(code), font) === undefined && !latin.has(code) && !extended.has(code),
      );
      assert.deepEqual(
        missing.map((code) => code.toString(16)),
        [],
      );
    });
  }

  it('can write names of the neighbours', () => {
    for (const name of ['Österreicher', 'Łukasz Dvořák', 'Đorđević', 'Győző Erdős', 'Gülşah Yıldız', 'O’Brien-Núñez'])
      assert.deepEqual(fontsFor(name), [...SIGNATURE_FONTS], name);
    assert.notInclude(fontsFor('Ștefan'), 'sacramento');
    assert.deepEqual(fontsFor('Жанна'), []);
    assert.deepEqual(fontsFor('Eva 😀'), []);
    assert.equal(unwritable('Eva 😀', 'caveat'), '😀');
  });

  it('loads the letters a text needs, once', async () => {
    const faces = () => [...document.fonts].filter(({ family }) => family === 'etron-caveat').length;
    assert.equal(faces(), 0);
    assert.deepEqual(await Promise.all([loadFont('caveat', 'Eva'), loadFont('caveat', 'Jürgen')]), [
      'etron-caveat',
      'etron-caveat',
    ]);
    assert.equal(faces(), 1);
    await loadFont('caveat', 'Łukasz');
    await loadFont('caveat', 'Łukasz');
    assert.equal(faces(), 2);
  });
});
