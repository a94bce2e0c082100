import { css } from '../../src/styles/css.ts';

export const toolbarStyles = css`
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    padding-bottom: 1rem;
  }
  .toolbar .primary {
    flex: 1 0 auto;
  }
  .unfold {
    min-width: 2.75rem;
    padding-inline: 0.625rem;
  }
  .filters {
    display: none;
    flex: 1 0 100%;
    gap: 0.75rem;
    margin-top: 0.5rem;
  }
  [aria-expanded='true'] ~ .filters {
    display: grid;
  }
  .statuses,
  .pickers,
  .sort {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .pickers > .quiet {
    padding-inline: 0.75rem;
    font-size: 0.875rem;
    font-weight: 500;
  }
  .picker {
    position: relative;
    flex: 1 1 9rem;
    min-width: 0;
    max-width: 100%;
  }
  .picker select {
    padding-inline-end: 2.25rem;
    overflow: hidden;
    border-color: var(--_line);
    appearance: none;
    align-items: center;
    font-size: 0.875rem;
    text-overflow: ellipsis;
    white-space: nowrap;
    cursor: pointer;
  }
  .picker select:hover {
    background: var(--_sunken);
  }
  .picker::after {
    position: absolute;
    inset: 1.0625rem 1rem auto auto;
    width: 0.4375rem;
    height: 0.4375rem;
    border: solid var(--_muted);
    border-width: 0 1.5px 1.5px 0;
    content: '';
    pointer-events: none;
    transform: rotate(45deg);
  }
  .picker select:has([value='']:not(:checked)) {
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }
  @supports (appearance: base-select) {
    .picker select,
    ::picker(select) {
      appearance: base-select;
    }
    .picker select::picker-icon {
      display: none;
    }
    ::picker(select) {
      max-height: 22rem;
      margin-block: 0.25rem;
      padding: 0.25rem;
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
      background: var(--_surface);
      color: var(--_text);
      box-shadow: 0 8px 24px rgb(0 0 0 / 0.16);
    }
    option {
      gap: 0.75rem;
      padding: 0.5rem 0.75rem;
      border-radius: calc(var(--_radius) - 2px);
      font-size: 0.875rem;
    }
    option:is(:hover, :focus-visible) {
      background: var(--_sunken);
    }
    option::checkmark {
      order: 1;
      margin-inline-start: auto;
      color: var(--_accent);
    }
  }
  .sort {
    flex: 1 1 12rem;
    flex-wrap: nowrap;
  }
  .sort button {
    flex: none;
    width: 2.75rem;
    padding: 0;
    border-color: var(--_line);
  }
  [data-direction='desc'] .icon,
  [aria-sort='descending'] .icon {
    transform: rotate(180deg);
  }
  .quiet[aria-disabled='true'] {
    animation: breathe 1s ease-in-out infinite alternate;
  }
  @container (width >= 34rem) {
    .toolbar .primary {
      flex: none;
    }
  }
  @container (width >= 62rem) {
    .unfold,
    .sort {
      display: none;
    }
    .filters,
    .pickers {
      display: contents;
    }
    .picker {
      flex: none;
    }
    .toolbar .primary {
      order: 1;
    }
    .statuses {
      flex: 1 0 auto;
      order: 2;
    }
    .pickers > .quiet {
      order: 3;
    }
  }
`;
