import { css } from './css.ts';

/** Look of modal dialogs, as wide as `--_width` and on the lower edge of a small screen; needs `tokens`. */
export const dialogs = css`
  dialog {
    width: min(var(--_width), 100% - 2rem);
    max-width: none;
    max-height: calc(100dvh - 2rem);
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 4px);
    background: var(--_surface);
    color: inherit;
    box-shadow: 0 24px 64px rgb(0 0 0 / 0.24);
    overscroll-behavior: contain;
  }
  dialog::backdrop {
    background: rgb(10 14 22 / 0.48);
  }
  dialog h2 {
    font-size: 1.25rem;
    font-weight: 600;
    line-height: 1.4;
  }
  @media (width < 34rem) {
    dialog {
      width: 100%;
      max-height: calc(100dvh - 1rem);
      margin: auto 0 0;
      border-width: 1px 0 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }
  }
`;
