import { deflateSync } from 'node:zlib';

const PAGE_WIDTH = 595;
export const PAGE_HEIGHT = 842;

export type Face = 'regular' | 'bold';
/** Red, green and blue from 0 to 1. */
export type Colour = readonly [number, number, number];

const BLACK: Colour = [0.1, 0.12, 0.15];

export interface TextStyle {
  size: number;
  face?: Face;
  colour?: Colour;
  /** Which edge of the text `x` is. */
  align?: 'left' | 'right';
}

/** Widths of the characters from space to tilde in thousandths of the font's size, as Adobe's metrics of the standard fonts have them. */
const widths: Record<Face, readonly number[]> = {
  regular: [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
  ],
  bold: [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
    556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
    280, 389, 584,
  ],
};

/**
 * Characters whose code in Windows-1252 differs from Latin-1, with that code and a character of the same width. The standard fonts have no other
 * characters.
 */
const windows: Record<string, readonly [code: number, like: string]> = {
  '€': [0x80, '0'],
  '„': [0x84, '('],
  '“': [0x93, '('],
  '’': [0x92, "'"],
  '–': [0x96, '0'],
  '″': [0x22, '"'],
  '§': [0xa7, '0'],
  '·': [0xb7, '.'],
  '×': [0xd7, '+'],
};

function widthOf(character: string, face: Face): number {
  const base = windows[character]?.[1] ?? character.replace('ß', 'R').normalize('NFD').charAt(0);
  const width = widths[face][base.charCodeAt(0) - 32];
  if (width === undefined) throw new Error(`The standard fonts have no ${JSON.stringify(character)}.`);
  // A sharp s is narrower than the R that stands for it.
  return character === 'ß' ? 611 : width;
}

/** Points. */
const textWidth = (text: string, size: number, face: Face = 'regular'): number =>
  ([...text].reduce((sum, character) => sum + widthOf(character, face), 0) * size) / 1_000;

/** Breaks a text at spaces into lines of so many points. */
export function wrap(text: string, width: number, size: number, face: Face = 'regular'): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trimStart();
    if (lines.at(-1) !== '' && textWidth(longer, size, face) > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

const encode = (text: string): string =>
  Array.from(text, (character) => {
    const code = windows[character]?.[0] ?? character.charCodeAt(0);
    return code > 126 || '()\\'.includes(character)
      ? `\\${code.toString(8).padStart(3, '0')}`
      : String.fromCharCode(code);
  }).join('');

const round = (value: number): number => Math.round(value * 100) / 100;
const paint = ([red, green, blue]: Colour, operator: 'rg' | 'RG'): string => `${red} ${green} ${blue} ${operator}`;

/** Pages of A4 that are drawn on, in points from the left and from the top, in the standard fonts. */
export class Paper {
  readonly #pages: string[][] = [[]];

  get pages(): number {
    return this.#pages.length;
  }

  addPage(): void {
    this.#pages.push([]);
  }

  /** Selects the page, counted from 0, that is drawn on from now on. */
  #draw(operators: string, page = this.#pages.length - 1): void {
    this.#pages[page]!.push(operators);
  }

  /** `y` is the base line. */
  text(text: string, x: number, y: number, style: TextStyle, page?: number): void {
    const { size, face = 'regular', colour = BLACK, align = 'left' } = style;
    const left = align === 'left' ? x : x - textWidth(text, size, face);
    const font = face === 'bold' ? 'F2' : 'F1';
    const at = `${round(left)} ${round(PAGE_HEIGHT - y)}`;
    this.#draw(`BT ${paint(colour, 'rg')} /${font} ${size} Tf ${at} Td (${encode(text)}) Tj ET`, page);
  }

  rule(left: number, right: number, y: number, colour: Colour, page?: number): void {
    const height = round(PAGE_HEIGHT - y);
    this.#draw(`${paint(colour, 'RG')} 0.6 w ${left} ${height} m ${right} ${height} l S`, page);
  }

  /** `top` is the upper edge. */
  fill(left: number, top: number, width: number, height: number, colour: Colour): void {
    this.#draw(`${paint(colour, 'rg')} ${left} ${round(PAGE_HEIGHT - top - height)} ${width} ${height} re f`);
  }

  toPdf(title: string): Uint8Array {
    const font = (name: string) => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
    const kids = this.#pages.map((_, index) => `${6 + index * 2} 0 R`).join(' ');
    const objects = [
      '<< /Type /Catalog /Pages 2 0 R /Lang (de-AT) /ViewerPreferences << /DisplayDocTitle true >> >>',
      `<< /Type /Pages /Kids [${kids}] /Count ${this.pages} /MediaBox [0 0 ${PAGE_WIDTH} ${PAGE_HEIGHT}] >>`,
      font('Helvetica'),
      font('Helvetica-Bold'),
      `<< /Title (${encode(title)}) /Author (ETRON) >>`,
      ...this.#pages.flatMap((operators, index) => {
        const stream = deflateSync(operators.join('\n')).toString('latin1');
        return [
          `<< /Type /Page /Parent 2 0 R /Contents ${7 + index * 2} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>`,
          `<< /Length ${stream.length} /Filter /FlateDecode >>\nstream\n${stream}\nendstream`,
        ];
      }),
    ];
    let text = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
    const offsets = objects.map((object, index) => {
      const offset = `${String(text.length).padStart(10, '0')} 00000 n \n`;
      text += `${index + 1} 0 obj\n${object}\nendobj\n`;
      return offset;
    });
    const size = objects.length + 1;
    text += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${size} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
    return Buffer.from(text, 'latin1');
  }
}
