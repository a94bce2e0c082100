// Something one can see: not only spaces, controls and zero-width characters.
const VISIBLE = /[^\p{C}\p{Z}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u;

/** Whether a text shows anything at all. */
export const isVisible = (text: string): boolean => VISIBLE.test(text);
