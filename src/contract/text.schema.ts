import * as z from 'zod';
import { isVisible } from './text.ts';

const required = { params: { code: 'required' }, message: 'Required.' };

/** One line of text: nothing that could break out of a line, such as a mail header or a cell. */
export function lineText(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .refine(isVisible, required)
    .refine((text) => !/\p{Cc}|\u2028|\u2029/u.test(text), { message: 'More than one line, or a control character.' });
}

/** Text of several lines, kept as it was written. */
export function blockText(max: number) {
  return z.string().max(max).refine(isVisible, required);
}
