import { css } from 'lit';

/** Fields on the page: required and empty reddish with a star, optional plain, filled calm. */
export const fieldStyles = css`
  .group {
    display: contents;
  }
  .field {
    --_height: calc(var(--_h) * var(--_ph) * var(--_pt));
    --_left: calc(var(--_page) * var(--_x));
    --_edge: var(--_border);
    --_ground: #fff;
    position: absolute;
    top: calc(var(--_y) * 100%);
    left: calc(var(--_x) * 100%);
    width: calc(var(--_w) * 100%);
    height: calc(var(--_h) * 100%);
    font-size: min(calc(11 * var(--_pt)), calc(var(--_height) * 0.7));
    scroll-margin: 8rem;
  }
  .field:focus-within {
    z-index: 2;
  }
  .field[data-state='missing'] {
    --_edge: var(--_danger);
    --_ground: #fdecea;
  }
  .field[data-state='wrong'] {
    --_edge: var(--_danger);
    --_ground: #fff;
  }
  .field[data-state='filled'] {
    --_edge: #b9c2d3;
    --_ground: #f3f6fb;
  }
  .field[data-state='missing']::after,
  .field[data-state='wrong']::after {
    position: absolute;
    inset: -0.5em -0.4em auto auto;
    z-index: 1;
    color: var(--_danger);
    font: 700 max(0.875rem, 1em) / 1 system-ui, sans-serif;
    content: '*';
    pointer-events: none;
  }
  .field[data-state='wrong']::after {
    content: '!';
  }
  .field::before {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    border: 1px solid var(--_edge);
    border-radius: 3px;
    background: var(--_ground);
    color: var(--_accent);
    font: 700 calc(var(--_height) * 0.85) / 1 system-ui, sans-serif;
    content: '';
  }
  .field[data-state='fixed']::before {
    content: none;
  }
  .field[data-type='checkbox']:has(:checked)::before {
    content: '✓' / '';
  }
  .field[data-type='radio']::before {
    border-radius: 50%;
  }
  .field[data-type='radio']:has(:checked)::before {
    content: '●' / '';
  }
  /* Larger than the field where that is small; what is seen is the field. */
  .field :is(input, textarea, select),
  .mark {
    --_target: max(100%, 1.625rem);
    position: absolute;
    top: calc((100% - var(--_target)) / 2);
    left: 0;
    display: block;
    width: 100%;
    min-width: 0;
    height: var(--_target);
    min-height: 0;
    padding: 0 0.25em;
    border: 1px solid transparent;
    border-radius: 3px;
    background: none;
    color: var(--_text);
    font-size: inherit;
    line-height: 1.2;
    resize: none;
    scroll-margin: calc(var(--etron-sticky-top, 0px) + 5rem) 2rem 9rem;
  }
  .field :is([type='checkbox'], [type='radio']) {
    left: calc((100% - var(--_target)) / 2);
    width: var(--_target);
    padding: 0;
    appearance: none;
    cursor: pointer;
  }
  .field textarea {
    padding-block: 0.2em;
  }
  .field :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
    z-index: 2;
  }
  .mark {
    display: grid;
    grid-auto-flow: column;
    place-content: center;
    align-items: center;
    gap: 0.35em;
    padding: 2px;
    font-weight: 550;
    overflow: hidden;
  }
  .field:is([data-type='signature'], [data-type='initials']):not([data-state='filled'])::before {
    border-style: dashed;
  }
  .field[data-state='missing'] .mark {
    color: var(--_danger);
  }
  .field[data-state='optional'] .mark {
    color: var(--_accent);
  }
  .mark:hover {
    background: none;
  }
  .mark:hover > span {
    text-decoration: underline;
  }
  .mark > span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .mark .icon {
    width: 1.2em;
    height: 1.2em;
  }
  .field[data-state='filled'] .mark {
    place-content: stretch;
  }
  .fixed {
    display: flex;
    align-items: center;
    height: 100%;
    padding-inline: 0.25em;
    overflow: hidden;
    white-space: nowrap;
  }
  .field[data-type='signing_date'] .fixed {
    border: 1px dashed #b9c2d3;
    border-radius: 3px;
    background: var(--_sunken);
    color: var(--_muted);
    font-size: min(1em, calc(var(--_page) * var(--_w) / 19));
  }
  .field[data-type='multiline'] .fixed {
    align-items: start;
    white-space: pre-wrap;
  }
  .note {
    --_note: min(17rem, var(--_page));
    position: absolute;
    top: calc(100% + 0.375rem);
    left: min(0px, var(--_page) - var(--_left) - var(--_note));
    z-index: 4;
    display: grid;
    gap: 0.125rem;
    width: max-content;
    max-width: var(--_note);
    font-size: 0.875rem;
    line-height: 1.4;
  }
  .note[data-active] {
    z-index: 5;
    width: var(--_note);
    padding: 0.625rem 0.75rem;
    border: 1px solid #d5d9e0;
    border-radius: 6px;
    background: #fff;
    box-shadow: 0 6px 20px rgb(0 0 0 / 0.18);
  }
  .field[data-edge='bottom'] .note {
    top: auto;
    bottom: calc(100% + 0.375rem);
  }
  .note p {
    margin: 0;
  }
  .note small {
    color: var(--_muted);
    font-size: 0.8125rem;
  }
  .note:not([data-active]) [part='error'] {
    padding: 0.125rem 0.5rem;
    border-radius: 4px;
    background: var(--_danger);
    color: #fff;
  }
  .note [part='error']:empty {
    display: none;
  }
  .note .tools {
    display: flex;
    gap: 0.25rem;
    margin-inline: -0.5rem;
  }
  .note .tools button {
    padding-inline: 0.5rem;
  }
  /* Beside a page that is small on a small screen, the field at work is as large as any other form's. */
  @container (width < 44rem) {
    .field :is(input, textarea, select):not([type='checkbox'], [type='radio']):focus {
      --_least: max(calc(var(--_page) * var(--_w)), min(15rem, var(--_page)));
      --_target: max(100%, 2.75rem);
      z-index: 4;
      left: min(0px, var(--_page) - var(--_left) - var(--_least));
      width: var(--_least);
      padding-inline: 0.5rem;
      border-color: var(--_edge);
      background: var(--_ground);
      font-size: 1rem;
    }
    .field :is(input, textarea, select):not([type='checkbox'], [type='radio']):focus ~ .note {
      top: calc(50% + max(100%, 2.75rem) / 2 + 0.375rem);
    }
    .field[data-edge='bottom'] :is(input, textarea, select):not([type='checkbox'], [type='radio']):focus ~ .note {
      top: auto;
      bottom: calc(50% + max(100%, 2.75rem) / 2 + 0.375rem);
    }
  }
  @media (forced-colors: active) {
    .field[data-state='missing']::before {
      border: 2px dashed;
    }
  }
`;
