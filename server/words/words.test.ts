// One database: it uses none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES } from '../../src/contract/language.ts';
import { german } from './de.ts';
import { inEveryLanguage, WORDS } from './words.ts';

/** The path of every word, with what kind of thing it is. */
function shapeOf(words: object, path = ''): string[] {
  return Object.entries(words).flatMap(([key, word]) =>
    typeof word === 'object' ? shapeOf(word, `${path}/${key}`) : `${path}/${key}: ${typeof word}`,
  );
}

const wordsOf = (words: object): string[] =>
  Object.values(words).flatMap((word) =>
    typeof word === 'object' ? wordsOf(word) : typeof word === 'string' ? word : [],
  );

test('every language has every word', () => {
  for (const language of LANGUAGES) {
    assert.deepEqual(shapeOf(WORDS[language]).sort(), shapeOf(german).sort(), language);
    assert.deepEqual(
      wordsOf(WORDS[language]).filter((word) => word.trim() === ''),
      [],
      language,
    );
  }
});

test('a mail to somebody whose language nobody knows is complete in each', () => {
  const { subject, paragraphs } = inEveryLanguage(({ mails }) =>
    mails.order.accepted('AN-1', 'https://portal.example/#/x'),
  );
  assert.equal(subject, 'Angebot AN-1 wurde angenommen / Offer AN-1 has been accepted');
  assert.deepEqual(paragraphs, [
    'Guten Tag,',
    'das Angebot AN-1 wurde angenommen. Sie finden den Verkaufsauftrag im Kundenportal:',
    'https://portal.example/#/x',
    'Hello,',
    'offer AN-1 has been accepted. You can find the sales order in the customer portal:',
    'https://portal.example/#/x',
  ]);
});
