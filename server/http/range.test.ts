import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestedRange } from './range.ts';

const asked = (range: string, ifRange?: string) =>
  requestedRange(new Headers({ range, ...(ifRange !== undefined && { 'if-range': ifRange }) }), 100, '"v"');

test('a part is from one byte to another, both included', () => {
  assert.deepEqual(asked('bytes=0-9'), { start: 0, end: 9 });
  assert.deepEqual(asked('bytes=90-'), { start: 90, end: 99 });
  assert.deepEqual(asked('bytes=90-500'), { start: 90, end: 99 });
  assert.deepEqual(asked('bytes=-10'), { start: 90, end: 99 });
  assert.deepEqual(asked('bytes=-500'), { start: 0, end: 99 });
  assert.deepEqual(asked('bytes=0-9', '"v"'), { start: 0, end: 9 });
});

test('what is no part, several, or one of another version is answered with everything', () => {
  assert.equal(requestedRange(new Headers(), 100, '"v"'), undefined);
  for (const range of ['bytes=0-1,3-4', 'lines=1-2', 'bytes=-', 'bytes=a-b', 'bytes=9-3'])
    assert.equal(asked(range), undefined, range);
  assert.equal(asked('bytes=0-9', '"w"'), undefined);
  assert.equal(asked('bytes=0-9', 'Tue, 24 Nov 2026 10:00:00 GMT'), undefined);
});

test('a part that is not there is refused', () => {
  for (const range of ['bytes=100-', 'bytes=100-200', 'bytes=-0']) assert.equal(asked(range), null, range);
});
