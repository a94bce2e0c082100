import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestDatabase } from '../../testing/test-database.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { deriveKey, installationSecret } from './secrets.ts';

test('makes one secret, whoever starts first, and keeps it', async () => {
  const db = await openTestDatabase();
  const secrets = await Promise.all([installationSecret(db), installationSecret(db)]);
  assert.equal(secrets[0], secrets[1]);
  assert.match(secrets[0], /^[\w-]{43}$/);
  assert.equal(await installationSecret(db), secrets[0]);
  await db.close();
});

test('derives a key of its own for each purpose', () => {
  const keys = [
    deriveKey('a', 'access-token'),
    deriveKey('a', 'contact-code'),
    deriveKey('a', 'proof-of-work'),
    deriveKey('b', 'access-token'),
  ];
  assert.equal(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size, keys.length);
  assert.deepEqual(deriveKey('a', 'access-token'), keys[0]);
});

test('hashes a password with a salt, and checks it in any form of Unicode', async () => {
  const stored = await hashPassword('Gru\u0308ße');
  assert.notEqual(stored, await hashPassword('Gru\u0308ße'));
  assert.ok(!stored.includes('ße'));
  assert.equal(await verifyPassword('Gr\u00fcße', stored), true);
  assert.equal(await verifyPassword('Gr\u00fcsse', stored), false);
  assert.equal(await verifyPassword('', undefined), false);
});

test('still checks hashes of another cost', async () => {
  const cheap = 'scrypt$10$8$1$c2FsdHNhbHQ$B3QXW2L9Xl7tpDhACpMghtzSswd3fhJfX5qH1kpkflk';
  assert.equal(await verifyPassword('Geheim-4711', cheap), true);
  assert.equal(await verifyPassword('Geheim-4712', cheap), false);
});
