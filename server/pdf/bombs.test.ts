import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { PdfFile } from './file.ts';
import { openTestEngine } from './testing/sealer.ts';

const { engine } = await openTestEngine();

/** A PDF of one page whose content is given. */
function handmade(contents: string, dict: string): Buffer {
  const head =
    '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n';
  const page = '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>\nendobj\n';
  const stream = Buffer.from(contents, 'latin1');
  return Buffer.concat([
    Buffer.from(`${head}${page}4 0 obj\n<< ${dict} /Length ${stream.length} >>\nstream\n`),
    stream,
    Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 5 >>\nstartxref\n0\n%%EOF\n'),
  ]);
}

test('a bomb is refused before it goes off, in little memory (39)', async () => {
  const once = deflateSync(Buffer.alloc(600 * 1024 * 1024));
  const before = process.memoryUsage().rss;
  let highest = before;
  const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 5);
  const start = performance.now();
  for (const [bytes, filter] of [
    [once, '/FlateDecode'],
    [deflateSync(once), '[/FlateDecode /FlateDecode]'],
  ] as const)
    await assert.rejects(engine.inspect(handmade(bytes.toString('latin1'), `/Filter ${filter}`)), {
      code: 'pdf_too_large',
    });
  clearInterval(watch);
  assert.ok(highest - before < 300 * 1024 * 1024, `${(highest - before) >> 20} MB`);
  assert.ok(performance.now() - start < 20_000);
});

test('the same in an object stream (39)', async () => {
  const bomb = deflateSync(Buffer.alloc(200 * 1024 * 1024, 0x20)).toString('latin1');
  const pdf = handmade(bomb, '/Type /ObjStm /N 1 /First 10 /Filter /FlateDecode');
  await assert.rejects(engine.inspect(pdf), { code: 'pdf_too_large' });
});

test('many object streams together too, and what everybody may ask unpacks none (39)', async () => {
  const parts = [Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[')];
  const kids = Array.from({ length: 20 }, (_, index) => 100 + index);
  parts.push(Buffer.from(`${kids.map((kid) => `${kid} 0 R`).join(' ')}]>>endobj\n`));
  for (const kid of kids) {
    const head = Buffer.from(`${kid} 0   `);
    const content = deflateSync(Buffer.concat([head, Buffer.from('<</Type/Page>>'), Buffer.alloc(60 << 20, 0x20)]));
    parts.push(
      Buffer.from(
        `${kid + 100} 0 obj<</Type/ObjStm/N 1/First ${head.length}/Filter/FlateDecode/Length ${content.length}>>stream\n`,
      ),
      content,
      Buffer.from('\nendstream endobj\n'),
    );
  }
  parts.push(Buffer.from('trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n'));
  const pdf = Buffer.concat(parts);
  const start = performance.now();
  assert.deepEqual(await engine.check(pdf), { fault: 'not_signed' });
  assert.ok(performance.now() - start < 2_000);
  assert.throws(() => new PdfFile(pdf).pages, { code: 'pdf_too_large' });
});

test('100,000 pages are too many, however they are counted (39)', async () => {
  const kids = Array.from({ length: 100_000 }, (_, index) => `${index + 10} 0 R`).join(' ');
  const pages = Array.from(
    { length: 100_000 },
    (_, index) => `${index + 10} 0 obj<</Type/Page/Parent 2 0 R>>endobj\n`,
  ).join('');
  const pdf = `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[${kids}]>>endobj\n${pages}trailer<</Root 1 0 R>>\n%%EOF\n`;
  await assert.rejects(engine.inspect(Buffer.from(pdf)), { code: 'pdf_too_large' });
});

test('circles and depths end', async () => {
  const circle =
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]>>endobj\n3 0 obj<</Type/Pages/Kids[2 0 R]>>endobj\ntrailer<</Root 1 0 R/Prev 5>>\nstartxref\n5\n%%EOF\n';
  await assert.rejects(engine.inspect(Buffer.from(circle)), { code: 'pdf_invalid' });
  const deep = `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages ${'['.repeat(200_000)}>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`;
  await assert.rejects(engine.inspect(Buffer.from(deep)), { code: 'pdf_invalid' });
});
