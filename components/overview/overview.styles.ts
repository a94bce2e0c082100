import { css } from 'lit';

export const overviewStyles = css`
  :host {
    container-type: inline-size;
  }
  p,
  h2 {
    margin: 0;
  }
  .lead {
    min-height: 1.5rem;
    margin-bottom: 1.25rem;
    color: var(--_muted);
  }
  .lead[data-waiting] {
    color: var(--_text);
    font-weight: 500;
  }
  .primary {
    float: inline-end;
    margin: 0 0 1rem 1rem;
  }
  .tiles {
    clear: both;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr));
    gap: 1rem;
  }
  .tile {
    position: relative;
    display: grid;
    grid-template-rows: auto auto 1fr;
    gap: 0.5rem;
    min-height: 11.5rem;
    padding: 1.125rem 1.25rem;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 4px);
    background: var(--_surface);
  }
  .tile:has(.open) {
    transition:
      border-color 0.12s,
      box-shadow 0.12s;
  }
  .tile:has(.open):hover {
    border-color: color-mix(in srgb, var(--_accent) 45%, var(--_line));
    box-shadow: 0 2px 10px rgb(10 14 22 / 0.07);
  }
  .tile[data-waiting] {
    border-color: color-mix(in srgb, var(--_warning) 45%, var(--_line));
  }
  h2 {
    display: flex;
    align-items: center;
    gap: 0.625rem;
    font-size: 0.9375rem;
    font-weight: 600;
    line-height: 1.5;
  }
  h2 .icon {
    color: var(--_muted);
  }
  .open {
    justify-content: start;
    min-height: 0;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    text-decoration: none;
  }
  .open:hover {
    background: none;
  }
  /* The whole tile is the target. */
  .open::after {
    position: absolute;
    inset: 0;
    border-radius: calc(var(--_radius) + 4px);
    content: '';
  }
  .open:focus-visible {
    outline: none;
  }
  .open:focus-visible::after {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .figure {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.5rem;
    color: var(--_muted);
    font-size: 0.9375rem;
  }
  .figure b {
    color: var(--_text);
    font-size: 2.25rem;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.025em;
    line-height: 1.2;
  }
  .more {
    display: grid;
    align-content: end;
    justify-items: start;
    gap: 0.375rem;
    color: var(--_muted);
    font-size: 0.875rem;
  }
  .waits {
    padding: 0.125rem 0.625rem;
    border-radius: 1rem;
    background: var(--_warning-soft);
    color: var(--_warning);
    font-weight: 550;
  }
  .locked {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.375rem 0.75rem;
    margin-top: 1rem;
    padding: 1.125rem 1.25rem;
    border-radius: calc(var(--_radius) + 4px);
    background: var(--_sunken);
    color: var(--_muted);
    font-size: 0.9375rem;
  }
  .locked .icon {
    margin-top: 0.125rem;
  }
  .locked > :not(.icon) {
    grid-column: 2;
  }
  .locked h2 {
    color: var(--_text);
  }
  .locked ul {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr));
    gap: 0 2rem;
    margin-top: 0.5rem;
    border-top: 1px solid var(--_line);
  }
  .locked li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 1rem;
    border-bottom: 1px solid var(--_line);
    color: var(--_text);
  }
  .locked button {
    margin-inline-end: -1rem;
  }
  .skeleton {
    margin-top: 0.25rem;
  }
  @container (width < 34rem) {
    .tile {
      min-height: 9.5rem;
      padding: 1rem;
    }
    .more {
      align-content: start;
    }
  }
  @media (forced-colors: active) {
    .waits {
      border: 1px solid;
    }
  }
`;
