// One database: it uses none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { containing, fold } from './search.ts';

test('folds accents, case and sharp s', () => {
  assert.equal(fold('Bäckerei GROSSMANN, Straße Łódź ﬁn'), 'backerei grossmann, strasse łodz fin');
  assert.equal(fold('STRAẞE'), 'strasse');
});

test('takes wildcards in what is searched for literally', () => {
  assert.equal(containing('100%_\\'), '%100\\%\\_\\\\%');
});
