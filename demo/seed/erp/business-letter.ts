import { netOf } from '../../../src/contract/orders.rules.ts';
import type { OrderLine, OrderTotals } from '../../../src/contract/orders.ts';
import { formatAmount, formatFigure } from './format.ts';
import { type Colour, PAGE_HEIGHT, Paper, type TextStyle, wrap } from './paper.ts';

/** What ETRON writes to a customer about money. */
export interface BusinessLetter {
  /** E.g. `Angebot`. */
  kind: string;
  number: string;
  title: string;
  recipient: readonly string[];
  /** Beside the address: what it is, and its value. */
  facts: readonly (readonly [label: string, value: string])[];
  opening: readonly string[];
  lines: readonly OrderLine[];
  totals: OrderTotals;
  /** What the last line of the totals is called. */
  sum: string;
  closing: readonly string[];
}

const [LEFT, RIGHT] = [56, 539];
const ACCENT: Colour = [0.08, 0.33, 0.75];
const PALE: Colour = [0.93, 0.95, 0.985];
const MUTED: Colour = [0.36, 0.39, 0.44];
const LINE: Colour = [0.82, 0.84, 0.88];
/** Where text ends on a page. */
const BOTTOM = PAGE_HEIGHT - 86;

/** Right edges of the table's columns; the text has what is left of the first. */
const columns = { quantity: 340, price: 402, discount: 438, tax: 470, amount: RIGHT - 6 };
const TEXT_LEFT = 84;
const TEXT_WIDTH = 206;

const body: TextStyle = { size: 9.5 };
const small: TextStyle = { size: 8, colour: MUTED };
const strong: TextStyle = { size: 9.5, face: 'bold' };

const imprint = [
  ['ETRON Softwareentwicklungs-', 'und Vertriebs GmbH', 'Kassenweg 12, 1230 Wien'],
  ['Telefon +43 1 555 01 20', 'buchhaltung@etron.example', 'www.etron.example'],
  ['UID ATU00000000', 'FN 000000 e, HG Wien', 'Geschäftsführung: siehe Website'],
  ['Demobank Wien', 'IBAN AT61 1904 3002 3457 3201', 'BIC DEMOATWWXXX'],
] as const;

/** A letter on ETRON's paper, as a PDF. */
export function writeBusinessLetter(letter: BusinessLetter): Uint8Array {
  const sheet = new Sheet(letter);
  sheet.head();
  sheet.paragraphs(letter.opening);
  sheet.table();
  sheet.totals();
  sheet.paragraphs(letter.closing);
  sheet.foot();
  return sheet.paper.toPdf(`${letter.kind} ${letter.number}`);
}

class Sheet {
  readonly paper = new Paper();
  readonly #letter: BusinessLetter;
  #y = 0;

  constructor(letter: BusinessLetter) {
    this.#letter = letter;
  }

  head(): void {
    const { paper } = this;
    const { kind, number, title, recipient, facts } = this.#letter;
    this.#logo(LEFT, 44, 26);
    paper.text('ETRON', LEFT + 36, 64, { size: 20, face: 'bold', colour: ACCENT });
    paper.text('Kassen · Warenwirtschaft · ERP', RIGHT, 62, { ...small, align: 'right' });
    paper.text('ETRON GmbH · Kassenweg 12 · 1230 Wien', LEFT, 128, { ...small, size: 7 });
    recipient.forEach((line, index) => paper.text(line, LEFT, 146 + index * 14, { size: 10.5 }));
    facts.forEach(([label, value], index) => {
      paper.text(label, 360, 132 + index * 15, small);
      paper.text(value, RIGHT, 132 + index * 15, { size: 9, align: 'right' });
    });
    paper.text(`${kind} ${number}`, LEFT, 238, { size: 17, face: 'bold' });
    this.#y = 256;
    for (const line of wrap(title, RIGHT - LEFT, 11)) {
      paper.text(line, LEFT, this.#y, { size: 11, colour: MUTED });
      this.#y += 15;
    }
    this.#y += 12;
  }

  /** The mark of the portal: three bars, as on a till's keys. */
  #logo(left: number, top: number, size: number): void {
    const white: Colour = [1, 1, 1];
    this.paper.fill(left, top, size, size, ACCENT);
    for (const [index, width] of [0.42, 0.32, 0.42].entries())
      this.paper.fill(left + size * 0.28, top + size * (0.24 + index * 0.22), size * width, size * 0.09, white);
  }

