import type { PDFRef } from 'pdf-lib';
import { wrap } from './draw.ts';
import type { PdfFile } from './file.ts';
import type { TextFont, TextFonts } from './fonts.ts';
import { digits } from './geometry.ts';
import type { AuditPage } from './pdf.ts';

/** A4, in points. */
const [WIDTH, HEIGHT] = [595.28, 841.89];
const [LEFT, RIGHT, TOP, BOTTOM] = [56, WIDTH - 56, HEIGHT - 60, 64];
/** Where values start that have a label. */
const TAB = 132;

const BLACK = '0.1 0.12 0.16';
const GREY = '0.4 0.43 0.48';
const RULE = '0.82 0.84 0.87';

const moment = new Intl.DateTimeFormat('de-AT', {
  timeZone: 'Europe/Vienna',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
});

/** The record of how a document was signed, on pages of its own at its end. */
export function addAuditPages(file: PdfFile, audit: AuditPage, fonts: TextFonts): PDFRef[] {
  const sheet = new Sheet(file, fonts);
  sheet.title('Signaturprotokoll', audit.title);
  sheet.row('Dokument-ID', audit.documentId);
  sheet.row('SHA-256 des Originals', audit.originalSha256);
  sheet.row('SHA-256 des zuletzt unterschriebenen Dokuments', audit.shownSha256);

  sheet.heading(audit.signers.length === 1 ? 'Unterschrift' : 'Unterschriften');
  for (const { name, email, role, signedAt, verifiedBy, ipAddress, userAgent } of audit.signers) {
    sheet.keep(74);
    sheet.strong(name, role);
    sheet.row('Unterschrieben am', moment.format(new Date(signedAt)));
    sheet.row('E-Mail', email);
    sheet.row('Erkannt durch', verifiedBy);
    if (ipAddress !== null) sheet.row('IP-Adresse', ipAddress);
    if (userAgent !== null) sheet.row('Browser', userAgent);
    sheet.space(8);
  }

  sheet.heading('Ablauf');
  for (const { at, text } of audit.events) sheet.row(moment.format(new Date(at)), text);

  sheet.heading('Nachweis');
  sheet.row('Kopf der Ereigniskette', audit.head);
  sheet.space(4);
  sheet.paragraph(
    'Jedes Ereignis enthält den SHA-256-Wert des vorigen; der Kopf der Kette belegt daher den ganzen Ablauf. Dieses Dokument ist mit einer ' +
      'elektronischen Signatur (PAdES) versiegelt, die jede spätere Änderung erkennen lässt.',
  );
  return sheet.finish(audit.documentId);
}

/** Text from top to bottom, on as many pages as it takes. */
class Sheet {
  readonly #file: PdfFile;
  readonly #regular: TextFont;
  readonly #bold: TextFont;
  readonly #pages: string[] = [];
  #y = 0;

  constructor(file: PdfFile, fonts: TextFonts) {
    this.#file = file;
    this.#regular = fonts.regular;
    this.#bold = fonts.bold;
    this.#turn();
  }

