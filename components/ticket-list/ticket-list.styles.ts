import { css } from 'lit';

export const styles = css`
  /* Eight rows with a number and a subject. */
  .skeleton {
    --_bar: repeating-linear-gradient(transparent 0 1.75rem, var(--_line) 0 2.5rem, transparent 0 4.25rem) no-repeat;
    height: 34rem;
    border-top: 1px solid var(--_line);
    background: var(--_bar) 1.25rem / 5rem, var(--_bar) 9.5rem / 45%,
      repeating-linear-gradient(transparent 0 calc(4.25rem - 1px), var(--_line) 0 4.25rem);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  @container (width >= 62rem) {
    .skeleton {
      margin-top: 2.75rem;
    }
  }
`;
