import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type Challenge, getChallenge } from '../../../src/contract/embeds.ts';
import { Problem } from '../../http/problem.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { newChallenge, verifyProof } from './proof-of-work.ts';

let t: TestApp;
let key: string;

before(async () => {
  t = await createTestApp();
  key = (await t.make.embedKey()).id;
});

after(() => t.close());

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g)!, (pair) => Number.parseInt(pair, 16));
const hex = (data: Uint8Array) => Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** As a browser does it: WebCrypto, and nothing of the library the server uses. */
async function solve(challenge: Challenge) {
  const { nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters;
  const password = new Uint8Array([...bytes(nonce), 0, 0, 0, 0]);
  for (let counter = 0; ; counter++) {
    new DataView(password.buffer).setUint32(password.length - 4, counter);
    const material = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
    const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes(salt), iterations: cost };
    const derivedKey = hex(new Uint8Array(await crypto.subtle.deriveBits(algorithm, material, keyLength * 8)));
    if (derivedKey.startsWith(keyPrefix)) return { counter, derivedKey };
  }
}

const encode = (value: unknown) => btoa(JSON.stringify(value));

/** As the transaction that files a ticket would: under the embed key's row-level security. */
async function verify(proof: string, embedKey = key): Promise<'accepted' | string> {
  try {
    await t.deps.db.as({ embedKey, owner: `embed:${embedKey}` }, (tx) => verifyProof(tx, t.deps, embedKey, proof));
    return 'accepted';
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    assert.equal(error.status, 403);
    return error.code;
  }
}

test('accepts what a browser solved, once, even in parallel (abuse 54)', async () => {
  const { body: challenge } = await t.call(
    getChallenge,
    { params: { key } },
    { headers: { origin: 'https://partner.example' } },
  );
  const proof = encode({ challenge, solution: await solve(challenge), took: 12 });
  const answers = await Promise.all([verify(proof), verify(proof), verify(proof)]);
  assert.deepEqual(answers.sort(), ['accepted', 'proof_of_work_invalid', 'proof_of_work_invalid']);
  assert.equal(await verify(proof), 'proof_of_work_invalid', 'replayed');
});

test('counts a proof only together with what it was for', async () => {
  const challenge = await newChallenge(t.deps, key);
  const proof = encode({ challenge, solution: await solve(challenge) });
  const failed = t.deps.db.as({ embedKey: key, owner: `embed:${key}` }, async (tx) => {
    await verifyProof(tx, t.deps, key, proof);
    throw new Error('The ticket could not be filed.');
  });
  await assert.rejects(failed, /could not be filed/);
  assert.equal(await verify(proof), 'accepted');
});

test('refuses a missing, tampered or foreign proof (abuse 54)', async () => {
  const challenge = await newChallenge(t.deps, key);
  const solution = await solve(challenge);
  const { parameters, signature } = challenge;
  const changed = (part: object) =>
    encode({ challenge: { parameters: { ...parameters, ...part }, signature }, solution });
  const bad: Record<string, string> = {
    nothing: '',
    'no base64': '%%%',
    'no JSON': btoa('hello'),
    null: encode(null),
    'no solution': encode({ challenge }),
    'other counter': encode({ challenge, solution: { ...solution, counter: solution.counter + 1 } }),
    'counter that wraps': encode({ challenge, solution: { ...solution, counter: solution.counter + 2 ** 32 } }),
    'other key': encode({
      challenge,
      solution: { ...solution, derivedKey: solution.derivedKey.replace(/.$/, (last) => (last === '0' ? '1' : '0')) },
    }),
    'no signature': encode({ challenge: { parameters }, solution }),
    'own signature': encode({ challenge: { parameters, signature: '0'.repeat(64) }, solution }),
    'upper-case signature': encode({ challenge: { parameters, signature: signature.toUpperCase() }, solution }),
    easier: changed({ cost: 1 }),
    'shorter prefix': changed({ keyPrefix: parameters.keyPrefix.slice(0, 2) }),
    'longer life': changed({ expiresAt: parameters.expiresAt + 1 }),
    'further member': changed({ extra: 1 }),
    'other key of the form': changed({ data: { embedKey: 'ek_other' } }),
  };
  for (const [what, proof] of Object.entries(bad)) assert.equal(await verify(proof), 'proof_of_work_invalid', what);
  const other = (await t.make.embedKey()).id;
  assert.equal(await verify(encode({ challenge, solution }), other), 'proof_of_work_invalid', 'for another form');
  assert.equal(await verify(encode({ challenge, solution })), 'accepted', 'it was good all along');
});

test('refuses a proof that comes too late, and forgets spent ones only then', async () => {
  const late = await newChallenge(t.deps, key);
  const proof = encode({ challenge: late, solution: await solve(late) });
  const spent = await newChallenge(t.deps, key);
  const spentProof = encode({ challenge: spent, solution: await solve(spent) });
  assert.equal(await verify(spentProof), 'accepted');
  t.advance(21 * 60_000);
  assert.equal(await verify(proof), 'proof_of_work_invalid');
  await t.runCleanUps();
  const { rows } = await t.deps.db.system((tx) => sql`select from used_values`.execute(tx));
  assert.ok(rows.length > 0);
  t.advance(20 * 60_000);
  await t.runCleanUps();
  assert.equal((await t.deps.db.system((tx) => sql`select from used_values`.execute(tx))).rows.length, 0);
});
