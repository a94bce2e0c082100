import { html, nothing, type TemplateResult } from 'lit';
import type { LanguageTag } from '../../src/contract/language.ts';
import type { Order } from '../../src/contract/orders.ts';
import { calendarDay, dateTime } from '../../src/i18n/dates.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import type { orderDetailWords } from '../../src/i18n/order.ts';
import type { Tone } from '../../src/styles/tones.ts';
import { meaningPanel } from '../shared/record-answer.ts';
import { linked, safeLink, withoutBidi } from '../shared/text.ts';

/** What the state of an order means for the reader. `file` is the button for its PDF. */
export function meaning(
  order: Order,
  words: WordsOf<typeof orderDetailWords>,
  language: LanguageTag,
  file: TemplateResult | typeof nothing,
): TemplateResult {
  const { status, offered, answer, answering, validUntil, portalUrl, sealed } = order;
  const day = validUntil ? calendarDay(language, validUntil) : undefined;
  const who = answer && ([withoutBidi(answer.name), dateTime(language, answer.at)] as const);
  switch (status) {
    case 'ordered':
      return who
        ? panel(
            'done',
            words.acceptedTitle,
            words.accepted(...who),
            html`${sealed ? html`<p>${words.sealed}</p>` : nothing}${file}`,
          )
        : panel('done', words.orderedTitle, words.ordered, file);
    case 'declined':
      return panel(
        'ended',
        words.declinedTitle,
        who ? words.declined(...who) : words.declinedByUs,
        answer?.reason ? html`<blockquote>${linked(answer.reason)}</blockquote>` : nothing,
      );
    case 'cancelled':
      return panel('ended', words.cancelledTitle, offered ? words.cancelledOffer : words.cancelledOrder);
    case 'expired':
      return panel('ended', words.expiredTitle, words.expired(day));
  }
  if (answering === 'here') return panel('attention', words.openTitle, words.open(day));
  if (answering === 'elsewhere')
    return panel('attention', words.elsewhereTitle, words.elsewhere, safeLink(portalUrl, words.openPortal));
  return panel('queued', words.watchedTitle, words.watched(day));
}

const panel = (tone: Tone, title: string, text: string, more: unknown = nothing): TemplateResult =>
  meaningPanel(tone, title, html`<p>${text}</p>${more}`);
