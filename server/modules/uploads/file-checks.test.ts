// One database: it uses none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FILE_NAME_MAX } from '../../../src/contract/limits.ts';
import { checkType, cleanName, endingOf, IMAGE_HEAD } from './file-checks.ts';

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

/** A JPEG of these segments, up to the frame header. */
function jpegOf(width: number, height: number, ...before: number[][]): Buffer {
  const frame = [0xff, 0xc2, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0];
  return Buffer.from([0xff, 0xd8, ...before.flat(), ...frame, ...Array<number>(20).fill(0)]);
}

const refusal = (name: 'jpg' | 'png', head: Uint8Array) =>
  checkType(name, head).then(
    () => assert.fail('accepted'),
    ({ code }: { code: string }) => code,
  );

test('reads the size of a JPEG behind all that may come before it (abuse 45)', async () => {
  const profile = [0xff, 0xe2, 0, 6, 0xff, 0xc0, 0, 17];
  const tables = [0xff, 0xc4, 0, 4, 0, 0];
  assert.equal(await checkType('jpg', jpegOf(8_000, 6_000, profile, tables)), 'image/jpeg');
  assert.equal(await checkType('jpg', jpegOf(8_000, 6_000, profile, [0xff, 0xff])), 'image/jpeg');
  assert.equal(await refusal('jpg', jpegOf(60_000, 60_000, profile, tables, [0xff])), 'image_too_large');
  assert.equal(await refusal('jpg', jpegOf(1, 1, [0xff, 0xda, 0, 2])), 'file_type_forbidden');
  assert.equal(await refusal('jpg', jpegOf(1, 1, [0xff, 0xe0, 0xff, 0xff])), 'file_type_forbidden');
});

// A megabyte of empty segments took a fifth of a second each, in which nobody else was answered.
test('refuses a JPEG of nothing but segments in no time', async () => {
  const start = process.cpuUsage();
  for (const segment of [[0xff, 0xe0, 0, 2], [0xff, 0xe0, 0, 0], [0xff]]) {
    const head = Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(IMAGE_HEAD - 2, Buffer.from(segment))]);
    for (let i = 0; i < 3; i++) assert.equal(await refusal('jpg', head), 'file_type_forbidden');
  }
  assert.ok(process.cpuUsage(start).user < 500_000, 'microseconds of nine');
});
