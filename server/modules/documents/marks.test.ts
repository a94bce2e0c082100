// One database: it uses none.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DocumentField } from '../../../src/contract/documents.ts';
import { DRAWN } from '../../testing/signing-world.ts';
import { completeField, fieldsFromPdf } from './authoring.fields.ts';
import { marksOf } from './marks.domain.ts';
import { createMatcher, isPattern } from './pattern.ts';

const area = { page: 0, x: 0, y: 0, width: 0.1, height: 0.1 };

const field = (changes: Partial<DocumentField>): DocumentField => ({
  ...completeField({ type: 'text', name: 'Feld', role: 'Kunde', areas: [area], ...changes }),
  id: 'id',
});

/** What a value looks like on the page. */
const printed = (changes: Partial<DocumentField>, value = '') =>
  marksOf([field(changes)], value === '' ? {} : { id: value }, '2026-11-24').map(({ mark }) =>
    mark.kind === 'text' ? mark.text : mark.kind,
  );

describe('a value on the page', () => {
  test('is written as people here write it', () => {
    assert.deepEqual(printed({}, 'Linz'), ['Linz']);
    assert.deepEqual(printed({ type: 'number' }, '-12.50'), ['-12,50']);
    assert.deepEqual(printed({ type: 'date' }, '2026-02-01'), ['01.02.2026']);
    assert.deepEqual(printed({ type: 'date', format: 'd. m. yy, dd/mm/yyyy' }, '2026-02-01'), ['1. 2. 26, 01/02/2026']);
    assert.deepEqual(printed({ type: 'select', options: [{ value: 'a', label: 'Erstens' }] }, 'a'), ['Erstens']);
    assert.deepEqual(printed({ type: 'checkbox' }, 'true'), ['tick']);
  });

  test('is there only when there is one', () => {
    assert.deepEqual(printed({}), []);
    assert.deepEqual(printed({ type: 'checkbox' }), []);
  });

  test('is the author’s where the signer cannot change it, and the day where nobody can', () => {
    assert.deepEqual(printed({ readOnly: true, defaultValue: 'ETRON' }, 'anders'), ['ETRON']);
    assert.deepEqual(printed({ type: 'signing_date' }, '1999-01-01'), ['24.11.2026']);
  });

  test('stands at all places of its field; of radio buttons at the chosen one', () => {
    const areas = [
      { ...area, option: 'a' },
      { ...area, page: 1, option: 'b' },
    ];
    const options = ['a', 'b'].map((value) => ({ value, label: value }));
    assert.equal(printed({ areas }, 'Linz').length, 2);
    const [chosen, ...others] = marksOf([field({ type: 'radio', areas, options })], { id: 'b' }, '2026-11-24');
    assert.deepEqual([chosen?.area.page, others.length], [1, 0]);
  });

  test('is a signature as it was made', () => {
    const [mark] = marksOf([field({ type: 'signature' })], { id: DRAWN }, '2026-11-24');
    assert.deepEqual(mark?.mark, { kind: 'signature', mark: DRAWN });
  });
});

describe('a pattern', () => {
  const matches = createMatcher();

  test('is for the whole value', () => {
    assert.ok(matches('\\d{4}', '4020'));
    assert.ok(!matches('\\d{4}', '40201'));
    assert.ok(!matches('a|b', 'ab'));
    assert.ok(matches('[\\p{L}&&[a-z]]+', 'linz'));
  });

  test('cannot hold up the server', () => {
    const started = performance.now();
    assert.ok(!matches('(a|a|aa)+$b', 'a'.repeat(40)));
    assert.ok(performance.now() - started < 500);
    assert.ok(matches('a+', 'aaa'), 'nor the ones after it');
    const other = createMatcher();
    for (let count = 0; count < 500; count++) assert.ok(!other('(a|a|aa)+$b', 'a'.repeat(40)));
    assert.ok(performance.now() - started < 2_000, 'however many there are');
  });

  test('has to be one', () => {
    assert.ok(isPattern('[0-9]+'));
    for (const wrong of ['(', '[', '\\', '(?<x>', '*']) assert.ok(!isPattern(wrong), wrong);
    const found = { ...field({ name: 'x' }), validation: { pattern: '(', message: 'Ziffern' } };
    assert.deepEqual(fieldsFromPdf({ fields: [found], warnings: [], dropped: [] }, 'Kunde').fields[0]?.validation, {
      message: 'Ziffern',
    });
  });
});

describe('a field of a PDF', () => {
  test('is one a signer can fill in, though the PDF calls a signature read-only', () => {
    const types = ['signature', 'initials'] as const;
    const found = types.map((type) => ({ ...field({ type, name: type }), required: true, readOnly: true }));
    assert.deepEqual(
      fieldsFromPdf({ fields: found, warnings: [], dropped: [] }, 'Kunde').fields.map(({ required, readOnly }) => [
        required,
        readOnly,
      ]),
      types.map(() => [true, false]),
    );
  });
});