  paragraphs(texts: readonly string[]): void {
    for (const text of texts) {
      const lines = wrap(text, RIGHT - LEFT, 9.5);
      this.#need(lines.length * 14);
      for (const line of lines) {
        this.paper.text(line, LEFT, this.#y, body);
        this.#y += 14;
      }
      this.#y += 6;
    }
  }

  /** Goes on at the top of another page unless so many points are left; whether it did. */
  #need(points: number): boolean {
    if (this.#y + points <= BOTTOM) return false;
    const { kind, number } = this.#letter;
    this.paper.addPage();
    this.#logo(LEFT, 40, 16);
    this.paper.text(`${kind} ${number}`, LEFT + 26, 52, { ...strong, colour: ACCENT });
    this.#y = 88;
    return true;
  }

  table(): void {
    this.#y += 2;
    this.#tableHead();
    let position = 0;
    for (const line of this.#letter.lines) {
      if (line.kind === 'item') this.#item(line, ++position);
      else this.#remark(line.text, line.kind === 'section');
    }
    this.#y += 4;
  }

  #tableHead(): void {
    const y = this.#y + 12;
    this.paper.fill(LEFT, this.#y, RIGHT - LEFT, 18, PALE);
    const head: TextStyle = { size: 8, face: 'bold', colour: ACCENT };
    this.paper.text('Pos.', LEFT + 6, y, head);
    this.paper.text('Bezeichnung', TEXT_LEFT, y, head);
    const right = { ...head, align: 'right' } as const;
    this.paper.text('Menge', columns.quantity, y, right);
    this.paper.text('Einzelpreis', columns.price, y, right);
    this.paper.text('Rabatt', columns.discount, y, right);
    this.paper.text('USt.', columns.tax, y, right);
    this.paper.text('Betrag €', columns.amount, y, right);
    this.#y += 32;
  }

  /** Room for a row of the table, with its head again on another page. */
  #row(points: number): void {
    if (this.#need(points)) this.#tableHead();
  }

  #remark(text: string, isSection: boolean): void {
    const style = isSection ? strong : small;
    const lines = wrap(text, RIGHT - TEXT_LEFT - 60, style.size, style.face);
    // A heading is not left alone at the end of a page.
    this.#row(lines.length * 12 + (isSection ? 40 : 4));
    if (isSection) this.#y += 4;
    for (const line of lines) {
      this.paper.text(line, isSection ? LEFT + 6 : TEXT_LEFT, this.#y, style);
      this.#y += 12;
    }
    this.#y += isSection ? 4 : 5;
  }

  #item(item: Extract<OrderLine, { kind: 'item' }>, position: number): void {
    const texts = wrap(item.text, TEXT_WIDTH, 9.5);
    const details = item.description ? wrap(item.description, TEXT_WIDTH, 8) : [];
    if (item.optional) details.push('Optional – nicht im Gesamtbetrag enthalten');
    this.#row((texts.length - 1) * 12 + details.length * 10 + 16);
    const { paper } = this;
    const style: TextStyle = item.optional ? { ...body, colour: MUTED } : body;
    const figure = { ...style, align: 'right' } as const;
    paper.text(String(position), LEFT + 6, this.#y, style);
    const unit = item.unit ? ` ${item.unit}` : '';
    paper.text(`${formatFigure(item.quantity)}${unit}`, columns.quantity, this.#y, figure);
    paper.text(formatAmount(item.unitPrice), columns.price, this.#y, figure);
    if (Number(item.discount)) paper.text(`${formatFigure(item.discount)} %`, columns.discount, this.#y, figure);
    paper.text(`${item.taxRate} %`, columns.tax, this.#y, figure);
    const amount = formatAmount(netOf(item));
    paper.text(item.optional ? `(${amount})` : amount, columns.amount, this.#y, figure);
    for (const text of texts) {
      paper.text(text, TEXT_LEFT, this.#y, style);
      this.#y += 12;
    }
    for (const detail of details) {
      paper.text(detail, TEXT_LEFT, this.#y - 1, small);
      this.#y += 10;
    }
    paper.rule(LEFT, RIGHT, this.#y - 5, LINE);
    this.#y += 8;
  }

  totals(): void {
    const { net, taxes, gross } = this.#letter.totals;
    const rows: [label: string, amount: string][] = [
      ['Summe netto', net],
      ...taxes.map(({ rate, base, tax }): [string, string] => [
        `zuzüglich ${rate} % USt. von ${formatAmount(base)}`,
        tax,
      ]),
    ];
    this.#need(rows.length * 15 + 44);
    this.#y += 4;
    for (const [label, amount] of rows) {
      this.paper.text(label, 330, this.#y, { ...body, colour: MUTED });
      this.paper.text(formatAmount(amount), columns.amount, this.#y, { ...body, align: 'right' });
      this.#y += 15;
    }
    this.paper.fill(322, this.#y - 8, RIGHT - 322, 24, ACCENT);
    const white: TextStyle = { size: 11, face: 'bold', colour: [1, 1, 1] };
    this.paper.text(this.#letter.sum, 330, this.#y + 8, white);
    this.paper.text(`€ ${formatAmount(gross)}`, columns.amount, this.#y + 8, { ...white, align: 'right' });
    this.#y += 42;
  }

  foot(): void {
    const { paper } = this;
    for (let page = 0; page < paper.pages; page++) {
      paper.rule(LEFT, RIGHT, PAGE_HEIGHT - 74, LINE, page);
      for (const [column, texts] of imprint.entries())
        for (const [row, text] of texts.entries())
          paper.text(text, LEFT + column * 124, PAGE_HEIGHT - 62 + row * 9, { ...small, size: 6.5 }, page);
      const number = `Seite ${page + 1} von ${paper.pages}`;
      paper.text(number, RIGHT, PAGE_HEIGHT - 24, { ...small, size: 7, align: 'right' }, page);
    }
  }
}
