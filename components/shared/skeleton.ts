import { css, html, type TemplateResult } from 'lit';
import { motion } from '../../src/styles/motion.ts';

/** Grey bars where text will stand: the width of each in per cent, and its height in rem if it is not a line. Put `aria-busy` and words for it around them. */
export const skeleton = (...bars: [width: number, height?: number][]): TemplateResult =>
  html`<div class="skeleton" aria-hidden="true">${bars.map(
    ([width, height = 1]) =>
      html`<svg width="${width}%" height="${height}rem"><rect width="100%" height="100%" rx="4"/></svg>`,
  )}</div>`;

/** Look of `skeleton`; needs `tokens`. */
export const skeletonStyles = [
  motion,
  css`
  .skeleton {
    display: grid;
    gap: 0.75rem;
    padding-block: 0.5rem;
    color: var(--_line);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  .skeleton svg {
    fill: currentcolor;
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
`,
];
