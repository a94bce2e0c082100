import { css } from 'lit';

/** The bar on top, and what its buttons open. */
export const barStyles = css`
  .skip {
    position: absolute;
    z-index: 1;
    inset-inline-start: 1rem;
    padding: 0.5rem 1rem;
    border-radius: var(--_radius);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .skip:not(:focus) {
    clip-path: inset(50%);
  }
  .bar {
    position: sticky;
    z-index: 2;
    top: var(--_outer);
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-height: var(--_bar);
    padding: 0.25rem clamp(0.5rem, 2.5cqi, 1.5rem);
    border-bottom: 1px solid var(--_line);
    background: var(--_surface);
  }
  .brand {
    display: inline-flex;
    align-items: center;
    gap: 0.625rem;
    min-width: 0;
    min-height: 2.75rem;
    margin-inline: 0.25rem auto;
    color: var(--_text);
    font-size: 1.0625rem;
    font-weight: 600;
    letter-spacing: -0.01em;
    line-height: 1.25;
    text-decoration: none;
  }
  .bar .quiet {
    position: relative;
    flex: none;
    min-width: 2.75rem;
    padding: 0.25rem 0.5rem;
    color: inherit;
    font-weight: inherit;
    text-align: start;
  }
  .bar .quiet:hover,
  .item:hover {
    background: var(--_sunken);
  }
  .avatar {
    --_ground: var(--_accent-soft);
    --_ink: var(--_accent);
  }
  .who {
    display: grid;
    max-width: 16rem;
    font-size: 0.9375rem;
    line-height: 1.25;
  }
  .who b {
    font-weight: 550;
  }
  .who :is(b, small) {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .who small {
    color: var(--_muted);
    font-size: 0.8125rem;
  }
  .badge {
    min-width: 1.375rem;
    padding-inline: 0.375rem;
    border-radius: 1rem;
    background: var(--_accent);
    color: var(--_on-accent);
    font-size: 0.75rem;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    line-height: 1.375rem;
    text-align: center;
  }
  .menus .badge {
    position: absolute;
    top: -0.125rem;
    inset-inline-start: 1.5rem;
    border: 2px solid var(--_surface);
    line-height: 1.125rem;
  }
  .panel {
    width: min(18rem, 100vw - 1rem);
    max-height: calc(100dvh - 5rem);
    margin: 0;
    padding: 0.5rem;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 4px);
    background: var(--_surface);
    color: inherit;
    box-shadow: 0 12px 40px rgb(0 0 0 / 0.16);
    overscroll-behavior: contain;
  }
  .panel[popover] {
    inset: auto;
  }
  .person {
    display: grid;
    padding: 0.5rem 0.75rem 0.75rem;
    border-bottom: 1px solid var(--_line);
    color: var(--_muted);
    font-size: 0.875rem;
  }
  .person b {
    color: var(--_text);
    font-size: 0.9375rem;
    font-weight: 550;
  }
  fieldset {
    min-width: 0;
    margin: 0.75rem 0 0;
    padding: 0 0.75rem;
    border: 0;
  }
  legend {
    margin-bottom: 0.375rem;
    padding: 0;
    color: var(--_muted);
    font-size: 0.8125rem;
  }
  .choice {
    display: flex;
    gap: 2px;
    padding: 3px;
    border-radius: calc(var(--_radius) + 2px);
    background: var(--_sunken);
  }
  .choice label {
    position: relative;
    flex: 1;
    font-size: 0.875rem;
    text-align: center;
    cursor: pointer;
  }
  .choice input {
    position: absolute;
    min-height: 0;
    height: 100%;
    opacity: 0;
    cursor: pointer;
    inset: 0;
  }
  .choice span {
    display: grid;
    min-height: 2.5rem;
    border-radius: var(--_radius);
    place-items: center;
  }
  .choice :checked + span {
    background: light-dark(#fff, #3b414d);
    box-shadow: 0 1px 3px rgb(15 20 35 / 0.18);
    font-weight: 550;
  }
  .choice :focus-visible + span {
    outline: 2px solid var(--_accent);
  }
  .item,
  ::slotted([slot='profile']) {
    display: flex;
    align-items: center;
    justify-content: start;
    gap: 0.75rem;
    width: 100%;
    min-height: 2.75rem;
    padding: 0.5rem 0.75rem;
    border-radius: var(--_radius);
    color: inherit;
    font-size: 0.9375rem;
    font-weight: 450;
    text-decoration: none;
  }
  fieldset + .item,
  fieldset + slot {
    margin-top: 0.5rem;
  }
  @container (width < 40rem) {
    .who {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
  @media (forced-colors: active) {
    .choice :checked + span {
      outline: 2px solid Highlight;
    }
  }
`;
