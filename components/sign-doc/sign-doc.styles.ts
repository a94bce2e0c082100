import { css } from '../../src/styles/css.ts';

/** Heading, what the state means, signers. */
export const signDocStyles = css`
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
  @media (forced-colors: active) {
    .banner {
      border: 1px solid;
    }
  }
`;
