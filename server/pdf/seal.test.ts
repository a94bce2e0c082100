import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { PDFDocument } from 'pdf-lib';
import { loadCredentials, type SealCredentials } from './credentials.ts';
import { openPdfEngine } from './engine.ts';
import { PdfBusyError } from './pdf.ts';
import { AUDIT, MARKS, writeScan } from './testing/baseline.ts';
import { run, whyNoPrograms } from './testing/programs.ts';
import { openTestEngine } from './testing/sealer.ts';

const skip = whyNoPrograms();
const { engine, folder } = await openTestEngine();
const pdf = await writeScan(2, 20_000);
const sealed = await engine.seal(pdf, MARKS, AUDIT);

const file = (name: string) => join(folder, name);
/** Runs openssl with the arguments of a command line, in which no argument has a space. */
const openssl = (command: string) => execFileSync('openssl', command.split(' '), { stdio: 'pipe' });

const KEYS = { RSA: '-newkey rsa:2048', EC: '-newkey ec -pkeyopt ec_paramgen_curve:P-256' };

function makeKey(name: keyof typeof KEYS): string {
  openssl(
    `req -x509 ${KEYS[name]} -nodes -days 30 -subj /CN=Siegel-${name} -keyout ${file(`${name}.key`)} -out ${file(`${name}.crt`)}`,
  );
  return file(name);
}

