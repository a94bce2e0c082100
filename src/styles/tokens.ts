import { css } from 'lit';

/**
 * Private tokens of every element, each from a public `--etron-*` property of the page or a default. `light-dark()` follows the `color-scheme` the
 * element inherits from the page. All text colours have at least 4.5:1 on `--_surface` and `--_sunken`, borders of controls at least 3:1.
 */
export const tokens = css`
  :host {
    --_accent: var(--etron-accent, light-dark(#1553c0, #9cbcff));
    --_on-accent: var(--etron-on-accent, light-dark(#fff, #0a1c40));
    --_surface: var(--etron-surface, light-dark(#fff, #16181d));
    --_sunken: var(--etron-sunken, color-mix(in srgb, var(--_text) 4%, var(--_surface)));
    --_text: var(--etron-text, light-dark(#1b1e24, #eceef2));
    --_muted: var(--etron-muted, color-mix(in srgb, var(--_text) 70%, var(--_surface)));
    --_line: var(--etron-line, color-mix(in srgb, var(--_text) 12%, var(--_surface)));
    --_border: var(--etron-border, color-mix(in srgb, var(--_text) 55%, var(--_surface)));
    --_danger: var(--etron-danger, light-dark(#b3231b, #ffb1a8));
    --_danger-soft: color-mix(in srgb, var(--_danger) 8%, var(--_surface));
    --_accent-soft: color-mix(in srgb, var(--_accent) 10%, var(--_surface));
    --_radius: var(--etron-radius, 8px);
    display: block;
    color: var(--_text);
    font: 400 1rem / 1.5 var(--etron-font, system-ui, sans-serif);
    overflow-wrap: anywhere;
    text-align: start;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  [part~='error'] {
    color: var(--_danger);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
