import { css } from 'lit';

export const signatureDialogStyles = css`
  :host {
    display: contents;
  }
  dialog {
    --_width: 38rem;
    /* What has the focus is not to hide behind the footer. */
    scroll-padding-bottom: 10rem;
  }
  form {
    --_pad: 1.5rem;
    display: grid;
    gap: 1rem;
    padding: var(--_pad) var(--_pad) 0;
  }
  h2,
  p {
    margin: 0;
  }
  header p,
  .notes,
  small {
    color: var(--_muted);
    font-size: 0.875rem;
  }
  .ways {
    display: flex;
    gap: 0.25rem;
    margin-top: 1rem;
    padding: 0.25rem;
    border-radius: calc(var(--_radius) + 2px);
    background: color-mix(in srgb, var(--_text) 7%, var(--_surface));
  }
  .ways button {
    flex: 1 1 auto;
    padding-inline: 0.25rem;
    border-color: transparent;
    background: none;
    color: var(--_muted);
    font-size: 0.9375rem;
  }
  .ways button:hover {
    color: var(--_text);
  }
  .ways [aria-selected='true'] {
    background: light-dark(var(--_surface), color-mix(in srgb, var(--_text) 20%, var(--_surface)));
    color: var(--_text);
    box-shadow: 0 1px 3px rgb(0 0 0 / 0.16);
  }
  [role='tabpanel'] {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.5rem;
    align-content: start;
    min-height: 15.5rem;
  }
  /* Paper is white in the dark too: it shows what the document will show. */
  .paper {
    position: relative;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: #fff;
    color: #55596a;
  }
  .pad {
    width: min(100%, max(12rem, 3 * (100dvh - 14.5rem)));
    aspect-ratio: 3;
    margin-inline: auto;
  }
  .pad::before {
    position: absolute;
    inset: auto 6% 26%;
    border-bottom: 1px solid #c9ccd6;
    content: '';
  }
  .pad canvas {
    position: absolute;
    inset: 0;
    cursor: crosshair;
    touch-action: none;
    user-select: none;
    -webkit-user-select: none;
  }
  .pad p {
    position: absolute;
    inset: auto 6% 5%;
    font-size: 0.875rem;
    text-align: center;
    pointer-events: none;
  }
  .tools {
    display: flex;
    justify-content: end;
  }
  .tools button {
    padding-inline: 0.75rem;
    font-size: 0.875rem;
  }
  [for='text'] {
    font-weight: 550;
  }
  fieldset {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr));
    gap: 0.5rem;
    min-width: 0;
    margin: 0.5rem 0 0;
    padding: 0;
    border: 0;
  }
  .font {
    display: grid;
    height: 5rem;
    padding: 0.625rem 1rem 0.625rem 2.75rem;
    cursor: pointer;
  }
  .font small {
    align-self: center;
    color: inherit;
  }
  .font input {
    position: absolute;
    inset: calc(50% - 0.625rem) auto auto 1rem;
    width: 1.25rem;
    min-height: 0;
    height: 1.25rem;
    margin: 0;
    color-scheme: light;
    accent-color: #1553c0;
    outline: none;
  }
  .font:has(:checked) {
    border-color: var(--_accent);
    box-shadow: 0 0 0 1px var(--_accent);
  }
  .font:has(:focus-visible),
  #file:focus-visible + .drop {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .font:has(:disabled) {
    cursor: default;
  }
  .picture {
    height: 10rem;
    padding: 1rem;
  }
  .drop {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 0.25rem;
    min-height: 15.5rem;
    padding: 1rem;
    border: 1px dashed var(--_border);
    border-radius: var(--_radius);
    text-align: center;
    text-wrap: balance;
    cursor: pointer;
  }
  .drop[data-again] {
    min-height: 0;
  }
  .drop:hover {
    background: var(--_sunken);
  }
  .drop strong {
    color: var(--_accent);
    font-weight: 550;
  }
  footer {
    position: sticky;
    bottom: 0;
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: 0.5rem;
    margin-inline: calc(-1 * var(--_pad));
    padding: 0.75rem var(--_pad) max(var(--_pad), env(safe-area-inset-bottom));
    background: var(--_surface);
  }
  /* One in place of the other, with room for both: paper that moves under the pen bends the line. */
  .notes {
    display: grid;
    flex: 1 0 100%;
    min-height: 3.25rem;
  }
  .notes p {
    grid-area: 1 / 1;
  }
  p:has(+ #fault:not(:empty)) {
    visibility: hidden;
  }
  @media (width < 34rem) {
    form {
      --_pad: 1rem;
    }
    .ways button {
      font-size: 0.875rem;
    }
    [role='tabpanel'] {
      min-height: 0;
    }
    .notes {
      min-height: 4.5rem;
    }
    footer button {
      flex: 1 1 auto;
      padding-inline: 0.5rem;
    }
  }
  /* Magnified four times, there is no room for what stays. */
  @media (height < 28rem) and (width < 34rem) {
    dialog {
      scroll-padding-bottom: 0;
    }
    footer {
      position: static;
    }
  }
  /* A phone on its side. */
  @media (height < 32rem) and (width >= 34rem) {
    dialog {
      width: min(48rem, 100% - 1rem);
      max-height: calc(100dvh - 0.5rem);
    }
    form {
      --_pad: 0.875rem;
      gap: 0.5rem;
    }
    header {
      display: grid;
      grid-template-columns: 1fr auto;
      align-items: center;
      column-gap: 1rem;
    }
    .ways {
      grid-area: 1 / 2 / span 2;
      margin: 0;
    }
    .ways button {
      padding-inline: 0.75rem;
    }
    [role='tabpanel'] {
      min-height: 0;
    }
    fieldset {
      grid-template-columns: 1fr 1fr;
    }
    .font {
      height: 3.5rem;
    }
    .drop {
      min-height: 8rem;
    }
    footer {
      align-items: center;
      padding-top: 0;
    }
    .notes {
      flex: 1 1 0;
      min-height: 0;
    }
  }
  @media (forced-colors: active) {
    .paper,
    .ways [aria-selected='true'] {
      forced-color-adjust: none;
    }
    .ways [aria-selected='true'] {
      background: Highlight;
      color: HighlightText;
    }
  }
`;
