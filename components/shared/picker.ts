import { css, html, type TemplateResult } from 'lit';

export type Option = readonly [value: string, label: string];

/** A native select that shows what is chosen; an empty value is the neutral one. Style sheet: `pickerStyles`. */
export const picker = (
  label: string,
  value = '',
  options: readonly Option[],
  choose: (value: string) => void,
): TemplateResult => html`
  <div class="picker">
    <select aria-label=${label} @change=${({ target }: Event) => choose((target as HTMLSelectElement).value)}>
      ${options.map(([option, text]) => html`<option value=${option} .selected=${option === value}>${text}</option>`)}
    </select>
  </div>
`;

/** Look of `picker`; needs `tokens` and `controls`. */
export const pickerStyles = css`
  .picker {
    position: relative;
    flex: 1 1 8rem;
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
`;
