import { css } from 'lit';

/** What the pages of single records have in common: the way back, the title, no margins. */
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
`;
