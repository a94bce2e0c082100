import { css } from 'lit';

export const dialogStyles = css`
  .code {
    display: grid;
    gap: 0.5rem;
    padding: 1rem;
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .code .row {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0.5rem;
  }
  .code .row div {
    flex: 1 1 10rem;
  }
  .code .row button {
    font-variant-numeric: tabular-nums;
  }
  .code input {
    font-size: 1.125rem;
    letter-spacing: 0.12em;
  }
`;
