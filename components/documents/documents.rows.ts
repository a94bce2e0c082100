import { html, nothing, type TemplateResult } from 'lit';
import type { DocumentSummary } from '../../src/contract/documents.ts';
import type { LanguageTag } from '../../src/contract/language.ts';
import { dateTime, daysUntil, formatDate, localDay, relativeTime } from '../../src/i18n/dates.ts';
import type { documentListWords } from '../../src/i18n/document-list.ts';
import type { documentWords } from '../../src/i18n/documents.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import { documentTones } from '../../src/styles/tones.ts';
import { downloadIcon } from '../shared/icon.ts';
import { hrefOf, openControl } from '../shared/open.ts';
import { statusChip } from '../shared/status.ts';

/** Days before the end from which on a document is urgent. */
const URGENT = 7;

/** What the rows show, and what they can ask for. */
export interface RowModel {
  language: LanguageTag;
  words: WordsOf<typeof documentListWords>;
  names: WordsOf<typeof documentWords>;
  /** An employee reads: with companies, and nothing waits for the reader. */
  staff: boolean;
  documentHref: string | undefined;
  /** Id of the document whose PDF is under way. */
  saving: string | undefined;
  open: (event: MouseEvent, document: DocumentSummary) => void;
  save: (document: DocumentSummary) => void;
}

export const documentRow = (document: DocumentSummary, model: RowModel): TemplateResult => {
  const { language, words, staff, documentHref, open, save } = model;
  const { id, title, status, company, changedAt } = document;
  return html`<li class="row" part="item" data-mine=${document.myTurn || nothing}>
    <div class="title">
      ${openControl(title, hrefOf(documentHref, id), (event) => open(event, document))}
      ${expiry(document, model)}
    </div>
    ${staff ? html`<span class="company">${company.name}</span>` : nothing}
    <span class="state">${chip(document, model)}</span>
    <time datetime=${changedAt} title="${words.changed}: ${dateTime(language, changedAt)}">${relativeTime(language, changedAt)}</time>
    ${
      status === 'signed'
        ? html`<button class="quiet save" type="button" aria-label=${words.download(title)} title=${words.download(title)} aria-disabled=${model.saving === id}
            @click=${() => save(document)}>${downloadIcon()}</button>`
        : nothing
    }
  </li>`;
};

function chip({ status, myTurn }: DocumentSummary, { words, names, staff }: RowModel): TemplateResult {
  if (myTurn) return statusChip(words.mine, 'attention');
  if (status === 'waiting') return statusChip(staff ? names.status.waiting : words.otherTurn, 'active');
  return statusChip(names.status[status], documentTones[status]);
}

/** When a document ends that is not signed by then. */
function expiry({ status, expiresAt }: DocumentSummary, { language, words }: RowModel) {
  if (status !== 'waiting' || !expiresAt) return nothing;
  const days = daysUntil(localDay(expiresAt));
  const date = formatDate(language, expiresAt, { day: 'numeric', month: 'long', year: 'numeric' });
  return html`<small class="expiry" data-urgent=${days <= URGENT || nothing} title=${dateTime(language, expiresAt)}>${words.expiry(days, date)}</small>`;
}
