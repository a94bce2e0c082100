import { css } from 'lit';

/** What stands in the windows for answers. */
export const answeringStyles = css`
  .sum {
    display: grid;
    gap: 0.375rem;
    padding: 1rem;
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .sum p:first-child {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.5rem;
  }
  .sum strong {
    margin-inline-start: auto;
    font-size: 1.375rem;
    font-variant-numeric: tabular-nums;
  }
  .sum ul {
    padding-inline-start: 1.25rem;
  }
  .mark {
    display: grid;
    justify-items: start;
    gap: 0.5rem;
  }
  .mark .label {
    font-weight: 550;
  }
  .paper {
    width: min(100%, 20rem);
    height: 6.5rem;
    padding: 0.5rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: #fff;
    color: #0b1f4b;
  }
  .muted {
    color: var(--_muted);
    font-size: 0.875rem;
  }
`;
