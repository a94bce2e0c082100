import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { amountIn, daysIn } from './typed-values.ts';

const NOW = new Date('2026-11-24T10:00:00Z');

describe('days that a text names', () => {
  test('one day, with its year', () => {
    for (const text of [
      '26.10.2026',
      '26.10.26',
      '26. 10. 2026',
      '26/10/2026',
      '2026-10-26',
      '26. Oktober 2026',
      '26 October 2026',
      '26. Okt. 2026',
    ])
      assert.deepEqual(daysIn(text, NOW), [{ from: '2026-10-26', to: '2026-10-26' }], text);
  });

  test('a whole month', () => {
    for (const text of ['Oktober 2026', 'OKTOBER 2026', 'october 2026', '10/2026', '10.2026', '2026-10'])
      assert.deepEqual(daysIn(text, NOW), [{ from: '2026-10-01', to: '2026-10-31' }], text);
    for (const text of ['Jänner 2026', 'Januar 2026', 'January 2026'])
      assert.deepEqual(daysIn(text, NOW), [{ from: '2026-01-01', to: '2026-01-31' }], text);
    assert.deepEqual(daysIn('März 2024', NOW), daysIn('2024-03', NOW));
    assert.equal(daysIn('Februar 2024', NOW)[0]?.to, '2024-02-29');
  });

  test('without a year, of each of the last ten, and of the next', () => {
    for (const text of ['26.10.', '26.10', '26/10', '26. Oktober', '26 oct']) {
      const days = daysIn(text, NOW).map(({ from }) => from);
      assert.deepEqual([days.length, days[0], days.at(-1)], [12, '2016-10-26', '2027-10-26'], text);
    }
    assert.deepEqual(daysIn('Oktober', NOW)[10], { from: '2026-10-01', to: '2026-10-31' });
    assert.deepEqual(
      daysIn('29.2.', NOW).map(({ from }) => from),
      ['2016-02-29', '2020-02-29', '2024-02-29'],
    );
  });

  test('none, where there is none', () => {
    for (const text of [
      '',
      '31.2.2026',
      '0.10.',
      '26.13.',
      '2026-13-01',
      '2026',
      '398,40',
      'Kassa',
      'Mai Tai',
      '1.2.3.4',
      '26.10.20261',
      '0000-10-26',
    ])
      assert.deepEqual(daysIn(text, NOW), [], text);
  });
});

describe('amounts that a text names', () => {
  test('as exact as they are typed, in the ways of both languages', () => {
    for (const text of ['398,40', '398.40', '398,40 €', '€ 398,40', 'EUR 398.40', '-398,40', '−398,40'])
      assert.deepEqual(amountIn(text), { from: '398.40', below: '398.41' }, text);
    for (const text of ['1.234,50', '1,234.50', '1234,50', '1234.50', '1 234,50', '1’234,50'])
      assert.deepEqual(amountIn(text), { from: '1234.50', below: '1234.51' }, text);
    assert.deepEqual(amountIn('398,4'), { from: '398.40', below: '398.50' });
    assert.deepEqual(amountIn('398'), { from: '398.00', below: '399.00' });
    assert.deepEqual(amountIn('1.234'), { from: '1234.00', below: '1235.00' });
    assert.deepEqual(amountIn('0,05'), { from: '0.05', below: '0.06' });
  });

  test('none, where there is none', () => {
    for (const text of [
      '',
      '€',
      'RE-1',
      '1.23.4',
      '1,2,3',
      '26.10.2026',
      '1e5',
      'Infinity',
      '9'.repeat(13),
      '1.2345,00',
    ])
      assert.equal(amountIn(text), undefined, text);
  });
});
