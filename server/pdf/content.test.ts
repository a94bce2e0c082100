import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { balanceOf, scanContent } from './content.ts';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

function operatorsOf(text: string): string[] {
  const operators: string[] = [];
  const content = latin1(text);
  scanContent(content, (operator, { nameStart, nameEnd, strings }) => {
    const parts = [nameStart < nameEnd ? text.slice(nameStart, nameEnd) : ''];
    for (let index = 0; index < strings.length; index += 2) parts.push(text.slice(strings[index], strings[index + 1]));
    operators.push([...parts.filter((part) => part !== ''), operator].join(' '));
  });
  return operators;
}

test('operators are found with their names and strings, and nothing within these', () => {
  assert.deepEqual(operatorsOf('q 1 0 0 1 -.5 +3 cm/F1 9 Tf(a(b\\)q) Q)Tj[(c)-20<51 71>]TJ T* Q'), [
    'q',
    'cm',
    '/F1 Tf',
    '(a(b\\)q) Q) Tj',
    '(c) <51 71> TJ',
    'T*',
    'Q',
  ]);
  assert.deepEqual(operatorsOf('/Span<</ActualText(q)/B[q Q]>>BDC 10Q % Q q\n<</C true>>/P null f*'), [
    '/Span BDC',
    'Q',
    '/P f*',
  ]);
});

test('the data of a picture is skipped, whatever is in it', () => {
  const data = ['\x80\xff Q q', ' EIQ EI \x01\x02', '(', 'EI\x01', '<<'];
  for (const picture of data)
    assert.deepEqual(operatorsOf(`q BI /W 9 ID ${picture}\nEI Q q`), ['q', '/W EI', 'Q', 'q'], picture);
});

/** Whatever may stand in a content, also in the wrong place. */
const PARTS = [
  ...['q', 'Q', 'BT', 'ET', '/P BMC', '/OC /L BDC', '/P <</MCID 0>> BDC', 'EMC', '0 0 9 9 re', 'W', 'n', 'f', 'h'],
  ...['(a', '(b)', ')', '<', '<<', '>>', '[', ']', '<41>', '/Q', '%', '\n', 'BI', 'ID', 'EI', 'BI /W 1 ID x EI ', '\\'],
  ...['Tj', '1', '-.5', 'cm', 'true', '\x80', '{'],
];

test('what is drawn behind any content is behind balanced content', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PARTS), { maxLength: 40 }), (parts) => {
      const content = latin1(`${parts.join(' ')}\n`);
      const { surplus, whole, closing } = balanceOf(content);
      for (const at of surplus) {
        assert.equal(content.toString('latin1', at, at + 1), 'Q');
        content.write(' ', at, 'latin1');
      }
      const before = `q\n${content.toString('latin1', 0, whole)}\n${closing} Q\n`;
      assert.deepEqual(balanceOf(latin1(before)), { surplus: [], whole: before.length, closing: '' });
      assert.deepEqual(operatorsOf(`${before}q /ETRON1 Do Q\n`).slice(-3), ['q', '/ETRON1 Do', 'Q']);
    }),
    { numRuns: 2_000 },
  );
});
