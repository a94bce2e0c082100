import { html, nothing, type TemplateResult } from 'lit';
import type { Ticket } from '../../src/contract/tickets.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import type { ticketDetailWords } from '../../src/i18n/ticket.ts';
import { checkIcon, lockIcon, warningIcon } from '../shared/icon.ts';
import { mailLink, safeLink, withoutBidi } from '../shared/text.ts';

type TicketDetailWords = WordsOf<typeof ticketDetailWords>;

const row = (term: string, value: unknown): TemplateResult | typeof nothing =>
  value ? html`<div><dt>${term}</dt><dd>${value}</dd></div>` : nothing;

/** What only employees see of a ticket: who filed it and whether they own the address, and what the host page told. */
export const staffFacts = (
  { contact, source }: Ticket,
  staff: NonNullable<Ticket['staff']>,
  words: TicketDetailWords,
): TemplateResult => {
  const { context, contactVerified, embedKey } = staff;
  return html`<section class="internal" aria-labelledby="internal">
    <h3 id="internal">${lockIcon()}${words.staff}</h3>
    ${staff.quarantined ? html`<p class="quarantined">${warningIcon()}<span>${words.quarantined}</span></p>` : nothing}
    <dl>
      ${row(
        words.contact,
        html`${withoutBidi(contact.name)}${contact.company ? html`, ${withoutBidi(contact.company)}` : nothing}<br>
          ${mailLink(contact.email)}<br>
          <span class="mark" ?data-verified=${contactVerified}>${contactVerified ? checkIcon() : warningIcon()}${contactVerified ? words.verified : words.unverified}</span>
          ${contact.phone ? html`<br>${contact.phone}` : nothing}`,
      )}
      ${row(words.source, words.sources[source])} ${row(words.embedKey, embedKey)} ${row(words.instance, context.instance)}
      ${row(words.version, context.version)} ${row(words.page, context.pageUrl && safeLink(context.pageUrl))}
      ${row(words.browser, context.userAgent)}
      ${Object.entries(context.fields ?? {}).map(([name, value]) => row(name, value))}
    </dl>
  </section>`;
};
