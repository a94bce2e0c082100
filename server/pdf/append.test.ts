import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { PDFRawStream } from 'pdf-lib';
import { noise } from '../testing/png.ts';
import { smallPdf } from '../testing/small-pdf.ts';
import { SHA_256, sha256 } from './cms.ts';
import { loadCredentials } from './credentials.ts';
import { explicit, integer, octetString, oid, readValue, sequence, setOf, valuesIn } from './der.ts';
import { openPdfEngine } from './engine.ts';
import { name, PdfFile } from './file.ts';
import type { PdfEngine, PlacedMark } from './pdf.ts';
import { AUDIT, MARKS } from './testing/baseline.ts';
import { run, whyNoPrograms } from './testing/programs.ts';
import { TOKEN_MAX } from './time-stamp.ts';

// Whatever size an update has, it is what follows the bytes that were there.

const skip = whyNoPrograms();

const folder = await mkdtemp(join(tmpdir(), 'etron-append-'));
const credentials = await loadCredentials({ development: join(folder, 'key.pem') });
const engine: PdfEngine = openPdfEngine({ credentials, workers: 1 });

after(async () => {
  await engine.close();
  await rm(folder, { recursive: true });
});

/** Sizes around the powers of two at which buffers end: pools, chunks, and the bytes that a length in DER or a number of a table takes. */
const sizes = (greatest: number) =>
  fc.oneof(
    fc
      .tuple(fc.integer({ min: 0, max: Math.floor(Math.log2(greatest)) }), fc.integer({ min: -3, max: 3 }))
      .map(([power, more]) => Math.max(0, 2 ** power + more)),
    fc.integer({ min: 0, max: greatest }),
  );

async function assertRendered(rendered: Uint8Array, of: Uint8Array, sealed: boolean): Promise<void> {
  assert.ok(Buffer.from(rendered.subarray(0, of.length)).equals(of), 'what was there stays there');
  await engine.checkRendered(rendered, { sha256: sha256(of).toString('hex'), size: of.length, sealed });
}

/** Poppler's opinion of a seal. It always exits with 0. */
async function assertPopplerAgrees(sealed: Uint8Array): Promise<void> {
  await writeFile(join(folder, 'sealed.pdf'), sealed);
  const { output } = await run('pdfsig', join(folder, 'sealed.pdf'));
  assert.match(output, /Signature is Valid\./);
  assert.match(output, /Total document signed/);
}

test('an update of any size follows the bytes of before, wherever in a buffer those are', () => {
  const small = Buffer.from(smallPdf());
  fc.assert(
    fc.property(sizes(1 << 20), sizes(1 << 19), sizes(4_096), (update, room, offset) => {
      const buffer = new Uint8Array(offset + small.length + room).fill(0x2a);
      buffer.set(small, offset);
      const file = new PdfFile(buffer.subarray(offset, offset + small.length));
      const content = randomBytes(update);
      const ref = file.add(file.stream(content));
      const catalog = file.copy(file.catalog);
      catalog.set(name('Own'), ref);
      file.set(file.catalogRef, catalog);
      const { bytes, offsets } = file.append();

      assert.ok(Buffer.from(bytes.subarray(0, small.length)).equals(small));
      const around = [buffer.subarray(0, offset), buffer.subarray(offset + small.length)];
      assert.ok(
        around.every((part) => part.every((byte) => byte === 0x2a)),
        'nothing is written beside the file',
      );
      const again = new PdfFile(bytes);
      assert.equal(again.isRebuilt, false);
      const stored = again.catalog.lookup(name('Own'));
      assert.ok(stored instanceof PDFRawStream);
      assert.ok(Buffer.from(stored.contents).equals((file.context.lookup(ref) as PDFRawStream).contents));
      assert.match(
        Buffer.from(bytes).toString('latin1', offsets.get(ref.objectNumber)),
        new RegExp(`^${ref.objectNumber} 0 obj\n`),
      );
    }),
    { numRuns: 40 },
  );
});

const picture = (bytes: number): PlacedMark => ({
  area: { page: 0, x: 0.1, y: 0.4, width: 0.4, height: 0.2 },
  mark: { kind: 'signature', mark: { kind: 'uploaded', image: noise(bytes).toString('base64') } },
});

