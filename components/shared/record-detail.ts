import { html, nothing, type TemplateResult } from 'lit';
import type { LanguageTag } from '../../src/contract/language.ts';
import type { StaffMember } from '../../src/contract/session.ts';
import { recordPageWords } from '../../src/i18n/record-page.ts';
import type { Tone } from '../../src/styles/tones.ts';
import { employeeCard } from './employee.ts';
import { statusChip } from './status.ts';
import { withoutBidi } from './text.ts';

// What the pages of tickets, orders and invoices have in common. Style sheets: `recordPage`, `recordColumns`, `statusStyles`, and those of `employeeCard`.

/** Number, title and status of a record. */
export const recordHeader = (number: string, title: string, status: string, tone: Tone): TemplateResult =>
  html`<header part="header">
    <p class="number">${number}</p>
    <h2 part="title">${withoutBidi(title)}</h2>
    ${statusChip(status, tone)}
  </header>`;

/** The employee a record is assigned to, or that there is none yet; `meaning` explains what follows from that. */
export const assignedTo = (
  assignee: StaffMember | null,
  apiUrl: string,
  language: LanguageTag,
  meaning = '',
): TemplateResult =>
  assignee
    ? employeeCard(assignee, apiUrl)
    : html`<p><strong>${recordPageWords(language).nobody}</strong>${meaning ? html`<br><small>${meaning}</small>` : nothing}</p>`;

/** `assignedTo` with its heading. */
export function assigneeSection(
  assignee: StaffMember | null,
  apiUrl: string,
  language: LanguageTag,
  meaning = '',
): TemplateResult {
  return html`<section aria-labelledby="assignee">
    <h3 id="assignee">${recordPageWords(language).assignee}</h3>
    ${assignedTo(assignee, apiUrl, language, meaning)}
  </section>`;
}

/** The list of facts about a record. */
export const factsSection = (
  facts: readonly (TemplateResult | typeof nothing)[],
  language: LanguageTag,
): TemplateResult =>
  html`<section aria-labelledby="details">
    <h3 id="details">${recordPageWords(language).details}</h3>
    <dl>${facts}</dl>
  </section>`;

/** One fact; nothing when its value is not known. */
export const fact = (term: string, value: unknown): TemplateResult | typeof nothing =>
  value ? html`<div><dt>${term}</dt><dd>${value}</dd></div>` : nothing;
