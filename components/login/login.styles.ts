import { css } from 'lit';

export const loginStyles = css`
  [part='base'] {
    display: grid;
    gap: 1.25rem;
    max-width: 25rem;
  }
  h1,
  p {
    margin: 0;
  }
  h1 {
    font-size: 1.75rem;
    font-weight: 680;
    letter-spacing: -0.015em;
    line-height: 1.2;
    text-wrap: balance;
  }
  /* Focus is moved here for screen readers; nothing can be done here, so nothing shows it. */
  h1:focus {
    outline: none;
  }
  .lead {
    margin-top: -0.625rem;
    color: var(--_muted);
  }
  form {
    display: grid;
    gap: 1rem;
  }
  .forgotten {
    justify-self: start;
    min-height: 2.75rem;
    margin-block: -0.75rem -0.5rem;
    padding: 0;
    font-size: 0.9375rem;
    text-decoration: underline;
  }
  .forgotten:hover {
    background: none;
  }
  .or {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    color: var(--_muted);
    font-size: 0.875rem;
  }
  .or::before,
  .or::after {
    flex: 1;
    border-top: 1px solid var(--_line);
    content: '';
  }
  .problem {
    margin-block: 0;
  }
`;
