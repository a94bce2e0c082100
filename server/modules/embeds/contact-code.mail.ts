import type { Language } from '../../../src/contract/language.ts';
/** Fixed text with the code and the number only: whoever types a stranger's address into the form must not get a word of theirs mailed. */
export function contactCodeMail(
  language: Language,
  number: string,
  code: string,
): { subject: string; paragraphs: string[] } {
  return language === 'de'
    ? {
        subject: `Ihr Bestätigungscode für Ticket ${number}`,
        paragraphs: [
          'Guten Tag,',
          `mit dieser E-Mail-Adresse wurde das Ticket ${number} eingereicht. Ihr Bestätigungscode lautet:`,
          code,
          'Der Code gilt 24 Stunden.',
          'Das waren nicht Sie? Dann brauchen Sie nichts zu tun.',
        ],
      }
    : {
        subject: `Your confirmation code for ticket ${number}`,
        paragraphs: [
          'Hello,',
          `ticket ${number} was filed with this e-mail address. Your confirmation code is:`,
          code,
          'The code is valid for 24 hours.',
          'That was not you? Then there is nothing you need to do.',
        ],
      };
}
