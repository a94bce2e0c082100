import { sql } from 'kysely';
import type { Language } from '../../../src/contract/language.ts';
import type { Deps } from '../../deps.ts';
import type { ApiWords, MailText } from '../../words/de.ts';
import { inEveryLanguage, WORDS } from '../../words/words.ts';

/**
 * Mails somebody in the language they have chosen for their account. Without a choice, or without an account, the mail is in `language` where it is known, and
 * else in every language.
 */
export async function mailPerson(
  { db, mailer }: Pick<Deps, 'db' | 'mailer'>,
  to: string,
  write: (words: ApiWords) => MailText,
  language?: Language,
): Promise<void> {
  const { rows } = await db.system(
    (tx) => sql<{ language: Language | null }>`select language from users where email = ${to}`.execute(tx),
    'read',
  );
  const chosen = rows[0]?.language ?? language;
  await mailer.send({ to, ...(chosen === undefined ? inEveryLanguage(write) : write(WORDS[chosen])) });
}
