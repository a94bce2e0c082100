import { VALUE_MAX } from '../../src/contract/documents.limits.ts';
import type { DocumentField } from '../../src/contract/documents.ts';
import type { LanguageTag } from '../../src/contract/language.ts';
import type { FieldErrorCode } from '../../src/contract/problem.ts';
import { formatDate } from '../../src/i18n/dates.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import type { signingWords } from '../../src/i18n/signing.ts';

/** What is wrong with a field's value, in words; the author's own where there are some. */
export function faultText(
  { type, maxLength, validation }: DocumentField,
  code: FieldErrorCode,
  words: WordsOf<typeof signingWords>,
  language: LanguageTag,
): string {
  const { min = '', max = '', message } = validation ?? {};
  const day = (text: string): string => formatDate(language, `${text}T12:00`, { dateStyle: 'medium' });
  switch (code) {
    case 'too_small':
      return type === 'date' ? words.notBefore(day(min)) : words.atLeast(min);
    case 'too_big':
      return type === 'date' ? words.notAfter(day(max)) : max ? words.atMost(max) : words.faults.other;
    case 'too_long':
      return words.longest(maxLength ?? VALUE_MAX);
    case 'invalid_format':
      if (message) return message;
      if (type === 'email' || type === 'phone' || type === 'number' || type === 'date') return words[type];
  }
  return words.faults[code] ?? words.faults.other;
}
