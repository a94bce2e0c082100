import { css } from 'lit';

/** Heading, signers, and the desk with the pages on it. Lengths on a page are points times `--_pt`. */
export const signDocStyles = css`
  header {
    display: grid;
    gap: 0.5rem;
    margin-bottom: 1rem;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 1rem;
    color: var(--_muted);
    font-size: 0.9375rem;
  }
  .message {
    padding: 0.75rem 1rem;
    border-inline-start: 3px solid var(--_line);
    white-space: pre-wrap;
    unicode-bidi: plaintext;
  }
  .jump {
    gap: 0.375rem;
    margin-block: -0.5rem;
    padding-inline: 0;
    font-size: inherit;
  }
  .below {
    display: grid;
    gap: 2rem 3rem;
    grid-template-columns: minmax(0, 1fr);
    margin-top: 2rem;
  }
  .below aside,
  .signers {
    display: grid;
    align-content: start;
    gap: 0.25rem;
  }
  .below aside {
    gap: 1.75rem;
  }
  .below aside h3 {
    margin-bottom: 0.625rem;
    color: var(--_muted);
    font-size: 0.8125rem;
    font-weight: 550;
  }
  .history {
    min-height: 24rem;
    scroll-margin-top: calc(var(--etron-sticky-top, 0px) + 1rem);
    outline: none;
  }
  .signers ul {
    padding: 0;
    list-style: none;
  }
  .signers li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: 0.25rem 1rem;
    padding-block: 0.75rem;
    border-top: 1px solid var(--_line);
  }
  .signers li:first-child {
    padding-top: 0;
    border-top: 0;
  }
  .signer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
  }
  .signer time {
    color: var(--_muted);
    font-size: 0.875rem;
  }
  .viewer {
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.5);
    background: var(--_desk);
    --_desk: color-mix(in srgb, var(--_text) 9%, var(--_surface));
  }
  .toolbar {
    position: sticky;
    top: var(--etron-sticky-top, 0px);
    z-index: 3;
    display: flex;
    align-items: center;
    padding: 0.25rem 0.5rem;
    border-bottom: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.5) calc(var(--_radius) * 1.5) 0 0;
    background: var(--_surface);
  }
  .tool {
    min-width: 2.75rem;
    padding-inline: 0.5rem;
    border-color: transparent;
    background: none;
    font-variant-numeric: tabular-nums;
  }
  .tool.wide {
    min-width: 4.5rem;
    font-size: 0.9375rem;
  }
  .tool.end {
    margin-inline-start: auto;
  }
  .viewer > .problem {
    margin: 0.75rem;
  }
  .desk {
    container-type: inline-size;
    display: grid;
    justify-content: safe center;
    gap: 1rem;
    padding: 1rem;
    overflow-x: auto;
  }
  .page {
    --_pt: calc(min(100cqw, 54rem) / var(--_widest) * var(--_zoom));
    --_page: calc(var(--_pw) * var(--_pt));
    /* Paper is white in the dark too. */
    --_surface: #fff;
    --_text: #1b1e24;
    --_muted: #555a64;
    --_accent: #1553c0;
    --_danger: #b3231b;
    --_danger-soft: #fdecea;
    --_sunken: #f4f5f7;
    --_accent-soft: #e9f0fc;
    --_border: #7d828c;
    color-scheme: light;
    position: relative;
    isolation: isolate;
    justify-self: center;
    width: var(--_page);
    height: calc(var(--_ph) * var(--_pt));
    background: #fff;
    color: var(--_text);
    box-shadow: 0 1px 4px rgb(0 0 0 / 0.18);
  }
  .sheet {
    position: absolute;
    inset: 0;
    overflow: hidden;
  }
  canvas {
    display: block;
    width: 100%;
    height: 100%;
  }
  .sheet canvas {
    position: absolute;
    inset: 0;
  }
  .text {
    position: absolute;
    inset: 0;
    color: transparent;
    line-height: 1;
    text-align: initial;
    forced-color-adjust: none;
  }
  .text.plain {
    overflow: hidden;
    font-size: 1px;
    user-select: none;
  }
  .text span {
    position: absolute;
    font-family: sans-serif;
    white-space: pre;
    transform-origin: 0 0;
    cursor: text;
  }
  .text ::selection {
    background: rgb(21 83 192 / 0.28);
    color: transparent;
  }
  .lost {
    position: absolute;
    inset: 2rem 1rem auto;
    color: var(--_muted);
    text-align: center;
  }
  @container (width >= 56rem) {
    .below {
      grid-template-columns: minmax(0, 1fr) 20rem;
    }
    .below aside {
      grid-area: 1 / 2;
      padding-inline-start: 2rem;
      border-inline-start: 1px solid var(--_line);
    }
  }
  @container (width < 40rem) {
    .desk {
      padding: 0.5rem;
      gap: 0.5rem;
    }
  }
  .outline {
    position: absolute;
    top: calc(var(--_y) * 100%);
    left: calc(var(--_x) * 100%);
    overflow: hidden;
    width: calc(var(--_w) * 100%);
    height: calc(var(--_h) * 100%);
    padding-inline: 0.25em;
    border: 1px dashed var(--_border);
    border-radius: 3px;
    background: color-mix(in srgb, var(--_accent-soft) 80%, transparent);
    color: var(--_text);
    font: calc(9 * var(--_pt)) / 1.4 system-ui, sans-serif;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .outline[data-required] {
    border-color: var(--_danger);
    background: color-mix(in srgb, var(--_danger-soft) 80%, transparent);
  }
`;
