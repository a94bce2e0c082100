import { fold } from '../../db/fold.ts';

const WORDS_MAX = 10;

/** The words of a question, folded, each once. */
export function wordsOf(question: string): string[] {
  return [...new Set(fold(question).match(/[\p{L}\p{N}]+/gu) ?? [])].slice(0, WORDS_MAX);
}
