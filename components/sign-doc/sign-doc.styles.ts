import { css } from '../../src/styles/css.ts';

/** Heading, what the state means, signers, progress and buttons. */
export const signDocStyles = css`
  :host {
    container-type: inline-size;
  }
  ::slotted([slot='back']) {
    display: inline-block;
    margin-bottom: 1rem;
  }
  h2,
  h3,
  p,
  ul,
  blockquote {
    margin: 0;
  }
  h2 {
    font-size: 1.625rem;
    font-weight: 680;
    letter-spacing: -0.01em;
    line-height: 1.25;
    text-wrap: balance;
  }
  h3 {
    font-size: 1.0625rem;
    font-weight: 650;
  }
  a {
    color: var(--_accent);
  }
  small,
  .muted {
    color: var(--_muted);
    font-size: 0.875rem;
  }
  header {
    display: grid;
    gap: 0.5rem;
    margin-bottom: 1rem;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 1rem;
    color: var(--_muted);
    font-size: 0.9375rem;
  }
  .message {
    padding: 0.75rem 1rem;
    border-inline-start: 3px solid var(--_line);
    white-space: pre-wrap;
    unicode-bidi: plaintext;
  }
  .banner {
    display: grid;
    justify-items: start;
    gap: 0.375rem;
    margin-bottom: 1rem;
    padding: 1rem 1.25rem;
    border-radius: calc(var(--_radius) * 1.5);
    background: var(--_sunken);
    scroll-margin: calc(var(--etron-sticky-top, 0px) + 1rem) 0 1rem;
  }
  .banner[data-tone='done'] {
    background: var(--_success-soft);
  }
  .banner[data-tone='done'] h3 {
    color: var(--_success);
  }
  .banner[data-tone='attention'] {
    background: var(--_warning-soft);
  }
  .banner[data-tone]::before {
    content: none;
  }
  .banner button,
  .banner a {
    margin-top: 0.5rem;
  }
  blockquote {
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--_border);
    white-space: pre-wrap;
  }
  .missing {
    display: grid;
    gap: 0.5rem;
    padding-block: 3rem;
    justify-items: center;
    text-align: center;
  }
  .missing p {
    color: var(--_muted);
  }
  .bar {
    position: sticky;
    bottom: 0;
    z-index: 3;
    display: grid;
    grid-template-columns: minmax(8rem, 16rem) minmax(0, 1fr) auto;
    align-items: center;
    gap: 0.5rem 1.25rem;
    padding: 0.75rem 1rem max(0.75rem, env(safe-area-inset-bottom));
    border-top: 1px solid var(--_line);
    border-radius: 0 0 calc(var(--_radius) * 1.5) calc(var(--_radius) * 1.5);
    background: var(--_surface);
  }
  .progress {
    display: grid;
    gap: 0.375rem;
    font-size: 0.9375rem;
    font-variant-numeric: tabular-nums;
  }
  .meter {
    display: block;
    fill: var(--_accent);
  }
  .meter rect:last-child {
    transition: width 0.25s;
  }
  .meter[data-full] {
    fill: var(--_success);
  }
  .rail {
    fill: var(--_line);
  }
  .saving {
    display: flex;
    align-items: center;
    gap: 0.25rem;
    color: var(--_muted);
    font-size: 0.875rem;
  }
  .saving .icon {
    width: 1rem;
    height: 1rem;
  }
  .saving[data-state='unsaved'] {
    color: var(--_warning);
  }
  .doing {
    display: flex;
    gap: 0.5rem;
  }
  .doing .primary {
    min-width: 9rem;
  }
  .decline {
    color: var(--_muted);
  }
  .signers {
    display: grid;
    gap: 0.25rem;
    margin-top: 2rem;
  }
  .signers ul {
    padding: 0;
    list-style: none;
  }
  .signers li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: 0.25rem 1rem;
    padding-block: 0.75rem;
    border-top: 1px solid var(--_line);
  }
  .signers li:first-child {
    border-top: 0;
  }
  strong {
    font-weight: 600;
  }
  .signer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
  }
  .signer time {
    color: var(--_muted);
    font-size: 0.875rem;
  }
  @container (width < 40rem) {
    .bar {
      grid-template-columns: minmax(0, 1fr) auto;
      padding-inline: 0.75rem;
    }
    .saving {
      justify-content: end;
    }
    .doing {
      grid-column: 1 / -1;
    }
    .doing .primary {
      flex: 1 1 auto;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .meter rect {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    .meter {
      fill: Highlight;
    }
    .rail {
      fill: GrayText;
    }
    .banner {
      border: 1px solid;
    }
  }
`;
