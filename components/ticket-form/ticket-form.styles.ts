import { css } from 'lit';

/** Two columns where there is room, for the short fields. */
export const ticketFormStyles = css`
  form,
  .contact {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, max(15rem, 40%)), 1fr));
    gap: 1.25rem;
  }
  form > :not(:has(> select)) {
    grid-column: 1/-1;
  }
  h2,
  p {
    margin: 0;
  }
  [part='label'] {
    font-weight: 550;
  }
  select {
    appearance: none;
    background: conic-gradient(from 315deg at bottom, var(--_muted) 25%, #0000 0) right 1rem center / 10px 5px no-repeat
      var(--_surface);
  }
  output,
  [role='alert'] {
    padding: 1rem;
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  output {
    font-size: 1.5rem;
    font-weight: 550;
    user-select: all;
  }
  div:empty {
    display: none;
  }
  [part='footer'] > * {
    margin-inline-end: 1rem;
  }
`;