  #turn(): void {
    this.#pages.push('');
    this.#y = TOP;
  }

  /** Goes on to the next page unless so many points are left. */
  keep(height: number): void {
    if (this.#y - height < BOTTOM) this.#turn();
  }

  space(height: number): void {
    this.#y -= height;
  }

  #draw(operators: string): void {
    this.#pages[this.#pages.length - 1] += operators;
  }

  #text(text: string, x: number, y: number, size: number, colour: string, weight: 'R' | 'B' = 'R'): void {
    const font = weight === 'B' ? this.#bold : this.#regular;
    this.#draw(`BT ${colour} rg /${weight} ${digits(size)} Tf ${digits(x, y)} Td ${font.encode(text)} Tj ET\n`);
  }

  /** Lines from a place on; returns how high they are. */
  #lines(
    lines: readonly string[],
    x: number,
    top: number,
    size: number,
    colour: string,
    weight: 'R' | 'B' = 'R',
  ): number {
    for (const [index, line] of lines.entries())
      this.#text(line, x, top - size - index * size * 1.36, size, colour, weight);
    return lines.length * size * 1.36;
  }

  #wrap(text: string, size: number, width: number, weight: 'R' | 'B' = 'R'): string[] {
    const font = weight === 'B' ? this.#bold : this.#regular;
    return wrap([printable(text, font)], width / size, font);
  }

  #rule(y: number): void {
    this.#draw(`${RULE} RG 0.6 w ${digits(LEFT, y)} m ${digits(RIGHT, y)} l S\n`);
  }

  title(kind: string, title: string): void {
    this.#text(kind.toUpperCase(), LEFT, this.#y - 8, 8, GREY, 'B');
    this.#y -= 16;
    this.#y -= this.#lines(this.#wrap(title, 19, RIGHT - LEFT, 'B'), LEFT, this.#y, 19, BLACK, 'B');
    this.#y -= 8;
    this.#rule(this.#y);
    this.#y -= 10;
  }

  heading(text: string): void {
    this.keep(70);
    this.#y -= 14;
    this.#text(text, LEFT, this.#y - 12, 12, BLACK, 'B');
    this.#y -= 20;
  }

  strong(text: string, aside: string): void {
    const lines = this.#wrap(text, 10.5, RIGHT - LEFT, 'B');
    this.#y -= this.#lines(lines, LEFT, this.#y, 10.5, BLACK, 'B');
    if (aside !== '') this.#y -= this.#lines(this.#wrap(aside, 9, RIGHT - LEFT), LEFT, this.#y, 9, GREY);
    this.#y -= 3;
  }

  row(label: string, value: string): void {
    const labels = this.#wrap(label, 9, TAB - 12);
    let values = this.#wrap(value, 9, RIGHT - LEFT - TAB);
    this.keep(Math.max(labels.length, Math.min(values.length, 40)) * 12.3 + 4);
    const top = this.#y;
    const high = this.#lines(labels, LEFT, top, 9, GREY);
    let low = top;
    while (values.length > 0) {
      const fitting = Math.max(1, Math.floor((this.#y - BOTTOM) / 12.3));
      low = this.#y - this.#lines(values.slice(0, fitting), LEFT + TAB, this.#y, 9, BLACK);
      values = values.slice(fitting);
      if (values.length > 0) this.#turn();
    }
    this.#y = (this.#pages.length > 0 && low < top ? Math.min(low, top - high) : low) - 3;
  }

  paragraph(text: string): void {
    const lines = this.#wrap(text, 8.5, RIGHT - LEFT);
    this.keep(lines.length * 12);
    this.#y -= this.#lines(lines, LEFT, this.#y, 8.5, GREY);
  }

  /** Writes the pages and puts them at the end of the file. */
  finish(footer: string): PDFRef[] {
    const file = this.#file;
    const total = this.#pages.length;
    for (const [index, operators] of this.#pages.entries()) {
      const foot = `Signaturprotokoll ${printable(footer, this.#regular)} · Seite ${index + 1} von ${total}`;
      const line = `BT ${GREY} rg /R 7.5 Tf ${digits(LEFT, 40)} Td ${this.#regular.encode(foot)} Tj ET\n`;
      this.#pages[index] = operators + line;
    }
    const fonts = { R: this.#regular.ref, B: this.#bold.ref };
    return file.addPages(
      this.#pages.map((operators) => ({
        Type: 'Page',
        MediaBox: [0, 0, WIDTH, HEIGHT],
        CropBox: [0, 0, WIDTH, HEIGHT],
        Rotate: 0,
        Resources: { Font: fonts },
        Contents: file.add(file.stream(operators)),
      })),
    );
  }
}

/** A record is never refused for a character without a glyph. */
const printable = (text: string, font: TextFont): string =>
  [...text.normalize('NFC').replaceAll(/\s+/g, ' ')]
    .map((character) => (font.has(character.codePointAt(0)!) ? character : '?'))
    .join('');
