import { fold } from '../../db/fold.ts';

const WORDS_MAX = 5;

/** Letters of a word that are looked for. Folding may make many of few: one ligature becomes eighteen. */
const LETTERS_MAX = 30;

/** The first words of a question, folded, each once. */
export function wordsOf(question: string): string[] {
  const words = fold(question).match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.map((word) => [...word].slice(0, LETTERS_MAX).join('')))].slice(0, WORDS_MAX);
}
