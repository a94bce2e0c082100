import type { SignatureMark } from '../../../src/contract/documents.ts';
import { netOf, takenOf } from '../../../src/contract/orders.rules.ts';
import type { OrderOptions, OrderTotals } from '../../../src/contract/orders.ts';
import type { AuditBlock, AuditPage } from '../../pdf/pdf.ts';
import type { UserActor } from '../identity/actor.ts';
import type { ClientEvidence } from '../signing/evidence.ts';
import { type PageFormat, row, signedRows } from '../signing/page-format.ts';
import type { OpenOffer } from './orders.service.ts';

interface Acceptance {
  actor: UserActor;
  client: ClientEvidence;
  at: Date;
  options: OrderOptions;
  totals: OrderTotals;
  signature: SignatureMark;
}

/** The page that is appended when an offer is accepted: what was accepted, for how much, by whom, and how they were known. */
export function acceptancePage(offer: OpenOffer, acceptance: Acceptance, format: PageFormat): AuditPage {
  const { actor, client, at, totals, signature } = acceptance;
  const { number, title, company, date } = offer;
  const { language, day, amount } = format;
  const { acceptance: words, evidence, seal } = format.words;
  return {
    language,
    kind: words.kind,
    title,
    reference: number,
    reason: words.reason,
    blocks: [
      row(words.offer, number),
      row(words.date, day(date)),
      row(words.company, company.name),
      ...optionBlocks(offer, acceptance, format),
      { kind: 'heading', text: words.value },
      row(words.net, amount(totals.net)),
      ...totals.taxes.map(({ rate, base, tax }) => row(words.tax(rate, amount(base)), amount(tax))),
      row(words.gross, amount(totals.gross)),
      { kind: 'heading', text: words.acceptance },
      row(words.statement, words.statementText(number, company.name, amount(totals.gross))),
      { kind: 'signature', mark: signature },
      { kind: 'strong', text: actor.name, aside: company.name },
      ...signedRows(format, { at, email: actor.email, client }),
      { kind: 'heading', text: evidence },
      row(words.offerSha256, offer.sha256),
      row(words.pdfSha256, offer.pdfSha256),
      { kind: 'paragraph', text: seal },
    ],
  };
}

/** A list of the options that were taken, if the offer had any. */
function optionBlocks(
  { lines }: OpenOffer,
  { options }: Acceptance,
  { words: { acceptance: words }, figure, amount }: PageFormat,
): AuditBlock[] {
  const optional = lines.flatMap((line) => (line.kind === 'item' && line.optional ? [line] : []));
  if (optional.length === 0) return [];
  const taken = optional.flatMap((item) => {
    const quantity = takenOf(item, options);
    if (quantity === undefined) return [];
    const net = words.optionNet(amount(netOf(item, quantity)));
    return [row(`${figure(quantity)} ${item.unit ?? '×'}`, `${item.text} – ${net}`)];
  });
  const none = row(words.noOption, words.noOptionText);
  return [{ kind: 'heading', text: words.options }, ...(taken.length > 0 ? taken : [none])];
}
