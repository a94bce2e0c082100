import { html, type TemplateResult } from 'lit';
import type { LanguageTag } from '../../src/contract/language.ts';
import type { OrderTotals } from '../../src/contract/orders.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import { money } from '../../src/i18n/money.ts';
import type { orderDetailWords } from '../../src/i18n/order.ts';

/** What it comes to: net, taxes per rate, and all together. */
export const totalsTable = (
  { net, taxes, gross }: OrderTotals,
  words: WordsOf<typeof orderDetailWords>,
  language: LanguageTag,
): TemplateResult => html`<dl class="totals" aria-label=${words.totals}>
  <div><dt>${words.net}</dt><dd>${money(language, net)}</dd></div>
  ${taxes.map(
    ({ rate, base, tax }) =>
      html`<div><dt>${words.taxes(rate, money(language, base))}</dt><dd>${money(language, tax)}</dd></div>`,
  )}
  <div class="gross"><dt>${words.gross}</dt><dd>${money(language, gross)}</dd></div>
</dl>`;
