import { html, type TemplateResult } from 'lit';
import type { ListModel } from './ticket-list.model.ts';
import { createAction, resetAction } from './ticket-list.toolbar.ts';

/** Grey rows where tickets will stand. */
export const skeletonRows = (): TemplateResult => html`<div class="skeleton" aria-hidden="true"></div>`;

/** What stands in place of the table: an invitation where there is no ticket at all, a way out where none matches. */
export function emptyState(model: ListModel, bare: boolean): TemplateResult {
  const { words } = model;
  return html`<div class="empty" part="body">
    <h2 part="title">${bare ? words.emptyTitle : words.noMatch}</h2>
    <p>${bare ? words.emptyText : words.noMatchText}</p>
    ${bare ? createAction(model) : resetAction(model)}
  </div>`;
}
