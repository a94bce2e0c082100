import type { PdfEngine, PlacedMark } from '../pdf/pdf.ts';
import { PdfError, UnprintableError } from '../pdf/pdf.ts';

const encoder = new TextEncoder();

/** An engine that only appends comments: fast, and nothing like a signature. */
export function createFakePdfEngine(): PdfEngine {
  const append = (pdf: Uint8Array, ...comments: unknown[]): Uint8Array =>
    Buffer.concat([pdf, ...comments.map((comment) => encoder.encode(`\n% ${JSON.stringify(comment)}`))]);
  const burn = async (pdf: Uint8Array, marks: readonly PlacedMark[]): Promise<Uint8Array> => {
    const index = marks.findIndex(({ mark }) => mark.kind === 'text' && /\p{Extended_Pictographic}/u.test(mark.text));
    if (index >= 0) throw new UnprintableError(index, '😀');
    return append(pdf, marks);
  };
  return {
    async inspect(pdf) {
      const text = Buffer.from(pdf).toString('latin1');
      if (!text.startsWith('%PDF')) throw new PdfError('pdf_invalid', 'Not a PDF.');
      const pages = text.match(/\/Type\s*\/Page\b/g) ?? [''];
      return { pages: pages.map(() => ({ width: 595, height: 842 })), fields: [] };
    },
    prepare: async (pdf, fields) => append(pdf, `prepared ${fields.length}`),
    burn,
    seal: async (pdf, marks, audit) => append(await burn(pdf, marks), audit, 'sealed'),
    check: async (pdf) => ({
      fault: Buffer.from(pdf).toString('latin1').endsWith('"sealed"') ? null : 'not_signed',
    }),
    close: async () => {},
  };
}
