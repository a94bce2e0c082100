import { css } from 'lit';

/** What the pages of single records have in common: the way back, the title, no margins, and what stands there when there is no record. Needs `tokens`. */
export const recordPage = css`
  :host {
    container-type: inline-size;
  }
  ::slotted([slot='back']) {
    display: inline-block;
    margin-bottom: 1rem;
  }
  h2,
  h3,
  p,
  ul,
  dl,
  dd,
  blockquote {
    margin: 0;
  }
  h2 {
    font-size: 1.625rem;
    font-weight: 680;
    letter-spacing: -0.01em;
    hyphens: auto;
    line-height: 1.25;
    text-wrap: balance;
  }
  h3 {
    font-size: 1.0625rem;
    font-weight: 650;
  }
  strong {
    font-weight: 600;
  }
  a {
    color: var(--_accent);
  }
  small {
    color: var(--_muted);
    font-size: 0.875rem;
  }
  .missing {
    display: grid;
    gap: 0.5rem;
    padding-block: 3rem;
    justify-items: center;
    text-align: center;
  }
  .missing p {
    color: var(--_muted);
  }
`;
