import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeCursor, encodeCursor } from './tickets.cursor.ts';
import { mayMove, statusAfterAnswer } from './tickets.domain.ts';

test('staff move a ticket one step at a time', () => {
  assert.ok(mayMove('new', 'backlog'));
  assert.ok(mayMove('waiting', 'in_progress'));
  assert.ok(mayMove('done', 'done'), 'again');
  assert.ok(!mayMove('new', 'done'));
  assert.ok(!mayMove('done', 'new'));
});

test('an answer wakes what waited or was done', () => {
  assert.equal(statusAfterAnswer('waiting'), 'in_progress');
  assert.equal(statusAfterAnswer('done'), 'in_progress');
  assert.equal(statusAfterAnswer('new'), 'new');
});

test('a cursor comes back as it was, and fits its own order only', () => {
  const cursor = { ranks: ['2', 'müller\u0001'], key: 1795479222656951, id: 'fcf0edfb-ef15-47f8-8a2c-465736989f00' };
  const text = encodeCursor(cursor, 'status changed desc');
  assert.match(text, /^[\w-]+$/);
  assert.deepEqual(decodeCursor(text, { order: 'status changed desc', ranks: 2, key: 'number' }), cursor);
  assert.throws(() => decodeCursor(text, { order: 'status changed asc', ranks: 2, key: 'number' }));
});
