import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatNumber, writeNumberFormat } from '../../src/contract/documents.formats.ts';
import { dateFormat, numberFormat, numericDateFormat, readDay, readNumber } from './formats.ts';

const number = (value: string, ...args: string[]) =>
  readNumber(value, numberFormat({ name: 'AFNumber_Format', args })!);

test('a number is read by the separators of its field, and as scripts and people write it', () => {
  for (const [value, style, read] of [
    ['5.25', '2', '5.25'],
    ['5,25', '2', '5.25'],
    ['1.234,50', '2', '1234.50'],
    ['1.234.567', '2', '1234567'],
    ['1,234.50', '0', '1234.50'],
    ['1,234', '0', '1234'],
    ['5,25', '0', '5.25'],
    ['1.234,50', '0', '1234.50'],
    ['1,234', '3', '1.234'],
    ["1'234.50", '4', '1234.50'],
    ['-7', '2', '-7'],
    ['−7', '2', '-7'],
    ['(7,5)', '2', '-7.5'],
    ['.5', '1', '0.5'],
    ['5.', '1', '5'],
    ['1 234,50 €', '3', '1234.50'],
  ] as const)
    assert.equal(number(value, '2', style), read, `${value} in style ${style}`);
  assert.equal(number('EUR 5,25', '2', '2', '0', '0', 'EUR ', 'true'), '5.25');
  assert.equal(number('5,25 \u20ac', '2', '2', '0', '0', ' \\u20ac', 'false'), '5.25');
});

test('what could be two numbers, or none, is no number', () => {
  for (const [value, style] of [
    ['1.234', '2'],
    ['1,234', '1'],
    ['5,25,3', '0'],
    ['1.2.3', '2'],
    ['5.25 kg', '2'],
    ['1e3', '0'],
    ['viel', '2'],
    ['-', '2'],
  ] as const)
    assert.equal(number(value, '2', style), null, `${value} in style ${style}`);
});

test('a number as its own format writes it is read as itself', () => {
  const formats = fc.record({
    style: fc.integer({ min: 0, max: 4 }),
    decimals: fc.integer({ min: 1, max: 4 }),
    sign: fc.constantFrom('', '€', 'CHF '),
  });
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
      formats,
      fc.boolean(),
      (cents, { style, decimals, sign }, before) => {
        const format = numberFormat({
          name: 'AFNumber_Format',
          args: [String(decimals), String(style), '0', '0', sign, String(before)],
        })!;
        const value = (cents / 10 ** decimals).toFixed(decimals);
        const written = formatNumber(value, writeNumberFormat(format));
        const read = readNumber(written, format);
        // With three decimals a number can look like one with thousands.
        assert.ok(read === null || Number(read) === Number(value), `${value} as ${written} is ${read}`);
        if (decimals !== 3) assert.notEqual(read, null, written);
      },
    ),
  );
});

const day = (value: string, format: string) => readDay(value, dateFormat({ name: 'AFDate_FormatEx', args: [format] })!);

test('a day is read by the format of its field, with months in both languages', () => {
  for (const [value, format] of [
    ['01-Jul-25', 'dd-mmm-yy'],
    ['1-July-2025', 'dd-mmm-yy'],
    ['01.07.2025', 'dd.mm.yyyy'],
    ['1.7.25', 'dd.mm.yyyy'],
    ['7/1/25', 'm/d/yy'],
    ['07/01/2025', 'mm/dd/yyyy'],
    ['Jul 1, 2025', 'mmm d, yyyy'],
    ['July 1, 2025', 'mmmm d, yyyy'],
    ['1. Juli 2025', 'd. mmmm yyyy'],
    ['Dienstag, 1. Juli 2025', 'dddd, d. mmmm yyyy'],
    ['1. Juli 2025', 'dd.mm.yyyy'],
    ['2025-07-01', 'dd.mm.yyyy'],
    ['2025 Juli 1', 'd. mmmm yyyy'],
    ['01072025', 'ddmmyyyy'],
    ['01072025', 'dd.mm.yyyy'],
    ['25-07-01', 'yy-mm-dd'],
  ] as const)
    assert.equal(day(value, format), '2025-07-01', `${value} in ${format}`);
  for (const [value, month] of Object.entries({
    Jän: '01',
    Feber: '02',
    März: '03',
    Mrz: '03',
    Mai: '05',
    Okt: '10',
    Oct: '10',
    Dez: '12',
    Sept: '09',
  }))
    assert.equal(day(`1-${value}-2025`, 'd-mmm-yyyy'), `2025-${month}-01`);
  assert.equal(day('24.12.68', 'dd.mm.yy'), '1968-12-24', 'a day of birth');
});

test('what is no day in that format is none', () => {
  for (const [value, format] of [
    ['13/05/2025', 'mm/dd/yyyy'],
    ['31.02.2025', 'dd.mm.yyyy'],
    ['01.07.2025', 'yyyy-mm-dd'],
    ['Juli 2025', 'd. mmmm yyyy'],
    ['Wien, 1.7.2025', 'dd.mm.yyyy'],
    ['01.07.2025 10:30', 'dd.mm.yyyy'],
    ['01.07.025', 'dd.mm.yyyy'],
    ['112025', 'd.m.yyyy'],
    ['1-Foo-25', 'd-mmm-yy'],
    ['morgen', 'dd.mm.yyyy'],
  ] as const)
    assert.equal(day(value, format), null, `${value} in ${format}`);
});

test('only a whole day is a date', () => {
  for (const format of ['mm/yy', 'd-mmm', 'm/d/yy h:MM tt', 'HH:MM', 'dd.mm.yyyy, "Uhr"', ''])
    assert.equal(dateFormat({ name: 'AFDate_FormatEx', args: [format] }), undefined, format);
  assert.equal(dateFormat({ name: 'AFDate_Format', args: ['6'] }), 'dd-mmm-yy');
  assert.equal(dateFormat({ name: 'AFDate_KeystrokeEx', args: ['DD.MM.YYYY'] }), 'dd.mm.yyyy');
  assert.equal(numericDateFormat('d.m.yyyy'), 'd.m.yyyy');
  assert.equal(numericDateFormat('dd-mmm-yy'), 'dd.mm.yyyy');
});
