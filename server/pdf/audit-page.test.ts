import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { SignatureMark } from '../../src/contract/documents.ts';
import { png } from '../testing/png.ts';
import type { AuditBlock } from './pdf.ts';
import { AUDIT, MARKS, writeScan } from './testing/baseline.ts';
import { run, whyNoPrograms } from './testing/programs.ts';
import { openTestEngine } from './testing/sealer.ts';

const skip = whyNoPrograms();
const { engine, folder } = await openTestEngine();
const pdf = await writeScan(2, 20_000);

const file = (name: string) => join(folder, name);

test('the audit page goes on where a page ends, and survives any character', { skip }, async () => {
  const blocks = Array.from(
    { length: 120 },
    (_, index): AuditBlock => ({
      kind: 'row',
      label: '24.11.2026, 18:00:00 MEZ',
      value: `Ereignis ${index} 😀 ${'lang '.repeat(40)}`,
    }),
  );
  const bytes = await engine.seal(pdf, [], { ...AUDIT, title: 'Vertrag 😀', blocks: [...AUDIT.blocks, ...blocks] });
  await writeFile(file('long.pdf'), bytes);
  const { output } = await run('pdftotext', '-layout', file('long.pdf'), '-');
  assert.match(output, /Ereignis 119/);
  assert.match(output, /SIGNATURPROTOKOLL\s+Vertrag \?/);
  assert.match(output, new RegExp(`Signaturprotokoll ${AUDIT.reference} · Seite 2 von \\d`));
  assert.match(output, /24\.11\.2026, 18:00:00 MEZ/);
});

const drawn: SignatureMark = MARKS.flatMap(({ mark }) => (mark.kind === 'signature' ? [mark.mark] : []))[0]!;

for (const [how, mark] of [
  ['drawn', drawn],
  ['typed', { kind: 'typed', text: 'Łukasz Čížek', font: 'caveat' }],
  ['uploaded', { kind: 'uploaded', image: png(200, 60, 90) }],
] as [string, SignatureMark][])
  test(`the audit page shows a signature that was ${how}`, { skip }, async () => {
    const inkOf = async (blocks: AuditBlock[]) => {
      await writeFile(file('inked.pdf'), await engine.seal(pdf, [], { ...AUDIT, blocks }));
      const checked = await run('qpdf', '--check', file('inked.pdf'));
      assert.equal(checked.code, 0, checked.output);
      assert.match((await run('pdfsig', file('inked.pdf'))).output, /Total document signed[\s\S]*Signature is Valid\./);
      await run('pdftoppm', '-f', '3', '-r', '50', '-gray', file('inked.pdf'), file('inked'));
      const page = await readFile(file('inked-3.pgm'));
      return page.subarray(-413 * 584).filter((grey) => grey < 200).length;
    };
    const ink = (await inkOf([{ kind: 'signature', mark }])) - (await inkOf([]));
    assert.ok(ink > 200, `${ink} dark pixels`);
  });

test('a signature of the audit page that cannot be drawn is named after the marks', async () => {
  const mark: SignatureMark = { kind: 'typed', text: '😀', font: 'caveat' };
  const blocks: AuditBlock[] = [
    { kind: 'signature', mark: drawn },
    { kind: 'signature', mark },
  ];
  await assert.rejects(engine.seal(pdf, MARKS, { ...AUDIT, blocks }), { index: MARKS.length + 1 });
});
