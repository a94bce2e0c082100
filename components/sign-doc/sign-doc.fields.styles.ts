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
    font-size: min(calc(var(--_size) * var(--_pt)), calc(var(--_height) * 0.7));
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
  .field[data-tick]:has(:checked)::before {
    content: attr(data-tick) / '';
  }
  .field[data-type='radio']::before {
    border-radius: 50%;
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
  .field[data-alignment='center'] :is(input, textarea, select) {
    text-align: center;
  }
  .field[data-alignment='right'] :is(input, textarea, select) {
    text-align: right;
  }
  /* Each letter in the middle of its cell. The input is one cell longer than the field, so that nothing scrolls when the last one is filled. */
  .field[data-comb] {
    --_cell: calc(var(--_page) * var(--_w) / var(--_cells));
  }
  .field[data-comb]::before {
    background: repeating-linear-gradient(
        to right,
        transparent 0 calc(var(--_cell) - 1px),
        var(--_edge) calc(var(--_cell) - 1px) var(--_cell)
      )
      var(--_ground);
  }
  .field[data-comb]:focus-within::before {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
  }
  .field[data-comb] input {
    width: calc(100% + var(--_cell));
    padding-inline: calc(var(--_first) * var(--_cell) + (var(--_cell) - 1ch) / 2) 0;
    border-inline: 0;
    clip-path: inset(0 var(--_cell) 0 0);
    font-family: ui-monospace, monospace;
    font-size: min(1em, calc(var(--_cell) / 0.62));
    letter-spacing: calc(var(--_cell) - 1ch);
    text-align: left;
  }
  .choices {
    position: absolute;
    inset: 0;
    padding: 0.2em 0.35em;
    overflow: auto;
    overscroll-behavior: contain;
  }
  .choices label {
    display: flex;
    align-items: center;
    gap: 0.4em;
    min-height: 1.5rem;
    line-height: 1.2;
  }
  .choices [type='checkbox'] {
    position: static;
    flex: none;
    width: 1em;
    height: 1em;
    appearance: auto;
    accent-color: var(--_accent);
  }
  .choices:focus-within {
    inset: 0 auto auto min(0px, var(--_page) - var(--_left) - max(100%, min(12rem, var(--_page))));
    z-index: 4;
    min-width: max(100%, min(12rem, var(--_page)));
    min-height: 100%;
    max-height: 14rem;
    border: 1px solid var(--_edge);
    border-radius: 3px;
    background: #fff;
    font-size: max(1em, 0.875rem);
  }
  /* It opens towards the middle of the page, and its note stands on the other side. */
  .field[data-edge='top'] .choices:focus-within {
    inset-block: auto 0;
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
  .field[data-alignment='center'] .fixed {
    justify-content: center;
    text-align: center;
  }
  .field[data-alignment='right'] .fixed {
    justify-content: end;
    text-align: right;
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
    .field[data-comb]:focus-within::before {
      outline: none;
    }
    .field[data-comb] input:focus {
      clip-path: none;
      font-family: inherit;
      letter-spacing: normal;
    }
    .choices:focus-within {
      font-size: 1rem;
    }
    .choices:focus-within label {
      min-height: 2.75rem;
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
