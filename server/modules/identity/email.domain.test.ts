import assert from 'node:assert/strict';
import { test } from 'node:test';
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
