import { css } from '../../src/styles/css.ts';

export const styles = css`
  :host {
    --_top: var(--etron-sticky-top, 0px);
    container-type: inline-size;
    scroll-margin-top: calc(var(--_top) + 1rem);
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: 0.75rem;
    max-width: 30rem;
    margin: 0 auto;
    padding: 4rem 1rem;
    color: var(--_muted);
    text-align: center;
    text-wrap: balance;
  }
  .empty h2 {
    margin: 0;
    color: var(--_text);
    font-size: 1.125rem;
    font-weight: 600;
  }
  .empty p {
    margin: 0 0 0.75rem;
  }
  footer {
    display: grid;
    justify-items: center;
    gap: 0.75rem;
    padding-block: 1rem;
  }
  .count {
    margin: 0;
    color: var(--_muted);
    font-size: 0.8125rem;
  }
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
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
`;
