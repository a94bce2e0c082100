import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { AFRelationship, PDFDocument, PDFHexString, PDFName, PDFString } from 'pdf-lib';

/** The XML of an e-invoice, with letters of more than one alphabet. */
export const INVOICE_XML = `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
 xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100">
 <rsm:ExchangedDocument><ram:ID>RE-2026-0815</ram:ID><ram:Name>Rechnung für Łukasz Čížek: 1.200 €</ram:Name></rsm:ExchangedDocument>
</rsm:CrossIndustryInvoice>
`;

const XMP = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;

/** A colour profile, as PDF/A wants one. */
const PROFILE = createRequire(import.meta.url).resolve('pdfjs-dist/iccs/CGATS001Compat-v2-micro.icc');

/** An invoice as Factur-X and ZUGFeRD have it: PDF/A-3 with its data as an associated file. Other files may be attached to it, by name. */
export async function writeInvoice(files: Record<string, string> = {}): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const { context, catalog } = pdf;
  pdf.addPage([595, 842]).drawRectangle({ x: 72, y: 700, width: 200, height: 2 });
  const metadata = context.stream(XMP, { Type: 'Metadata', Subtype: 'XML' });
  catalog.set(PDFName.of('Metadata'), context.register(metadata));
  const profile = context.register(context.flateStream(await readFile(PROFILE), { N: 4 }));
  const intent = { Type: 'OutputIntent', S: 'GTS_PDFA1', OutputConditionIdentifier: PDFString.of('CGATS001') };
  catalog.set(PDFName.of('OutputIntents'), context.obj([{ ...intent, DestOutputProfile: profile }]));
  const id = PDFHexString.of('8f14e45fceea167a5a36dedd4bea2543');
  context.trailerInfo.ID = context.obj([id, id]);
  const date = new Date('2026-11-30T12:00:00Z');
  for (const [name, content] of Object.entries({ 'factur-x.xml': INVOICE_XML, ...files }))
    await pdf.attach(Buffer.from(content), name, {
      mimeType: 'text/xml',
      afRelationship: AFRelationship.Alternative,
      creationDate: date,
      modificationDate: date,
    });
  return await pdf.save({ useObjectStreams: false });
}
