import type { ProblemError } from '../api/client.ts';
import type { ProblemCode } from '../contract/problem.ts';
import { dictionary } from './locale.ts';

/** Words for problems by their codes, and for those that have none. */
export type ProblemWords = { [code in ProblemCode]?: string } & { internal: string };

const german: ProblemWords = {
  internal: 'Das hat leider nicht geklappt. Bitte versuchen Sie es in einigen Minuten noch einmal.',
  network: 'Keine Verbindung. Ihre Eingaben bleiben erhalten – bitte versuchen Sie es noch einmal.',
  rate_limited: 'Zu viele Versuche. Bitte warten Sie etwas und versuchen Sie es dann noch einmal.',
  invalid_input: 'Bitte prüfen Sie die markierten Felder.',
  not_found: 'Das gibt es nicht (mehr).',
  unauthenticated: 'Bitte melden Sie sich an.',
  forbidden: 'Dafür fehlt Ihnen die Berechtigung.',
};

/** Messages for problem codes, in words a shop owner understands. A room can override those that need other words there. */
export const problems = dictionary('problems', german, {
  internal: 'Something went wrong. Please try again in a few minutes.',
  network: 'No connection. What you entered is kept – please try again.',
  rate_limited: 'Too many attempts. Please wait a moment and try again.',
  invalid_input: 'Please check the marked fields.',
  not_found: 'This does not exist (any more).',
  unauthenticated: 'Please log in.',
  forbidden: 'You do not have permission to do this.',
});

/** The words for a problem; `words` are `problems` of the language, possibly with a room's own on top. */
export const problemText = (words: ProblemWords, { problem }: ProblemError): string =>
  words[problem.code] ?? words.internal;
