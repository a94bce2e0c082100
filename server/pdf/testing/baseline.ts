import { randomBytes } from 'node:crypto';
import { pdflibAddPlaceholder } from '@signpdf/placeholder-pdf-lib';
import { P12Signer } from '@signpdf/signer-p12';
import { SignPdf } from '@signpdf/signpdf';
import { PDFDocument, PDFName, rgb, StandardFonts } from 'pdf-lib';
import type { AuditBlock, AuditPage, PlacedMark } from '../pdf.ts';

const EVENTS = 20;

/** What is burned in the benchmark: two texts, a tick and a drawn signature of 200 points. */
export const MARKS: PlacedMark[] = [
  {
    area: { page: 0, x: 0.1, y: 0.1, width: 0.4, height: 0.03 },
    mark: { kind: 'text', text: 'Bäckerei Hollerbach GmbH', multiline: false },
  },
  {
    area: { page: 0, x: 0.1, y: 0.15, width: 0.4, height: 0.03 },
    mark: { kind: 'text', text: '24.11.2026', multiline: false },
  },
  { area: { page: 0, x: 0.1, y: 0.2, width: 0.03, height: 0.02 }, mark: { kind: 'tick' } },
  {
    area: { page: 0, x: 0.1, y: 0.8, width: 0.4, height: 0.1 },
    mark: {
      kind: 'signature',
      mark: {
        kind: 'drawn',
        width: 400,
        height: 150,
        strokes: [
          Array.from({ length: 200 }, (_, index) => [
            index * 2,
            75 + 60 * Math.sin(index / 6),
            1.5 + Math.sin(index / 9),
          ]),
        ],
      },
    },
  },
];

const row = (label: string, value: string): AuditBlock => ({ kind: 'row', label, value });

/** As of a document with one signer. */
export const AUDIT: AuditPage = {
  language: 'de',
  kind: 'Signaturprotokoll',
  title: 'Wartungsvertrag Kassensystem',
  reference: '7b0e6a8e-6c55-4a0b-8f0e-3f0a4b8a2b11',
  reason: 'Dokument abgeschlossen',
  blocks: [
    row('SHA-256 des Originals', 'a1'.repeat(32)),
    row('SHA-256 des zuletzt unterschriebenen Dokuments', 'b2'.repeat(32)),
    { kind: 'heading', text: 'Unterschrift' },
    { kind: 'strong', text: 'Łukasz Čížek', aside: 'Kunde' },
    row('Unterschrieben am', '24.11.2026, 18:00:00 MEZ'),
    row('E-Mail', 'lukasz@example.at'),
    row('Erkannt durch', 'Anmeldung mit Passwort'),
    row('IP-Adresse', '192.0.2.1'),
    row('Browser', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'),
    { kind: 'heading', text: 'Ablauf' },
    ...Array.from({ length: EVENTS }, (_, index) =>
      row(`24.11.2026, 17:${String(index).padStart(2, '0')}:00 MEZ`, `Feld ${index + 1} ausgefüllt`),
    ),
    row('Kopf der Ereigniskette', 'c3'.repeat(32)),
  ],
};

/** A document as a scanner makes it: a picture that cannot be compressed and some text on each page. */
export async function writeScan(pages: number, bytes: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const width = 256;
  const height = Math.floor(bytes / width);
  for (let index = 0; index < pages; index++) {
    const page = pdf.addPage([595.28, 841.89]);
    const picture = pdf.context.stream(randomBytes(width * height), {
      Type: 'XObject',
      Subtype: 'Image',
      Width: width,
      Height: height,
      ColorSpace: 'DeviceGray',
      BitsPerComponent: 8,
    });
    page.node.setXObject(PDFName.of('Scan'), pdf.context.register(picture));
    page.drawText(`Seite ${index + 1}`, { x: 50, y: 800, size: 12, font });
    page.node.addContentStream(pdf.context.register(pdf.context.flateStream('q 400 0 0 400 50 300 cm /Scan Do Q')));
  }
  return await pdf.save({ useObjectStreams: false });
}

/** Pages of plain text, 55 lines each, as word processors write them. */
export async function writeText(pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let page = 0; page < pages; page++) {
    const lines = Array.from(
      { length: 55 },
      (_, line) => `Seite ${page + 1}, Zeile ${line + 1}: Wartung der Kassen laut Vertrag`,
    );
    document.addPage([595, 842]).drawText(lines.join('\n'), { x: 50, y: 800, size: 9, lineHeight: 13, font });
  }
  return document.save();
}

/** The same work with pdf-lib and @signpdf, as their documentation has it. */
export async function sealWithPdfLib(bytes: Uint8Array, p12: Buffer): Promise<Buffer> {
  const pdf = await PDFDocument.load(bytes);
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const [page] = pdf.getPages();
  const { width, height } = page!.getSize();
  for (const { area, mark } of MARKS) {
    const [x, y] = [area.x * width, (1 - area.y - area.height) * height];
    if (mark.kind === 'text') page!.drawText(mark.text, { x, y, size: 11, font });
    else if (mark.kind === 'tick') page!.drawSvgPath('M 0 8 L 5 13 L 14 0', { x, y: y + 14, borderWidth: 2 });
    else if (mark.mark.kind === 'drawn') {
      const path = mark.mark.strokes.flat().map(([px, py], index) => `${index === 0 ? 'M' : 'L'} ${px} ${py}`);
      page!.drawSvgPath(path.join(' '), { x, y: y + area.height * height, scale: 0.5, borderColor: rgb(0, 0, 0.3) });
    }
  }
  pdf.getForm().flatten();
  const audit = pdf.addPage([595.28, 841.89]);
  const rows = AUDIT.blocks.flatMap((block) => (block.kind === 'row' ? [`${block.label} ${block.value}`] : []));
  const lines = [AUDIT.title, ...rows];
  for (const [index, line] of lines.entries()) audit.drawText(line, { x: 50, y: 780 - index * 14, size: 10, font });
  pdflibAddPlaceholder({
    pdfDoc: pdf,
    reason: 'Dokument',
    contactInfo: '',
    name: 'Bench',
    location: '',
    subFilter: 'ETSI.CAdES.detached',
  });
  const saved = await pdf.save({ useObjectStreams: false });
  return await new SignPdf().sign(Buffer.from(saved), new P12Signer(p12, { passphrase: 'bench' }));
}
