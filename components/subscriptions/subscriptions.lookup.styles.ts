import { css } from 'lit';

/** Look of „Ist es dabei?“; needs `subscriptionsStyles`. */
export const lookUpStyles = css`
  .look-up {
    display: grid;
    gap: 0.5rem;
    margin-bottom: 2rem;
    padding: 1.25rem 0.75rem;
    border-radius: calc(var(--_radius) * 1.5);
    background: var(--_sunken);
  }
  .look-up p {
    color: var(--_muted);
  }
  form {
    position: relative;
    max-width: 32rem;
    margin-top: 0.25rem;
  }
  .search input {
    padding-inline-end: 2.75rem;
  }
  .search input::-webkit-search-cancel-button {
    display: none;
  }
  .clear {
    position: absolute;
    inset: 0 0 auto auto;
    width: 2.75rem;
    padding: 0;
    color: var(--_muted);
  }
  .answers {
    display: grid;
    gap: 0.5rem;
    margin-top: 0.5rem;
  }
  .answers > li,
  .nothing {
    padding: 0.875rem 0.75rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .answers p,
  .nothing p {
    max-width: 44rem;
    font-size: 0.9375rem;
  }
  .nothing {
    display: grid;
    justify-items: start;
    gap: 0.5rem;
    margin-top: 0.5rem;
  }
  .answers > li {
    display: grid;
    gap: 0.5rem 2.5rem;
    hyphens: auto;
  }
  .instances {
    display: grid;
    column-gap: 2.5rem;
    grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr));
  }
  .instances li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.25rem 0.75rem;
    min-height: 2.75rem;
    padding-block: 0.375rem;
    border-top: 1px solid var(--_line);
  }
  .instances :is(div, small) {
    flex: 1 0 100%;
  }
  .summary {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.75rem;
  }
  .instances button,
  .summary button {
    position: relative;
    min-height: 2.25rem;
    padding: 0.25rem 0.875rem;
    font-size: 0.875rem;
  }
  .instances button::after,
  .summary button::after {
    position: absolute;
    inset: -0.25rem;
    content: '';
  }
  @container (width >= 40rem) {
    .look-up {
      padding: 1.5rem;
    }
    .answers > li,
    .nothing {
      padding: 0.875rem 1rem;
    }
    .answers > li {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
    .instances:nth-child(3) {
      grid-column: 1 / -1;
    }
    .instances li {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto auto;
      justify-items: start;
    }
    .instances div {
      grid-column: 1;
    }
    .instances li:not(:has(button)) .status {
      grid-column: 2 / -1;
    }
    .instances small {
      grid-area: 2 / 1 / 3 / -1;
    }
    .answers > li > .instances:nth-child(2) li:first-child {
      border-top: 0;
    }
  }
`;
