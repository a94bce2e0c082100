const HEAD = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';

/** What a PDF of one page has besides; objects begin with number 6, font 5 is Helvetica. */
interface RawPdf {
  /** Entries of the catalog and of the page. */
  catalog?: string;
  page?: string;
  /** Number 5, the font of the words. */
  font?: string;
  /** As they are written between `n 0 obj` and `endobj`. */
  objects?: readonly string[];
  /** Entries of the trailer. */
  trailer?: string;
}

const HELVETICA = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';

/** A PDF with the words „Mustervertrag“, written byte by byte: also with what no library would write. */
export function rawPdf({ catalog = '', page = '', font = HELVETICA, objects = [], trailer = '' }: RawPdf): Buffer {
  const contents = 'BT /F1 18 Tf 72 720 Td (Mustervertrag) Tj ET';
  const all = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> ${page} >>`,
    stream(contents),
    font,
    ...objects,
  ];
  let text = HEAD;
  const rows = ['0000000000 65535 f \n'];
  for (const [index, object] of all.entries()) {
    rows.push(`${String(text.length).padStart(10, '0')} 00000 n \n`);
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const start = text.length;
  const size = all.length + 1;
  text += `xref\n0 ${size}\n${rows.join('')}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

/** A stream as it is written; the content in Latin-1. */
export const stream = (content: string, entries = ''): string =>
  `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`;

/** A PDF with an AcroForm of the objects from number 6 on, which are fields and widgets in one. */
export function rawForm(
  fields: readonly string[],
  { catalog = '', form = '', objects = [] }: { catalog?: string; form?: string; objects?: readonly string[] } = {},
): Buffer {
  const refs = fields.map((_, index) => `${index + 6} 0 R`).join(' ');
  return rawPdf({
    catalog: `${catalog} /AcroForm << /Fields [${refs}] /DR << /Font << /Helv 5 0 R >> >> /DA (/Helv 0 Tf 0 g) ${form} >>`,
    page: `/Annots [${refs}]`,
    objects: [
      ...fields.map((field, index) => {
        const bottom = 600 - index * 30;
        return `<< /Type /Annot /Subtype /Widget /Rect [72 ${bottom} 200 ${bottom + 20}] /F 4 /P 3 0 R /DA (/Helv 10 Tf 0 g) ${field} >>`;
      }),
      ...objects,
    ],
  });
}
