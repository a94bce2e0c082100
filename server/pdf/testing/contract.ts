import {
  PDFDocument,
  type PDFFont,
  type PDFForm,
  PDFHexString,
  PDFName,
  type PDFPage,
  PDFString,
  rgb,
  StandardFonts,
} from 'pdf-lib';

const MARGIN = 64;
const A4: [number, number] = [595.28, 841.89];
const INK = rgb(0.1, 0.12, 0.16);
const GREY = rgb(0.42, 0.45, 0.5);

const PAGES = [
  {
    title: 'Wartungsvertrag Kassensystem',
    paragraphs: [
      'abgeschlossen zwischen der ETRON Softwareentwicklungs- und Vertriebs GmbH (im Folgenden „ETRON“) und dem unten genannten Auftraggeber.',
      '1. Gegenstand. ETRON wartet die im Betrieb des Auftraggebers eingesetzten Registrierkassen samt Software, hält sie auf dem Stand der Registrierkassensicherheitsverordnung (RKSV) und behebt Störungen innerhalb der vereinbarten Zeiten.',
      '2. Auftraggeber. Bitte ergänzen Sie die folgenden Angaben.',
    ],
  },
  {
    title: 'Leistungen und Entgelt',
    paragraphs: [
      '3. Störungsannahme. ETRON nimmt Störungen werktags von 7:30 bis 18:00 Uhr entgegen. Außerhalb dieser Zeiten gilt die gewählte Bereitschaft.',
      '4. Reaktionszeit. Bei Stillstand einer Kasse beginnt die Behebung innerhalb von zwei Stunden, bei anderen Störungen am folgenden Werktag.',
      '5. Entgelt. Das Entgelt wird monatlich im Voraus verrechnet und nach dem Verbraucherpreisindex 2020 wertgesichert.',
      'Bitte wählen Sie das Paket, die Bereitschaft und den Beginn.',
    ],
  },
  {
    title: 'Schlussbestimmungen',
    paragraphs: [
      '6. Dauer. Der Vertrag gilt auf unbestimmte Zeit und kann von beiden Seiten zum Ende eines Kalendervierteljahres mit einer Frist von drei Monaten gekündigt werden.',
      '7. Datenschutz. Soweit ETRON personenbezogene Daten verarbeitet, gilt die beigelegte Vereinbarung zur Auftragsverarbeitung nach Art. 28 DSGVO.',
      '8. Es gilt österreichisches Recht. Gerichtsstand ist Wien.',
    ],
  },
];

/**
 * A German contract of three pages as an office program makes it: an AcroForm with text, date, checkbox, radio buttons, dropdown and two
 * signatures, six fields of it required. `Firma` is filled in already.
 */
