import { css } from 'lit';

/** Stills everything that moves where the visitor wants that; for the elements that move something. */
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
