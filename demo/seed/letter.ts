import type { NewField } from '../../src/contract/documents.ts';

const [WIDTH, HEIGHT, MARGIN] = [595, 842, 64];
/** Width of a line in points, and the number of characters in Helvetica that fit into it. */
const [LEADING, COLUMNS] = [16, 88];

/** A line to fill in: what stands before it, and the field on it. */
export type LetterField = Pick<NewField, 'type' | 'name'> & Partial<NewField>;

export interface Letter {
  title: string;
  paragraphs: readonly string[];
  fields: readonly LetterField[];
}

/** A letter of one page as a PDF in the standard fonts, with its fields below the text. */
export function writeLetter({ title, paragraphs, fields }: Letter): { pdf: Uint8Array; fields: NewField[] } {
  const content: string[] = [];
  const write = (text: string, x: number, y: number, size: number, font = 'F1') =>
    content.push(`BT /${font} ${size} Tf ${x} ${y} Td (${text.replace(/[\\()]/g, '\\$&')}) Tj ET`);
  let y = HEIGHT - 90;
  write(title, MARGIN, y, 20, 'F2');
  y -= 34;
  for (const paragraph of paragraphs) {
    for (const line of wrap(paragraph)) {
      write(line, MARGIN, y, 10.5);
      y -= LEADING;
    }
    y -= 8;
  }
  const placed = fields.map((field): NewField => {
    const height = field.type === 'signature' ? 56 : 20;
    y -= height + 14;
    write(field.label ?? field.name, MARGIN, y + 6, 9);
    content.push(`0.6 G 0.5 w ${MARGIN + 150} ${y} m ${MARGIN + 400} ${y} l S`);
    const area = {
      page: 0,
      x: (MARGIN + 150) / WIDTH,
      y: (HEIGHT - y - height) / HEIGHT,
      width: (field.type === 'checkbox' ? height : 250) / WIDTH,
      height: height / HEIGHT,
    };
    return { role: 'Kunde', areas: [area], ...field };
  });
  return { pdf: pdfOf(content.join('\n')), fields: placed };
}

function wrap(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trimStart();
    if (longer.length > COLUMNS) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

// Characters whose code in Windows-1252 differs from Latin-1. The standard fonts have no other characters.
const WINDOWS: Record<string, number> = { '€': 0x80, '„': 0x84, '“': 0x93, '’': 0x92, '–': 0x96 };

function pdfOf(content: string): Uint8Array {
  const font = (name: string) => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (de-AT) >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    font('Helvetica'),
    font('Helvetica-Bold'),
  ];
  const offsets: string[] = [];
  let text = '%PDF-1.7\n';
  objects.forEach((object, index) => {
    offsets.push(`${String(text.length).padStart(10, '0')} 00000 n \n`);
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Uint8Array.from(text, (character) => WINDOWS[character] ?? character.charCodeAt(0));
}
