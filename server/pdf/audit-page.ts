import type { PDFRef } from 'pdf-lib';
import type { SignatureMark } from '../../src/contract/documents.ts';
import { WORDS } from '../words/words.ts';
import { drawSignature } from './draw.ts';
import { wrap } from './draw-text.ts';
import type { PdfFile } from './file.ts';
import { type TextFont, type TextFonts, UndrawableError } from './fonts.ts';
import { digits } from './geometry.ts';
import { type AuditBlock, type AuditPage, UnprintableError } from './pdf.ts';

/** A4, in points. */
const [WIDTH, HEIGHT] = [595.28, 841.89];
const [LEFT, RIGHT, TOP, BOTTOM] = [56, WIDTH - 56, HEIGHT - 60, 64];
/** Distance from the left margin at which values start that have a label, in points. */
const TAB = 132;

const BLACK = '0.1 0.12 0.16';
const GREY = '0.4 0.43 0.48';
const RULE = '0.82 0.84 0.87';

/** Size of a signature, in points. */
const [INK_WIDTH, INK_HEIGHT] = [240, 80];

/**
 * Appends pages that say how a PDF was signed, and returns them.
 * @param before How many marks were drawn already: an UnprintableError about a signature on these pages counts from there.
 */
export async function addAuditPages(
  file: PdfFile,
  { language, kind, title, reference, blocks }: AuditPage,
  fonts: TextFonts,
  before: number,
): Promise<PDFRef[]> {
  const writer = new PageWriter(file, fonts);
  writer.title(kind, title);
  let signatures = before;
  let last: AuditBlock['kind'] = 'heading';
  for (const block of blocks) {
    switch (block.kind) {
      case 'heading':
        writer.heading(block.text);
        break;
      case 'strong':
        if (last !== 'heading') writer.space(8);
        writer.strong(block.text, block.aside);
        break;
      case 'row':
        writer.row(block.label, block.value);
        break;
      case 'paragraph':
        writer.paragraph(block.text);
        break;
      case 'signature':
        await writer.signature(block.mark, signatures++);
    }
    last = block.kind;
  }
  return writer.finish(`${kind} ${reference}`, WORDS[language].printed.pageOf);
}

/** Writes text from top to bottom, on as many pages as it takes. */
class PageWriter {
  readonly #file: PdfFile;
  readonly #regular: TextFont;
  readonly #bold: TextFont;
  readonly #pages: string[] = [];
  readonly #images: Record<string, PDFRef> = {};
  #y = 0;

  constructor(file: PdfFile, fonts: TextFonts) {
    this.#file = file;
    this.#regular = fonts.regular;
    this.#bold = fonts.bold;
    this.#startPage();
  }

  #startPage(): void {
    this.#pages.push('');
    this.#y = TOP;
  }

  /** Starts a new page unless so many points are left on this one. */
  ensureRoom(height: number): void {
    if (this.#y - height < BOTTOM) this.#startPage();
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

  /** Writes lines below each other, and returns their height in points. */
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
    return wrap([font.printable(text.replaceAll(/\s+/g, ' '))], width / size, font);
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
    this.ensureRoom(70);
    this.#y -= 14;
    this.#text(text, LEFT, this.#y - 12, 12, BLACK, 'B');
    this.#y -= 20;
  }

  strong(text: string, aside: string): void {
    this.ensureRoom(74);
    const lines = this.#wrap(text, 10.5, RIGHT - LEFT, 'B');
    this.#y -= this.#lines(lines, LEFT, this.#y, 10.5, BLACK, 'B');
    if (aside !== '') this.#y -= this.#lines(this.#wrap(aside, 9, RIGHT - LEFT), LEFT, this.#y, 9, GREY);
    this.#y -= 3;
  }

  row(label: string, value: string): void {
    const labels = this.#wrap(label, 9, TAB - 12);
    let values = this.#wrap(value, 9, RIGHT - LEFT - TAB);
    this.ensureRoom(Math.max(labels.length, Math.min(values.length, 40)) * 12.3 + 4);
    const top = this.#y;
    const high = this.#lines(labels, LEFT, top, 9, GREY);
    let low = top;
    while (values.length > 0) {
      const fitting = Math.max(1, Math.floor((this.#y - BOTTOM) / 12.3));
      low = this.#y - this.#lines(values.slice(0, fitting), LEFT + TAB, this.#y, 9, BLACK);
      values = values.slice(fitting);
      if (values.length > 0) this.#startPage();
    }
    this.#y = (this.#pages.length > 0 && low < top ? Math.min(low, top - high) : low) - 3;
  }

  paragraph(text: string): void {
    const lines = this.#wrap(text, 8.5, RIGHT - LEFT);
    this.ensureRoom(lines.length * 12 + 8);
    this.#y -= 4 + this.#lines(lines, LEFT, this.#y - 4, 8.5, GREY) + 4;
  }

  /** Draws a signature above a line, as on paper. Throws UnprintableError with this index. */
  async signature(mark: SignatureMark, index: number): Promise<void> {
    this.ensureRoom(INK_HEIGHT + 12);
    const box = { left: LEFT, bottom: this.#y - INK_HEIGHT, right: LEFT + INK_WIDTH, top: this.#y };
    try {
      this.#draw(await drawSignature(this.#file, mark, box, this.#images));
    } catch (error) {
      throw error instanceof UndrawableError ? new UnprintableError(index, error.message) : error;
    }
    this.#y = box.bottom - 4;
    this.#draw(`${RULE} RG 0.6 w ${digits(LEFT, this.#y)} m ${digits(LEFT + INK_WIDTH, this.#y)} l S\n`);
    this.space(8);
  }

  /** Writes the pages and puts them at the end of the file. */
  finish(footer: string, pageOf: (page: number, pages: number) => string): PDFRef[] {
    const file = this.#file;
    const total = this.#pages.length;
    for (const [index, operators] of this.#pages.entries()) {
      const foot = `${this.#regular.printable(footer.replaceAll(/\s+/g, ' '))} · ${pageOf(index + 1, total)}`;
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
        Resources: { Font: fonts, XObject: this.#images },
        Contents: file.add(file.stream(operators)),
      })),
    );
  }
}
