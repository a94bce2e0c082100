// One database: it uses none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestedRanges } from './serve-pdf.ts';

const asked = (range: string, ifRange?: string) =>
  requestedRanges(new Headers({ range, ...(ifRange !== undefined && { 'if-range': ifRange }) }), 100, '"v"');

test('a part is from one byte to another, both included', () => {
  assert.deepEqual(asked('bytes=0-9'), [{ start: 0, end: 9 }]);
  assert.deepEqual(asked('bytes=90-'), [{ start: 90, end: 99 }]);
  assert.deepEqual(asked('bytes=90-500'), [{ start: 90, end: 99 }]);
  assert.deepEqual(asked('bytes=-10'), [{ start: 90, end: 99 }]);
  assert.deepEqual(asked('bytes=-500'), [{ start: 0, end: 99 }]);
  assert.deepEqual(asked('bytes=0-9', '"v"'), [{ start: 0, end: 9 }]);
});

test('what is no part, or one of another version is answered with everything', () => {
  assert.equal(requestedRanges(new Headers(), 100, '"v"'), undefined);
  for (const range of ['lines=1-2', 'bytes=', 'bytes=-', 'bytes=a-b', 'bytes=9-3'])
    assert.equal(asked(range), undefined, range);
  assert.equal(asked('bytes=0-9', '"w"'), undefined);
  assert.equal(asked('bytes=0-9', 'Tue, 24 Nov 2026 10:00:00 GMT'), undefined);
});

test('several parts are given out in order, without those that are not there', () => {
  const [first, second] = [
    { start: 0, end: 1 },
    { start: 3, end: 4 },
  ];
  assert.deepEqual(asked('bytes=0-1, 3-4'), [first, second]);
  assert.deepEqual(asked('bytes=0-1,3-4,100-200'), [first, second]);
  assert.equal(asked('bytes=100-101,102-103'), null);
});

test('parts that overlap, run backwards or are too many are answered with everything', () => {
  const many = (count: number) => `bytes=${Array.from({ length: count }, (_, index) => `${index}-${index}`)}`;
  for (const range of ['bytes=0-,0-,0-', 'bytes=0-5,5-9', 'bytes=3-4,0-1', 'bytes=0-1,', 'bytes=0-1,x'])
    assert.equal(asked(range), undefined, range);
  assert.equal(asked(many(100))?.length, 100);
  assert.equal(requestedRanges(new Headers({ range: many(257) }), 1_000, '"v"'), undefined);
});

test('a part that is not there is refused', () => {
  for (const range of ['bytes=100-', 'bytes=100-200', 'bytes=-0']) assert.equal(asked(range), null, range);
});
