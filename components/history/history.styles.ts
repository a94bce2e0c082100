import { css } from 'lit';

export const historyStyles = css`
  :host {
    --_gutter: 2.25rem;
  }
  h3 {
    margin: 0;
    font-size: 1.125rem;
    font-weight: 650;
    line-height: 1.4;
  }
  h4 {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    margin: 1.25rem 0 0.75rem;
    color: var(--_muted);
    font-size: 0.8125rem;
    font-weight: 550;
  }
  h4::after {
    flex: 1;
    height: 1px;
    background: var(--_line);
    content: '';
  }
  ol {
    display: grid;
    gap: 1.25rem;
    margin: 0;
    padding: 0;
    /* The place is kept by script when older entries come in above; Safari cannot, and twice would be once too much. */
    overflow-anchor: none;
    list-style: none;
  }
  li {
    min-width: 0;
  }
  ol > li:not([data-kind='message']) {
    position: relative;
    padding-inline-start: calc(var(--_gutter) + 0.75rem);
    color: var(--_muted);
    font-size: 0.875rem;
  }
  ol > li:not([data-kind='message'])::before {
    position: absolute;
    inset: 0.4em auto auto calc(var(--_gutter) / 2 - 0.25rem);
    width: 0.5rem;
    height: 0.5rem;
    border: 1.5px solid var(--_border);
    border-radius: 50%;
    content: '';
  }
  ol > li:not([data-kind='message']) + li:not([data-kind='message']) {
    margin-top: -0.75rem;
  }
  small {
    font-size: 0.8125rem;
  }
  blockquote {
    margin: 0.375rem 0 0;
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--_line);
    color: var(--_text);
    white-space: pre-wrap;
    unicode-bidi: plaintext;
  }
  li .attachments {
    margin-top: 0.375rem;
  }
  .older {
    margin-top: 0.75rem;
    width: 100%;
  }
  .empty {
    margin: 1rem 0;
    color: var(--_muted);
  }
  .empty strong {
    color: var(--_text);
    font-weight: 600;
  }
  etron-composer {
    margin-top: 1.75rem;
  }
  etron-composer:not(:defined) {
    display: block;
    min-height: 18rem;
  }
  @container (width < 30rem) {
    ol {
      gap: 1rem;
    }
  }
`;
