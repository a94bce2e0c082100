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
    padding: 1rem;
    border-radius: var(--_radius);
    background: var(--_sunken);
    user-select: all;
  }
  [part='label'] {
    font-weight: 550;
  }
  select {
    appearance: none;
    background: conic-gradient(from 315deg at bottom, var(--_muted) 25%, #0000 0) right 1rem center / 10px 5px no-repeat var(--_surface);
  }
  [role='alert'] {
    padding: 1rem;
    border-radius: var(--_radius);
    background: var(--_danger-soft);
  }
  div:empty {
    display: none;
  }
  summary {
    cursor: pointer;
  }
  [part='footer'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 1rem;
  }
  @container (min-width: 34rem) {
    form,
    .contact {
      grid-template-columns: 1fr 1fr;
    }
    form > :not(:has(> select)) {
      grid-column: 1/-1;
    }
  }
`;
