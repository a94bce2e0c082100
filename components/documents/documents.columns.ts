import { html, nothing, type TemplateResult } from 'lit';
import type { DocumentSummary } from '../../src/contract/documents.ts';
import type { LanguageTag } from '../../src/contract/language.ts';
import { dateTime, daysUntil, formatDate, localDay, relativeTime } from '../../src/i18n/dates.ts';
import type { documentListWords } from '../../src/i18n/document-list.ts';
import type { documentWords } from '../../src/i18n/documents.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import type { recordListWords } from '../../src/i18n/record-list.ts';
import { documentTones } from '../../src/styles/tones.ts';
import { hrefOf, openControl } from '../shared/open.ts';
import type { Column } from '../shared/record-grid.ts';
import { marked, saveButton } from '../shared/record-list.parts.ts';
import { statusChip } from '../shared/status.ts';

/** Days before the end from which on a document is urgent. */
const URGENT = 7;

/** What the columns show, and what they can ask for. */
interface DocumentsModel {
  language: LanguageTag;
  words: WordsOf<typeof documentListWords>;
  names: WordsOf<typeof documentWords>;
  /** An employee reads: with companies, and nothing waits for the reader. */
  staff: boolean;
  documentHref: string | undefined;
  /** Whether the PDF of a document is under way. */
  isSaving: (id: string) => boolean;
  /** Words that every list has. */
  common: WordsOf<typeof recordListWords>;
  open: (event: MouseEvent, document: DocumentSummary) => void;
  save: (document: DocumentSummary) => void;
}

export function documentColumns(model: DocumentsModel): Column<DocumentSummary>[] {
  const { language, words, staff, documentHref, isSaving, common, open, save } = model;
  return [
    {
      name: 'title',
      label: words.nouns.one,
      cell: (document, tabindex) =>
        html`${openControl(marked(common, document, document.title), hrefOf(documentHref, document), tabindex, (event) => open(event, document))}
          ${expiry(document, model)}`,
    },
    ...(staff ? [{ name: 'company', label: words.company, cell: ({ company }: DocumentSummary) => company.name }] : []),
    { name: 'status', label: words.state, cell: (document) => chip(document, model) },
    {
      name: 'changed',
      label: words.changed,
      cell: ({ changedAt }) =>
        html`<time datetime=${changedAt} title="${words.changed}: ${dateTime(language, changedAt)}">${relativeTime(language, changedAt)}</time>`,
    },
    {
      name: 'file',
      label: 'PDF',
      cell: (document, tabindex) =>
        document.status === 'signed'
          ? saveButton(words.download(document.title), isSaving(document.id), tabindex, () => save(document))
          : nothing,
    },
  ];
}

function chip({ status, myTurn }: DocumentSummary, { words, names, staff }: DocumentsModel): TemplateResult {
  if (myTurn) return statusChip(words.mine, 'attention');
  if (status === 'waiting') return statusChip(staff ? names.status.waiting : words.otherTurn, 'active');
  return statusChip(names.status[status], documentTones[status]);
}

/** When a document ends that is not signed by then. */
function expiry({ status, expiresAt }: DocumentSummary, { language, words }: DocumentsModel) {
  if (status !== 'waiting' || !expiresAt) return nothing;
  const days = daysUntil(localDay(expiresAt));
  const date = formatDate(language, expiresAt, { day: 'numeric', month: 'long', year: 'numeric' });
  return html`<small class="expiry" data-urgent=${days <= URGENT || nothing} title=${dateTime(language, expiresAt)}>${words.expiry(days, date)}</small>`;
}
