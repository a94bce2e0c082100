import { html, type TemplateResult } from 'lit';
import type { Language } from '../../src/i18n/locale.ts';
import { ticketListWords } from '../../src/i18n/ticket-list.ts';

/** Grey rows where tickets will stand; the numbers are the widths of their subjects. */
export const skeletonRows = (): TemplateResult =>
  html`<div class="skeleton" aria-hidden="true">${[60, 45, 70, 52, 38, 64, 48, 56].map(
    (width) =>
      html`<svg fill="currentcolor"><rect x="1.25rem" y="1rem" width="${width}%" height="1rem" rx="4"/><rect x="1.25rem" y="2.5rem" width="7rem" height="0.75rem" rx="4"/></svg>`,
  )}</div>`;

/** What stands in place of the table: an invitation where there is no ticket at all, a way out where none matches. */
export const emptyState = (language: Language, bare: boolean, action: TemplateResult): TemplateResult => {
  const words = ticketListWords[language];
  return html`<div class="empty" part="body">
    <h2 part="title">${bare ? words.emptyTitle : words.noMatchTitle}</h2>
    <p>${bare ? words.emptyText : words.noMatchText}</p>
    ${action}
  </div>`;
};