test('a PDF of any size with pictures of any size is prepared, burned and sealed', async () => {
  await fc.assert(
    fc.asyncProperty(sizes(1 << 19), sizes(400_000), async (padding, size) => {
      const pdf = Buffer.from(`${smallPdf()}%${' '.repeat(padding)}\nstartxref\n${startOf(smallPdf())}\n%%EOF\n`);
      const prepared = await engine.prepare(pdf, []);
      await assertRendered(prepared, pdf, false);
      const burned = await engine.burn(prepared, [picture(size)]);
      await assertRendered(burned, prepared, false);
      await assertRendered(await engine.seal(burned, [picture(size)], AUDIT), burned, true);
    }),
    { numRuns: 8 },
  );
});

const startOf = (pdf: string): string => /startxref\s+(\d+)/.exec(pdf)![1]!;

for (const size of [288_000, 400_000])
  test(`a signature's picture of ${size} bytes is sealed, and Poppler agrees`, { skip }, async () => {
    const pdf = Buffer.from(smallPdf(2));
    const sealed = await engine.seal(pdf, [...MARKS, picture(size)], AUDIT);
    assert.ok(sealed.length > pdf.length + 256 * 1024);
    await assertRendered(sealed, pdf, true);
    await assertPopplerAgrees(sealed);
  });

/** A PDF of one page and many objects, whose cross references are broken: each update lists all of them. */
const withObjects = (count: number): Buffer => {
  const objects = Array.from({ length: count }, (_, index) => `${index + 10} 0 obj\n<< /N ${index} >>\nendobj\n`);
  return Buffer.from(smallPdf().replace('xref\n0', `${objects.join('')}xref\n0`));
};

for (const count of [10_000, 100_000])
  test(`an update that lists ${count} objects is sealed, and Poppler agrees`, { skip }, async () => {
    const pdf = withObjects(count);
    assert.equal((await engine.inspect(pdf)).pages.length, 1);
    const prepared = await engine.prepare(pdf, []);
    await assertRendered(prepared, pdf, false);
    const burned = await engine.burn(prepared, MARKS);
    await assertRendered(burned, prepared, false);
    const sealed = await engine.seal(burned, MARKS, AUDIT);
    await assertRendered(sealed, burned, true);
    await assertPopplerAgrees(sealed);
  });

for (const count of [10_000, 100_000])
  test(`an update of ${count} objects is sealed, and Poppler agrees`, { skip }, async () => {
    const pdf = Buffer.from(smallPdf());
    const file = new PdfFile(pdf);
    for (let index = 0; index < count; index++) file.add(file.dict({ N: index }));
    const { bytes } = file.append();
    await assertRendered(bytes, pdf, false);
    const sealed = await engine.seal(bytes, MARKS, AUDIT);
    await assertRendered(sealed, bytes, true);
    await assertPopplerAgrees(sealed);
  });

/** An answer of a time stamp server to a query: a token of a given length whose signature nobody checks. */
function answerTo(query: Uint8Array, length: number): Buffer {
  const [, imprint, nonce] = valuesIn(readValue(query));
  const info = sequence(integer(1), oid('1.2.3'), imprint!.raw, integer(7), nonce!.raw);
  const token = (padding: number) => {
    const content = sequence(oid('1.2.840.113549.1.9.16.1.4'), explicit(0, octetString(info)));
    const signed = sequence(integer(3), setOf(sequence(oid(SHA_256))), content, octetString(Buffer.alloc(padding)));
    return sequence(oid('1.2.840.113549.1.7.2'), explicit(0, signed));
  };
  let padding = Math.max(0, length - token(0).length);
  while (padding > 0 && token(padding).length > length) padding--;
  return sequence(sequence(integer(0)), token(padding));
}

test('a time stamp of any size is sealed in whole, or nothing is', async () => {
  let length = 0;
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    response.end(answerTo(Buffer.concat(parts), length));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stamping = openPdfEngine({ credentials, timeStamp: { url, timeout: 5_000 }, workers: 1 });
  const pdf = Buffer.from(smallPdf());
  try {
    const seal = async (size: number) => {
      length = size;
      const sealed = await stamping.seal(pdf, [], AUDIT);
      await assertRendered(sealed, pdf, true);
      return sealed;
    };
    await fc.assert(
      fc.asyncProperty(sizes(TOKEN_MAX), async (size) => void (await seal(Math.min(size, TOKEN_MAX)))),
      { numRuns: 20 },
    );
    const whole = await seal(TOKEN_MAX);
    assert.ok(Buffer.from(whole).includes(Buffer.alloc(TOKEN_MAX - 400).toString('hex')));
    for (const size of [TOKEN_MAX + 1, TOKEN_MAX + 2_000, 1 << 20])
      await assert.rejects(seal(size), /gave no time stamp: the (token|answer) is too long/);
  } finally {
    await stamping.close();
    server.close();
  }
});
