import { html, nothing, type TemplateResult } from 'lit';
import type { InvoiceSort } from '../../src/contract/invoices.limits.ts';
import type { InvoiceSummary } from '../../src/contract/invoices.ts';
import type { LanguageTag } from '../../src/contract/language.ts';
import { calendarDay } from '../../src/i18n/dates.ts';
import type { invoiceWords } from '../../src/i18n/invoices.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import { money } from '../../src/i18n/money.ts';
import type { recordListWords } from '../../src/i18n/record-list.ts';
import { invoiceTones } from '../../src/styles/tones.ts';
import { dueText } from '../shared/invoice-due.ts';
import { hrefOf, openControl } from '../shared/open.ts';
import type { Column } from '../shared/record-grid.ts';
import { marked, saveButton } from '../shared/record-list.parts.ts';
import { statusChip } from '../shared/status.ts';
import { withoutBidi } from '../shared/text.ts';

/** What the columns show, and what they can ask for. */
interface InvoicesModel {
  language: LanguageTag;
  words: WordsOf<typeof invoiceWords>;
  /** An employee reads: with companies. */
  staff: boolean;
  invoiceHref: string | undefined;
  /** Whether the PDF of an invoice is under way. */
  isSaving: (id: string) => boolean;
  /** Words that every list has. */
  common: WordsOf<typeof recordListWords>;
  open: (event: MouseEvent, invoice: InvoiceSummary) => void;
  save: (invoice: InvoiceSummary) => void;
}

export function invoiceColumns(model: InvoicesModel): Column<InvoiceSummary, InvoiceSort>[] {
  const { language, words, staff, invoiceHref, isSaving, common, open, save } = model;
  const column = (
    name: string,
    label: string,
    cell: Column<InvoiceSummary>['cell'],
    sort?: InvoiceSort,
  ): Column<InvoiceSummary, InvoiceSort> => ({ name, label, cell, ...(sort && { sort }) });
  return [
    column(
      'number',
      words.number,
      (invoice, tabindex) =>
        openControl(
          marked(common, invoice, withoutBidi(invoice.number)),
          hrefOf(invoiceHref, invoice),
          tabindex,
          (event) => open(event, invoice),
        ),
      'number',
    ),
    ...(staff ? [column('company', words.company, ({ company }) => withoutBidi(company.name))] : []),
    column(
      'date',
      words.date,
      ({ date }) => html`<time datetime=${date}>${calendarDay(language, date)}</time>`,
      'date',
    ),
    {
      ...column('due', words.due, (invoice) => dueDay(invoice, model), 'due'),
      labelled: true,
    },
    column('status', words.state, ({ status }) => statusChip(words.status[status], invoiceTones[status])),
    column('gross', words.gross, ({ gross }) => html`<span class="money">${money(language, gross)}</span>`, 'gross'),
    column('open', words.open, (invoice) => openAmount(invoice, model)),
    column('file', 'PDF', (invoice, tabindex) =>
      invoice.file
        ? saveButton(words.download(withoutBidi(invoice.number)), isSaving(invoice.id), tabindex, () => save(invoice))
        : nothing,
    ),
  ];
}

/** The day, and how near it is; a card shows the date of the invoice instead once nothing is due any more. */
function dueDay(invoice: InvoiceSummary, { language, words }: InvoicesModel): TemplateResult {
  const { status, dueDate } = invoice;
  const text = dueText(invoice, words);
  return html`<time datetime=${dueDate} data-spare=${status === 'paid' || status === 'cancelled' || nothing}>${calendarDay(language, dueDate)}</time>
    ${text ? html`<small data-urgent=${status === 'overdue' || nothing}>${text}</small>` : nothing}`;
}

/** What is still to be paid; a card says it where it is not all. */
const openAmount = (
  { due, gross }: InvoiceSummary,
  { language, words }: InvoicesModel,
): TemplateResult | typeof nothing =>
  Number(due)
    ? html`<span class="term">${`${words.open} `}</span><span class="money" data-spare=${due === gross || nothing}>${money(language, due)}</span>`
    : nothing;
