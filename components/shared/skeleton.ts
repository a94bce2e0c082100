import { css, html, type TemplateResult } from 'lit';

/** Grey lines where text will stand, as many and as wide (in per cent) as said. Put `aria-busy` and words for it around them. */
export const skeleton = (...widths: number[]): TemplateResult =>
  html`<div class="skeleton" aria-hidden="true">${widths.map((width) => html`<svg width="${width}%" height="1rem"><rect width="100%" height="100%" rx="4"/></svg>`)}</div>`;

/** Look of `skeleton`; needs `tokens`. */
export const skeletonStyles = css`
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
`;