/** The signature and what it is over, as they stand in the file. */
function taken(bytes: Uint8Array): { cms: Buffer; content: Buffer; open: number; close: number } {
  const buffer = Buffer.from(bytes);
  const numbers = /\/ByteRange \[0 (\d+) (\d+) (\d+)/.exec(buffer.toString('latin1'))!.slice(1).map(Number);
  const [open, close, rest] = numbers as [number, number, number];
  const cms = Buffer.from(buffer.toString('latin1', open + 1, close - 1), 'hex');
  return { cms, content: Buffer.concat([buffer.subarray(0, open), buffer.subarray(close, close + rest)]), open, close };
}

for (const kind of ['RSA', 'EC'] as const) {
  test(`with an ${kind} key, pdfsig, qpdf and openssl agree: PAdES B-B`, { skip }, async () => {
    const path = makeKey(kind);
    const pem = `${await readFile(`${path}.key`, 'utf8')}${await readFile(`${path}.crt`, 'utf8')}`;
    const own = openPdfEngine({ credentials: await loadCredentials({ pem, development: null }), workers: 1 });
    const bytes = await own.seal(pdf, MARKS, AUDIT);
    assert.deepEqual(await own.check(bytes), { fault: null });
    assert.deepEqual(await engine.check(bytes), { fault: 'not_ours' });
    await own.close();
    await writeFile(file(`${kind}.pdf`), bytes);
    const { output } = await run('pdfsig', file(`${kind}.pdf`));
    assert.match(output, /Signature is Valid\./);
    assert.match(output, /Total document signed/);
    assert.match(output, /ETSI\.CAdES\.detached/);
    const checked = await run('qpdf', '--check', file(`${kind}.pdf`));
    assert.equal(checked.code, 0, checked.output);
    const { cms, content } = taken(bytes);
    await writeFile(file('cms'), cms);
    await writeFile(file('content'), content);
    const command = `cms -verify -cades -binary -inform DER -in ${file('cms')} -content ${file('content')} -CAfile ${path}.crt -purpose any -out /dev/null`;
    const verified = await run('openssl', ...command.split(' '));
    assert.match(verified.output, /CAdES Verification successful/i);
    assert.equal(verified.code, 0, verified.output);
  });
}

test('a PKCS #12 file is read, and refused with a wrong passphrase', { skip }, async () => {
  const path = makeKey('EC');
  openssl(`pkcs12 -export -inkey ${path}.key -in ${path}.crt -passout pass:geheim -out ${file('p12')}`);
  const p12 = await readFile(file('p12'));
  const read = await loadCredentials({ p12, passphrase: 'geheim', development: null });
  const own = openPdfEngine({ credentials: read, workers: 1 });
  assert.deepEqual(await own.check(await own.seal(pdf, [], AUDIT)), { fault: null });
  await own.close();
  await assert.rejects(loadCredentials({ p12, passphrase: 'falsch', development: null }), /PKCS #12/);
});

test('without a key there is none where one for development is not allowed', async () => {
  await assert.rejects(loadCredentials({ development: null }), /no key to seal/);
});

test('the key for development is made once, for its owner only', async () => {
  const once = await loadCredentials({ development: file('key.pem') });
  assert.deepEqual(await loadCredentials({ development: file('key.pem') }), once);
});

test('a key that belongs to no certificate, or is too weak, is refused', { skip }, async () => {
  const [rsa, ec] = [makeKey('RSA'), makeKey('EC')];
  const pem = `${await readFile(`${rsa}.key`, 'utf8')}${await readFile(`${ec}.crt`, 'utf8')}`;
  await assert.rejects(loadCredentials({ pem, development: null }), /No certificate belongs/);
  openssl(`req -x509 -newkey rsa:1024 -nodes -subj /CN=Schwach -keyout ${file('weak.key')} -out ${file('weak.crt')}`);
  const weak = `${await readFile(file('weak.key'), 'utf8')}${await readFile(file('weak.crt'), 'utf8')}`;
  await assert.rejects(loadCredentials({ pem: weak, development: null }), /2048 bits/);
});

test('what an earlier key sealed stays ours', async () => {
  const former = await readFile(file('key.pem'), 'utf8');
  const now = await loadCredentials({ development: file('new.pem'), former });
  const next = openPdfEngine({ credentials: now, workers: 1 });
  assert.deepEqual(await next.check(sealed), { fault: null });
  await next.close();
});

test('any change is found (35)', async () => {
  const { open, close } = taken(sealed);
  const flipped = (at: number, bit = 1) => {
    const copy = Uint8Array.from(sealed);
    copy[at]! ^= bit;
    return copy;
  };
  const size = taken(sealed).cms.length;
  const cmsEnd = open + 1 + 2 * (size - [...taken(sealed).cms].reverse().findIndex((byte) => byte !== 0));
  for (const at of [20, pdf.length >> 1, pdf.length + 40, open - 3, close + 1, sealed.length - 2])
    assert.deepEqual(await engine.check(flipped(at)), { fault: 'altered' }, `byte ${at}`);
  // In the padding behind the signature, in its last byte, and a letter of its hexadecimals in another case.
  assert.deepEqual(await engine.check(flipped(close - 4)), { fault: 'altered' });
  assert.deepEqual(await engine.check(flipped(cmsEnd - 1)), { fault: 'altered' });
  const letter = [...Buffer.from(sealed.subarray(open + 1, close))].findIndex((byte) => byte >= 0x61 && byte <= 0x66);
  assert.deepEqual(await engine.check(flipped(open + 1 + letter, 0x20)), { fault: 'altered' });
  // Everywhere in the signature itself.
  for (let at = open + 1; at < cmsEnd; at += 97)
    assert.notEqual((await engine.check(flipped(at))).fault, null, `byte ${at} of the signature`);
});

test('additions, other files and other signatures are told apart', async () => {
  const more = Buffer.concat([sealed, Buffer.from('\n%%EOF\n')]);
  assert.deepEqual(await engine.check(more), { fault: 'extended' });
  assert.deepEqual(await engine.check(await engine.burn(sealed, MARKS)), { fault: 'extended' });
  assert.deepEqual(await engine.check(sealed.subarray(0, sealed.length - 30)), { fault: 'altered' });
  assert.deepEqual(await engine.check(pdf), { fault: 'not_signed' });
  assert.deepEqual(await engine.check(Buffer.from('no pdf at all')), { fault: 'unreadable' });
  assert.deepEqual(await engine.check(new Uint8Array()), { fault: 'unreadable' });
  const saved = await (await PDFDocument.load(sealed)).save({ useObjectStreams: false });
  assert.ok(['altered', 'not_signed'].includes((await engine.check(saved)).fault ?? ''));
});

test('a seal is found behind anything, and many that are none cost little', async () => {
  const decoys = Buffer.from(`${'/ByteRange [0 9 9 9] '.repeat(20)}`);
  const marked = Buffer.concat([pdf, Buffer.from('\n% '), decoys, Buffer.from('\n')]);
  assert.deepEqual(await engine.check(await engine.seal(marked, [], AUDIT)), { fault: null });
  const size = 20_000_000;
  const many = Buffer.alloc(size, 0x20);
  many.write('%PDF-1.7\n');
  for (let at = 20; at < size / 2; at += 50) many.write(`/ByteRange[0 ${size - 8} ${size - 2} 2]`, at);
  many.write('<300400>', size - 8);
  const start = performance.now();
  assert.deepEqual(await engine.check(many), { fault: 'altered' });
  assert.ok(performance.now() - start < 5_000);
});

test('a sealed document is not taken again', async () => {
  await assert.rejects(engine.inspect(sealed), { code: 'pdf_signed' });
});

test('a time stamp makes it B-T; without an answer nothing is sealed', { skip }, async () => {
  openssl(
    `req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=Zeit -addext extendedKeyUsage=critical,timeStamping -keyout ${file('tsa.key')} -out ${file('tsa.crt')}`,
  );
  await writeFile(file('serial'), '01\n');
  await writeFile(
    file('tsa.cnf'),
    `[tsa]\ndefault_tsa = t\n[t]\nserial = ${file('serial')}\nsigner_cert = ${file('tsa.crt')}\nsigner_key = ${file('tsa.key')}\nsigner_digest = sha256\ndefault_policy = 1.2.3.4\ndigests = sha256\naccuracy = secs:1\n`,
  );
  let working = true;
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    if (!working) return void response.writeHead(503).end();
    await writeFile(file('query'), Buffer.concat(parts));
    openssl(`ts -reply -config ${file('tsa.cnf')} -section t -queryfile ${file('query')} -out ${file('reply')}`);
    response.end(await readFile(file('reply')));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials: SealCredentials = await loadCredentials({ development: file('key.pem') });
  const stamping = openPdfEngine({ credentials, timeStamp: { url, timeout: 5_000 }, workers: 1 });
  const bytes = await stamping.seal(pdf, MARKS, AUDIT);
  assert.deepEqual(await stamping.check(bytes), { fault: null });
  const { cms } = taken(bytes);
  // id-aa-timeStampToken
  assert.ok(cms.includes(Buffer.from('060b2a864886f70d010910020e', 'hex')));
  await writeFile(file('stamped.pdf'), bytes);
  assert.match((await run('pdfsig', file('stamped.pdf'))).output, /Signature is Valid\./);
  working = false;
  await assert.rejects(stamping.seal(pdf, MARKS, AUDIT), /time stamp server .+ status 503/);
  await stamping.close();
  server.close();
});

test('what waits is bounded', async () => {
  const small = openPdfEngine({
    credentials: await loadCredentials({ development: file('key.pem') }),
    workers: 1,
    queue: 2,
  });
  const results = await Promise.allSettled(Array.from({ length: 5 }, () => small.burn(pdf, MARKS)));
  await small.close();
  const busy = results.filter((result) => result.status === 'rejected' && result.reason instanceof PdfBusyError);
  assert.deepEqual([busy.length, results.length - busy.length], [2, 3]);
});

test('a job that takes too long ends, and the next one is done', async () => {
  const hasty = openPdfEngine({
    credentials: await loadCredentials({ development: file('key.pem') }),
    workers: 1,
    timeout: 1,
  });
  await assert.rejects(hasty.inspect(pdf), { code: 'pdf_too_large' });
  await hasty.close();
});
