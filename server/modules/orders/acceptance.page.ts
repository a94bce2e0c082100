import type { SignatureMark } from '../../../src/contract/documents.ts';
import type { Amount, Decimal } from '../../../src/contract/money.ts';
import { netOf, takenOf } from '../../../src/contract/orders.rules.ts';
import type { OrderOptions, OrderTotals } from '../../../src/contract/orders.ts';
import type { AuditBlock, AuditPage } from '../../pdf/pdf.ts';
import type { UserActor } from '../identity/actor.ts';
import type { ClientEvidence } from '../signing/evidence.ts';
import { momentText, row, SEAL_TEXT, whoRows } from '../signing/page.ts';
import type { OpenOffer } from './orders.access.ts';

export interface Acceptance {
  actor: UserActor;
  client: ClientEvidence;
  at: Date;
  options: OrderOptions;
  totals: OrderTotals;
  signature: SignatureMark;
}

/** The page that is appended when an offer is accepted: what was accepted, for how much, by whom, and how they were known. */
export function acceptancePage(offer: OpenOffer, acceptance: Acceptance): AuditPage {
  const { actor, client, at, totals, signature } = acceptance;
  const { number, title, company, date } = offer;
  return {
    kind: 'Annahme des Angebots',
    title,
    reference: number,
    reason: 'Angebot angenommen',
    blocks: [
      row('Angebot', number),
      row('Vom', day(date)),
      row('Kunde', company.name),
      ...optionBlocks(offer, acceptance),
      { kind: 'heading', text: 'Auftragswert' },
      row('Netto', euros(totals.net)),
      ...totals.taxes.map(({ rate, base, tax }) => row(`${rate} % USt. von ${euros(base)}`, euros(tax))),
      row('Gesamt', euros(totals.gross)),
      { kind: 'heading', text: 'Annahme' },
      row('Erklärung', `Das Angebot ${number} wurde für ${company.name} um ${euros(totals.gross)} angenommen.`),
      { kind: 'signature', mark: signature },
      { kind: 'strong', text: actor.name, aside: company.name },
      row('Unterschrieben am', momentText(at)),
      row('E-Mail', actor.email),
      ...whoRows(client),
      { kind: 'heading', text: 'Nachweis' },
      row('SHA-256 des Angebots', offer.sha256),
      row('SHA-256 der angezeigten PDF-Datei', offer.pdfSha256),
      { kind: 'paragraph', text: SEAL_TEXT },
    ],
  };
}

/** Those that were taken, where there were any to choose from. */
function optionBlocks({ lines }: OpenOffer, { options }: Acceptance): AuditBlock[] {
  const optional = lines.flatMap((line) => (line.kind === 'item' && line.optional ? [line] : []));
  if (optional.length === 0) return [];
  const taken = optional.flatMap((item) => {
    const quantity = takenOf(item, options);
    if (quantity === undefined) return [];
    return [row(`${figure(quantity)} ${item.unit ?? '×'}`, `${item.text} – ${euros(netOf(item, quantity))} netto`)];
  });
  const none = row('Keine', 'Keine der angebotenen Optionen wurde gewählt.');
  return [{ kind: 'heading', text: 'Gewählte Optionen' }, ...(taken.length > 0 ? taken : [none])];
}

// As on the screen (src/i18n/money.ts): de-AT would put the sign in front, and spaces between thousands.
const EUROS = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' });
const FIGURE = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 3 });

// As text, which is formatted exactly: a number of that size would be rounded.
const euros = (amount: Amount): string => EUROS.format(amount as `${number}`);
const figure = (quantity: Decimal): string => FIGURE.format(quantity as `${number}`);

const day = (date: string): string => date.split('-').toReversed().join('.');
