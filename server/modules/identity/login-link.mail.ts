import type { Language } from '../../../src/contract/language.ts';
/** Everything but the link is fixed text. The token is behind `#`: it never reaches a server log, and no mail scanner can use it up. */
export function loginLinkMail(
  language: Language,
  link: string,
  minutes: number,
): { subject: string; paragraphs: string[] } {
  return language === 'de'
    ? {
        subject: 'Ihr Anmeldelink für das ETRON Kundenportal',
        paragraphs: [
          'Guten Tag,',
          'mit diesem Link melden Sie sich im Kundenportal an:',
          link,
          `Der Link gilt ${minutes} Minuten und nur einmal.`,
          'Sie haben keinen Link angefordert? Dann brauchen Sie nichts zu tun.',
        ],
      }
    : {
        subject: 'Your login link for the ETRON customer portal',
        paragraphs: [
          'Hello,',
          'this link logs you in to the customer portal:',
          link,
          `The link is valid for ${minutes} minutes and works once.`,
          'You did not ask for a link? Then there is nothing you need to do.',
        ],
      };
}
