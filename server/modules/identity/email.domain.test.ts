// One database: it uses none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emailSchema } from '../../../src/contract/session.schema.ts';
import { normaliseEmail } from './email.domain.ts';

test('trims, lowers ASCII letters and writes the domain in ASCII', () => {
  assert.equal(normaliseEmail('  Anna.Huber@Bäckerei-Moser.AT \n'), 'anna.huber@xn--bckerei-moser-bfb.at');
  assert.equal(normaliseEmail('e\u0301va@x.at'), 'éva@x.at');
});

test('keeps apart what belongs to different people (abuse 25)', () => {
  assert.equal(normaliseEmail('a+1@x.at'), 'a+1@x.at');
  assert.equal(normaliseEmail('a.b@x.at'), 'a.b@x.at');
  assert.notEqual(normaliseEmail('\u0430nna@x.at'), 'anna@x.at', 'Cyrillic a');
  assert.notEqual(normaliseEmail('\uff41nna@x.at'), 'anna@x.at', 'full-width a');
  assert.notEqual(normaliseEmail('Ä@x.at'), normaliseEmail('ä@x.at'), 'only ASCII letters lose their case');
});

test('refuses what is no address', () => {
  const bad = [
    '',
    'a',
    '@x.at',
    'a@',
    'a@x',
    'a@@x.at',
    'a b@x.at',
    'a@x .at',
    'a@127.1',
    'a@[::1]',
    '.a@x.at',
    'a..b@x.at',
    'a@-x.at',
    '"a"@x.at',
  ];
  for (const text of bad) assert.equal(normaliseEmail(text), null, text);
  assert.equal(normaliseEmail('a@x.at\r\nBcc: b@x.at'), null, 'abuse 50');
  assert.equal(normaliseEmail('a\u0000@x.at'), null);
  assert.equal(normaliseEmail('a\u202e@x.at'), null);
  assert.equal(normaliseEmail('\ud800@x.at'), null);
  assert.equal(normaliseEmail(`${'a'.repeat(65)}@x.at`), null);
  assert.equal(normaliseEmail(`a@${'x'.repeat(62)}.${'x'.repeat(62)}.${'x'.repeat(62)}.${'x'.repeat(62)}.at`), null);
});

// A domain of dots took the square of its length to be refused: 250 kB of them stopped the server for minutes, without a login.
test('an endless address is refused at once', () => {
  for (const email of [`a@${'.'.repeat(60_000)}@`, `a@${'x.'.repeat(30_000)}@`, `${'a'.repeat(60_000)}@`]) {
    const start = performance.now();
    assert.equal(emailSchema.safeParse(email).success, false);
    assert.ok(performance.now() - start < 2_000, email.slice(0, 8));
  }
  assert.ok(emailSchema.safeParse('anna.huber@mail.example.co.at').success);
});
