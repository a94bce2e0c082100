import { css } from '../../src/styles/css.ts';

export const ticketFormStyles = css`
  :host {
    container-type: inline-size;
  }
  form,
  .contact {
    display: grid;
    gap: 1.25rem;
  }
  h2,
  p {
    margin: 0;
  }
  h2,
  output {
    font-size: 1.5rem;
    font-weight: 600;
  }
  output {
    user-select: all;
  }
  [part='label'] {
    font-weight: 550;
  }
  select {
    appearance: none;
    background: linear-gradient(45deg, #0000 50%, var(--_muted) 0) right 1rem center / 8px 4px no-repeat var(--_surface);
  }
  [role='alert']:not(:empty) {
    padding: 0.75rem 1rem;
    border-radius: var(--_radius);
    background: var(--_danger-soft);
  }
  summary {
    cursor: pointer;
  }
  @container (min-width: 34rem) {
    .contact {
      grid-template-columns: 1fr 1fr;
    }
  }
`;
