import { html, nothing, type TemplateResult } from 'lit';
import type { Attention, AttentionFilter } from '../../src/contract/history.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import type { Nouns, recordListWords } from '../../src/i18n/record-list.ts';
import { downloadIcon } from './icon.ts';

/** One state of which the rows can be shown alone. */
interface StateOption<S extends string> {
  state: S;
  name: string;
  /** Its rows; null while it is not known. Absent where nobody counts. */
  count?: number | null;
  /** Rows in it want something from the reader. */
  urgent?: boolean;
}

/** Search and states, side by side where there is room; `more` stands below or behind. */
export const listToolbar = (search: TemplateResult, ...more: unknown[]): TemplateResult =>
  html`<div class="toolbar" part="header">${search}${more}</div>`;

/** The states to choose one from, or all. */
export const stateFilter = <S extends string>(
  { words, nouns }: { words: WordsOf<typeof recordListWords>; nouns: Nouns },
  states: readonly StateOption<S>[],
  chosen: S | undefined,
  choose: (state: S | undefined) => void,
): TemplateResult => html`<div class="statuses" role="group" aria-label=${words.states(nouns)}>
  ${[{ state: undefined, name: words.all, count: undefined, urgent: false }, ...states].map(
    ({ state, name, count, urgent }) =>
      html`<button type="button" aria-pressed=${state === chosen} data-urgent=${(urgent && count) || nothing} @click=${() => choose(state)}>${name}${
        count === undefined ? nothing : html` <span class="count">${count}</span>`
      }</button>`,
  )}
</div>`;

/** What stands in place of the rows. */
export const emptyPanel = (title: string, text?: string, action?: unknown, icon?: unknown): TemplateResult =>
  html`<div class="empty" ?data-done=${!!icon} part="body">
    ${icon}
    <h2 part="title">${title}</h2>
    ${text ? html`<p>${text}</p>` : nothing}
    ${action}
  </div>`;

/** A title, with words for what of its record wants attention. Style sheet: `recordListStyles`. */
export const marked = (
  words: WordsOf<typeof recordListWords>,
  { unread, unanswered }: Attention,
  title: unknown,
): TemplateResult =>
  html`${unread ? html`<span class="visually-hidden">${`${words.unread}: `}</span>` : nothing}${title}${unanswered ? html` <small data-urgent>${words.unanswered}</small>` : nothing}`;

/** For employees: only records that wait for an answer, or all. */
export const unansweredFilter = (
  {
    staff,
    words,
    change,
  }: { staff: boolean; words: WordsOf<typeof recordListWords>; change(patch: { unanswered: 'yes' | '' }): void },
  { unanswered }: AttentionFilter,
): TemplateResult | typeof nothing =>
  staff
    ? html`<button class="quiet" type="button" aria-pressed=${!!unanswered} @click=${() => change({ unanswered: unanswered ? '' : 'yes' })}>${words.unanswered}</button>`
    : nothing;

/** A quiet button: the way back to all rows. */
export const quietButton = (label: string, action: () => void): TemplateResult =>
  html`<button class="quiet" type="button" @click=${action}>${label}</button>`;

/** Downloads the file of a row. */
export const saveButton = (label: string, pending: boolean, tabindex: number, save: () => void): TemplateResult =>
  html`<button class="quiet save" type="button" tabindex=${tabindex} aria-label=${label} title=${label} aria-disabled=${pending} @click=${save}>${downloadIcon()}</button>`;
