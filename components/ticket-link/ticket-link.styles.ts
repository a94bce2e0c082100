import { css } from 'lit';

export const ticketLinkStyles = css`
  h2,
  p {
    margin: 0;
  }
  h2 {
    font-size: 1.125rem;
    font-weight: 650;
    line-height: 1.3;
    text-wrap: balance;
  }
  /* Focus is moved here for screen readers; nothing can be done here, so nothing shows it. */
  h2:focus {
    outline: none;
  }
  .access {
    display: grid;
    justify-items: start;
    gap: 1rem;
    margin-top: 2.5rem;
    padding: 1.25rem clamp(1rem, 4%, 1.5rem);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .access p,
  .ended > p {
    max-width: 42rem;
    margin-top: 0.25rem;
    color: var(--_muted);
  }
  .ended {
    display: grid;
    justify-items: start;
    gap: 1rem;
  }
  .ended h2 {
    font-size: 1.5rem;
    font-weight: 680;
    letter-spacing: -0.015em;
  }
  .ended > p {
    margin-top: -0.5rem;
  }
  form {
    display: grid;
    gap: 1rem;
    width: min(100%, 25rem);
  }
  form .primary {
    justify-self: start;
  }
  [part='field'] {
    display: grid;
    gap: 0.375rem;
    font-size: 0.9375rem;
  }
  [part='label'] {
    font-weight: 550;
  }
  small {
    margin-top: -0.25rem;
    color: var(--_muted);
    font-size: 0.875rem;
  }
  input {
    font-size: 1rem;
  }
  [part='field'] [part='error']:empty {
    display: none;
  }
  .problem {
    width: 100%;
    margin-block: 0;
  }
`;
