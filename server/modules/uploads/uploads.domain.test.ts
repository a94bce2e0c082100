// One database: it uses none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FILE_NAME_MAX } from '../../../src/contract/limits.ts';
import { cleanName, endingOf } from './uploads.domain.ts';

test('cleans names of all that could lead astray (abuse 38)', () => {
  const names: [from: string, to: string][] = [
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\Users\\Anna\\Bon.pdf', 'Bon.pdf'],
    ['Bon\0.pdf', 'Bon.pdf'],
    ['rechnung\u202efdp.exe.pdf', 'rechnungfdp.exe.pdf'],
    ['a\r\nX-Header: 1\r\n.pdf', 'aX-Header_ 1.pdf'],
    ['<img onerror=x>.png', '_img onerror=x_.png'],
    ['  .hidden.png  ', 'hidden.png'],
    ['half\ud800.png', 'half.png'],
    ['Äpfel & Birnen – 2026.xlsx', 'Äpfel & Birnen – 2026.xlsx'],
    ['A\u0308pfel.txt', 'Äpfel.txt'],
    ['..', ''],
    ['', ''],
  ];
  for (const [from, to] of names) assert.equal(cleanName(from), to, JSON.stringify(from));
});

test('shortens endless names and keeps the ending (abuse 38)', () => {
  const cleaned = cleanName(`${'x'.repeat(5_000)}.pdf`);
  assert.equal(cleaned.length, FILE_NAME_MAX);
  assert.match(cleaned, /x\.pdf$/);
  assert.ok(cleanName(`${'😀'.repeat(500)}.png`).isWellFormed());
});

test('knows the endings that may be attached', () => {
  assert.equal(endingOf('Bon.PDF'), 'pdf');
  assert.equal(endingOf('seite.html'), undefined);
  assert.equal(endingOf('bild.svg'), undefined);
  assert.equal(endingOf('ohne'), undefined);
});

// Each of many dots was tried as the beginning of the end: one name of 15 kB took a second of everybody's time.
test('cleans a name of dots in no time', () => {
  const start = performance.now();
  assert.equal(cleanName(`a${'. '.repeat(30_000)}b.txt`).length, FILE_NAME_MAX);
  assert.ok(performance.now() - start < 2_000);
  assert.equal(cleanName('. .Bon. .txt. . '), 'Bon. .txt');
});
