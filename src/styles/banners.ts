import { css } from 'lit';

/** Banners that explain a state across the width of the page. Needs `tokens` and `states`. */
export const banners = css`
  .banner {
    display: grid;
    justify-items: start;
    gap: 0.375rem;
    margin-bottom: 1rem;
    padding: 1rem 1.25rem;
    border-radius: calc(var(--_radius) * 1.5);
    background: var(--_sunken);
    scroll-margin: calc(var(--etron-sticky-top, 0px) + 1rem) 0 1rem;
  }
  .banner[data-tone='done'] {
    background: var(--_success-soft);
  }
  .banner[data-tone='done'] h3 {
    color: var(--_success);
  }
  .banner[data-tone='attention'] {
    background: var(--_warning-soft);
  }
  .banner[data-tone]::before {
    content: none;
  }
  .banner button,
  .banner a {
    margin-top: 0.5rem;
  }
  .meaning:focus-visible {
    outline: none;
  }
  blockquote {
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--_border);
    white-space: pre-wrap;
  }
  @media (forced-colors: active) {
    .banner {
      border: 1px solid;
    }
  }
`;
