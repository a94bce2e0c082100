import { css } from 'lit';

export const documentsStyles = css`
  /* What the columns are is seen without words, and told to whoever does not see them. */
  .head {
    position: absolute;
    display: block;
    clip-path: inset(50%);
  }
  .row {
    grid-template-columns: minmax(0, 1fr) auto 2.75rem;
  }
  [data-column='title'] {
    display: grid;
    grid-column: 1 / -1;
    justify-items: start;
    gap: 0.125rem;
  }
  [data-column='company'] {
    grid-column: 1 / -1;
  }
  [data-column='status'] {
    grid-column: 1;
  }
  [data-column='changed'] {
    grid-column: 2;
    text-align: end;
  }
  .row:not(:has(.save)) [data-column='changed'] {
    grid-column: 2 / -1;
  }
  .statuses [data-urgent] .count {
    min-width: 1.25rem;
    padding-inline: 0.375rem;
    border-radius: 1rem;
    background: var(--_warning);
    color: var(--_surface);
    font-size: 0.75rem;
    font-weight: 650;
    line-height: 1.25rem;
  }
  [data-done] .icon {
    width: 2.5rem;
    height: 2.5rem;
    padding: 0.5rem;
    border-radius: 50%;
    background: var(--_success-soft);
    color: var(--_success);
  }
  .expiry {
    font-size: 0.8125rem;
  }
  @container (width >= 44rem) {
    .row {
      grid-template-columns: minmax(0, 1fr) var(--_company,) 13rem 7rem 2.75rem;
    }
    [data-columns~='company'] {
      --_company: minmax(0, 0.5fr);
    }
    .row > [data-column],
    .row:not(:has(.save)) > [data-column] {
      grid-column: auto;
    }
  }
`;
