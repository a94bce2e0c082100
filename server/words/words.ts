import { LANGUAGES, type Language } from '../../src/contract/language.ts';
import { type ApiWords, german, type MailText } from './de.ts';
import { english } from './en.ts';

/** Everything the API says to people, by language. One more language is one more file here; the compiler names what it lacks. */
export const WORDS: Record<Language, ApiWords> = { de: german, en: english };

/** A mail to somebody whose language nobody knows: in one language after the other, each complete in itself. */
export function inEveryLanguage(write: (words: ApiWords) => MailText): MailText {
  const texts = LANGUAGES.map((language) => write(WORDS[language]));
  return {
    subject: texts.map(({ subject }) => subject).join(' / '),
    paragraphs: texts.flatMap((text) => text.paragraphs),
  };
}
