import { css, html, type TemplateResult } from 'lit';
import { motion } from '../../src/styles/motion.ts';

/**
 * Grey bars in place of text that is being loaded: the width of each in per cent, and its height in rem (1 by default). The element around it says with
 * `aria-busy` and in words that it is loading.
 */
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
