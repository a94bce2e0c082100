import { css } from 'lit';

/** Removes animations for visitors who prefer reduced motion. For elements that have any. */
export const motion = css`
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
