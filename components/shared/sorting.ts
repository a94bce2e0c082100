import { css, html, type TemplateResult } from 'lit';
import { upIcon } from './icon.ts';
import { picker } from './picker.ts';

/** How a list is sorted, and by what it can be. */
export interface Sorting<S extends string> {
  /** In the order of the menu. */
  names: readonly (readonly [sort: S, name: string])[];
  sort: S;
  direction: 'asc' | 'desc';
  /** Sorts by something; by the same once more, the other way round. */
  sortBy(sort: S): void;
}

/** The heading of a column by which the list is sorted. Style sheet: `sortingStyles`. */
export const sortHead = <S extends string>(
  column: S,
  name: string,
  { sort, direction, sortBy }: Pick<Sorting<S>, 'sort' | 'direction' | 'sortBy'>,
): TemplateResult => html`<div role="columnheader" data-column=${column as string} aria-sort=${column !== sort ? 'none' : direction === 'asc' ? 'ascending' : 'descending'}>
  <button class="quiet" type="button" @click=${() => sortBy(column)}>${name}${upIcon()}</button>
</div>`;

/** Sorting where there are no column headings. Style sheets: `sortingStyles`, `pickerStyles`. */
export const sortMenu = <S extends string>(
  { names, sort, direction, sortBy }: Sorting<S>,
  words: { sort: string; asc: string; desc: string },
): TemplateResult => html`<div class="sort">
  ${picker(words.sort, sort, names, (value) => sortBy(value as S))}
  <button type="button" data-direction=${direction} aria-label=${words[direction]} @click=${() => sortBy(sort)}>${upIcon()}</button>
</div>`;

/** Look of `sortHead` and `sortMenu`; needs `tokens` and `controls`. */
export const sortingStyles = css`
  .sort {
    display: flex;
    flex: 1 1 12rem;
    gap: 0.5rem;
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
  .head button {
    gap: 0.25rem;
    min-height: 2.75rem;
    padding: 0;
    border: 0;
    color: var(--_muted);
    font-size: 0.8125rem;
    font-weight: 500;
    white-space: nowrap;
  }
  .head button:hover,
  [aria-sort$='ending'] button {
    background: none;
    color: var(--_text);
  }
  .head .icon {
    width: 1rem;
    height: 1rem;
    opacity: 0;
  }
  [aria-sort$='ending'] .icon {
    opacity: 1;
  }
`;
