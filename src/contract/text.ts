// Matches a visible character: no space, control or zero-width character.
const VISIBLE = /[^\p{C}\p{Z}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u;

/** Whether a text contains a visible character. */
export const isVisible = (text: string): boolean => VISIBLE.test(text);
