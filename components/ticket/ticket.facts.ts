import { html, nothing, type TemplateResult } from 'lit';
import type { LanguageTag } from '../../src/contract/language.ts';
import type { Ticket } from '../../src/contract/tickets.ts';
import { dateTime } from '../../src/i18n/dates.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import type { ticketDetailWords } from '../../src/i18n/ticket.ts';
import { ticketWords } from '../../src/i18n/tickets.ts';
import { checkIcon, lockIcon, warningIcon } from '../shared/icon.ts';
import { fact, factsSection } from '../shared/record-detail.ts';
import { mailLink, safeLink, withoutBidi } from '../shared/text.ts';

type DetailWords = WordsOf<typeof ticketDetailWords>;

/** What everybody sees of a ticket. Customers are not told their own company's name. */
export function ticketFacts(
  ticket: Ticket,
  words: DetailWords,
  language: LanguageTag,
  withCustomer: boolean,
): TemplateResult {
  const { category, priority, status, company, contact, createdAt, changedAt } = ticket;
  const names = ticketWords(language);
  const time = (moment: string) => html`<time datetime=${moment}>${dateTime(language, moment)}</time>`;
  return factsSection(
    [
      withCustomer ? fact(words.customer, company ? withoutBidi(company.name) : words.noCustomer) : nothing,
      fact(words.category, names.category[category]),
      fact(
        words.priority,
        html`<span data-priority=${status === 'done' ? nothing : priority}>${names.priority[priority]}</span>`,
      ),
      fact(words.filed, html`${time(createdAt)}<br>${words.filedBy(withoutBidi(contact.name))}`),
      fact(words.changed, time(changedAt)),
    ],
    language,
  );
}

/** What only employees see of a ticket: who filed it and whether they own the address, and what the host page told. */
export function staffFacts(
  { contact, source }: Ticket,
  staff: NonNullable<Ticket['staff']>,
  words: DetailWords,
): TemplateResult {
  const { context, contactVerified, embedKey } = staff;
  return html`<section class="internal" aria-labelledby="internal">
    <h3 id="internal">${lockIcon()}${words.staff}</h3>
    ${staff.quarantined ? html`<p class="quarantined">${warningIcon()}<span>${words.quarantined}</span></p>` : nothing}
    <dl>
      ${fact(
        words.contact,
        html`${withoutBidi(contact.name)}${contact.company ? html`, ${withoutBidi(contact.company)}` : nothing}<br>
          ${mailLink(contact.email)}<br>
          <span class="mark" ?data-verified=${contactVerified}>${contactVerified ? checkIcon() : warningIcon()}${contactVerified ? words.verified : words.unverified}</span>
          ${contact.phone ? html`<br>${contact.phone}` : nothing}`,
      )}
      ${fact(words.source, words.sources[source])} ${fact(words.embedKey, embedKey)} ${fact(words.instance, context.instance)}
      ${fact(words.version, context.version)} ${fact(words.page, context.pageUrl && safeLink(context.pageUrl))}
      ${fact(words.browser, context.userAgent)}
      ${Object.entries(context.fields ?? {}).map(([name, value]) => fact(name, value))}
    </dl>
  </section>`;
}
