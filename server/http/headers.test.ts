// One database: it uses none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attachmentDisposition } from './headers.ts';

test('names a download in a header no name can break out of', () => {
  assert.equal(attachmentDisposition('Bon.pdf'), `attachment; filename="Bon.pdf"; filename*=UTF-8''Bon.pdf`);
  const header = attachmentDisposition(`Übersicht "neu"; \\x\r\n'(1).pdf`);
  assert.match(header, /^[\x20-\x7e]+$/);
  assert.equal(header.match(/"/g)?.length, 2);
});
