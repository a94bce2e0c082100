// One database: it uses none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkType, IMAGE_HEAD } from './file-type.ts';

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
