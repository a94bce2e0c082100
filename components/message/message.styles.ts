import { css } from 'lit';

export const messageStyles = css`
  :host {
    display: flex;
    gap: 0.75rem;
  }
  :host([internal]) {
    padding: 0.875rem 1rem;
    border: 1px dashed var(--_warning);
    border-radius: var(--_radius);
    background: var(--_warning-soft);
  }
  [data-side='staff'] {
    --_ground: var(--_accent-soft);
    --_ink: var(--_accent);
  }
  :host([internal]) [data-side] {
    --_ground: var(--_surface);
    --_ink: var(--_warning);
  }
  .content {
    flex: 1;
    min-width: 0;
  }
  [part='header'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    column-gap: 0.5rem;
    min-height: 2.25rem;
  }
  strong {
    font-weight: 600;
  }
  time,
  small {
    color: var(--_muted);
    font-size: 0.8125rem;
  }
  time + time::before {
    content: '· ';
  }
  .side {
    padding: 0 0.375rem;
    border-radius: 4px;
    background: var(--_accent-soft);
    color: var(--_accent);
    font-size: 0.75rem;
    font-weight: 600;
  }
  .note {
    color: var(--_warning);
    font-size: 0.8125rem;
    font-weight: 600;
  }
  .note .icon {
    width: 1rem;
    height: 1rem;
    margin-inline-end: 0.25rem;
    vertical-align: -0.2em;
  }
  .note span {
    font-weight: 400;
  }
  :host([internal]) time,
  :host([internal]) small {
    color: inherit;
  }
  [part='body'] {
    white-space: pre-wrap;
    unicode-bidi: plaintext;
  }
  a {
    color: var(--_accent);
  }
  .edit {
    flex-wrap: wrap;
    column-gap: 0.375rem;
    white-space: nowrap;
    margin: 0.25rem 0 0 -1rem;
    font-size: 0.875rem;
  }
  .edit small {
    font-weight: 400;
  }
  .edit .icon {
    width: 1rem;
    height: 1rem;
  }
  textarea {
    max-height: 30rem;
    field-sizing: content;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    margin-top: 0.5rem;
  }
`;