export async function writeContract(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.setTitle('Wartungsvertrag Kassensystem');
  pdf.setLanguage('de-AT');
  const fonts = {
    text: await pdf.embedFont(StandardFonts.Helvetica),
    bold: await pdf.embedFont(StandardFonts.HelveticaBold),
  };
  const pages = PAGES.map(({ title, paragraphs }, index) => {
    const page = pdf.addPage(A4);
    page.drawText(title, { x: MARGIN, y: 760, size: 20, font: fonts.bold, color: INK });
    let y = 722;
    for (const paragraph of paragraphs) y = drawParagraph(page, fonts.text, paragraph, y) - 10;
    page.drawText(`Seite ${index + 1} von ${PAGES.length}`, {
      x: MARGIN,
      y: 40,
      size: 9,
      font: fonts.text,
      color: GREY,
    });
    return page;
  });
  const [first, second, third] = pages as [PDFPage, PDFPage, PDFPage];
  const form = pdf.getForm();

  label(first, fonts.text, 'Firma', 548);
  const company = textField(form, first, 'Firma', 520);
  company.setText('Bäckerei Hollerbach GmbH');
  label(first, fonts.text, 'Ansprechpartner', 492);
  textField(form, first, 'Ansprechpartner', 464).enableRequired();
  label(first, fonts.text, 'Telefon für Rückfragen', 436);
  textField(form, first, 'Telefon', 408);

  label(second, fonts.text, 'Paket', 478);
  const pack = form.createDropdown('Paket');
  pack.addOptions(['Basis', 'Komfort', 'Premium']);
  pack.addToPage(second, box(450));
  pack.enableRequired();
  label(second, fonts.text, 'Bereitschaft', 418);
  const standby = form.createRadioGroup('Bereitschaft');
  for (const [index, option] of ['Werktags', 'Auch samstags', 'Rund um die Uhr'].entries()) {
    const x = MARGIN + index * 150;
    standby.addOptionToPage(option, second, { x, y: 394, width: 14, height: 14 });
    second.drawText(option, { x: x + 22, y: 397, size: 10.5, font: fonts.text, color: INK });
  }
  standby.enableRequired();
  label(second, fonts.text, 'Beginn', 358);
  const begin = textField(form, second, 'Beginn', 330);
  begin.enableRequired();
  // How every form editor marks a date.
  const format = PDFString.of('AFDate_FormatEx("dd.mm.yyyy");');
  const action = pdf.context.obj({ F: { S: 'JavaScript', JS: format } });
  begin.acroField.dict.set(PDFName.of('AA'), action);

  const consent = form.createCheckBox('Newsletter');
  consent.addToPage(third, { x: MARGIN, y: 520, width: 14, height: 14 });
  third.drawText('Ich möchte über neue Funktionen per E-Mail informiert werden.', {
    x: MARGIN + 22,
    y: 523,
    size: 10.5,
    font: fonts.text,
    color: INK,
  });
  label(third, fonts.text, 'Unterschrift Auftraggeber', 440);
  signatureField(pdf, third, 'Unterschrift Auftraggeber', 'Unterschrift des Auftraggebers', [MARGIN, 370, 200, 60]);
  third.drawText('Unterschrift Einziehungsermächtigung', {
    x: MARGIN + 260,
    y: 440,
    size: 9,
    font: fonts.text,
    color: GREY,
  });
  signatureField(pdf, third, 'Unterschrift SEPA', 'Unterschrift für die Einziehungsermächtigung', [
    MARGIN + 260,
    370,
    200,
    60,
  ]);
  return pdf.save();
}

function drawParagraph(page: PDFPage, font: PDFFont, text: string, top: number): number {
  const width = A4[0] - 2 * MARGIN;
  let y = top;
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line ? `${line} ${word}` : word;
    if (font.widthOfTextAtSize(longer, 10.5) > width) {
      page.drawText(line, { x: MARGIN, y, size: 10.5, font, color: INK });
      y -= 16;
      line = word;
    } else line = longer;
  }
  page.drawText(line, { x: MARGIN, y, size: 10.5, font, color: INK });
  return y - 16;
}

function label(page: PDFPage, font: PDFFont, text: string, y: number): void {
  page.drawText(text, { x: MARGIN, y, size: 9, font, color: GREY });
}

const box = (y: number) => ({
  x: MARGIN,
  y,
  width: 300,
  height: 22,
  borderWidth: 0.5,
  borderColor: rgb(0.7, 0.72, 0.76),
});

function textField(form: PDFForm, page: PDFPage, name: string, y: number) {
  const field = form.createTextField(name);
  field.addToPage(page, box(y));
  field.acroField.dict.set(PDFName.of('TU'), PDFHexString.fromText(name));
  return field;
}

/** pdf-lib knows no signature fields of its own. */
function signatureField(
  pdf: PDFDocument,
  page: PDFPage,
  name: string,
  tip: string,
  [x, y, width, height]: [number, number, number, number],
): void {
  const field = pdf.context.register(
    pdf.context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      // Required.
      Ff: 2,
      F: 4,
      T: PDFHexString.fromText(name),
      TU: PDFHexString.fromText(tip),
      Rect: [x, y, x + width, y + height],
      P: page.ref,
    }),
  );
  page.node.addAnnot(field);
  pdf.getForm().acroForm.addField(field);
}
