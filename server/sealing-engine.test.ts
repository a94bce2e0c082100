// One database: it uses none.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openSealingEngine } from './sealing-engine.ts';
import { smallPdf } from './testing/small-pdf.ts';

const AUDIT = { language: 'de' as const, kind: 'x', title: 'x', reference: 'x', reason: 'x', blocks: [] };

const folder = await mkdtemp(join(tmpdir(), 'etron-seal-'));
after(() => rm(folder, { recursive: true, force: true }));

test('without a key one is made and kept, unless that is refused', async () => {
  await assert.rejects(openSealingEngine({ developmentAllowed: false }, folder), /not allowed/);
  await (await openSealingEngine({ developmentAllowed: true }, folder)).close();
  const key = await readFile(join(folder, 'development-seal.pem'), 'utf8');
  await (await openSealingEngine({ developmentAllowed: true }, folder)).close();
  assert.equal(await readFile(join(folder, 'development-seal.pem'), 'utf8'), key);
});

test('a key is given as text or as a file, and both are the same', async () => {
  await (await openSealingEngine({ developmentAllowed: true }, folder)).close();
  const path = join(folder, 'development-seal.pem');
  const byFile = await openSealingEngine({ developmentAllowed: false, key: path }, folder);
  const byText = await openSealingEngine({ developmentAllowed: false, key: await readFile(path, 'utf8') }, folder);
  const sealed = await byFile.seal(Buffer.from(smallPdf()), [], AUDIT);
  assert.deepEqual(await byText.check(sealed), { fault: null });
  await Promise.all([byFile.close(), byText.close()]);
});

test('what is no key says so', async () => {
  await assert.rejects(
    openSealingEngine({ developmentAllowed: true, key: '-----BEGIN NOTHING-----' }, folder),
    /no private key/,
  );
  await assert.rejects(
    openSealingEngine({ developmentAllowed: true, key: join(folder, 'none.pem') }, folder),
    /ENOENT/,
  );
});
