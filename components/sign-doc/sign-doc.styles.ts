import { css } from 'lit';

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
`;
