import { saveValuesBody, signingDocumentSchema } from '../../contract/documents.schema.ts';
import {
  type DocumentField,
  type DocumentSigner,
  type FieldArea,
  type FieldValues,
  getDocument,
  getDocumentFile,
  type SignatureMark,
  type SigningDocument,
  saveValues,
} from '../../contract/documents.ts';
import { historyPageSchema, timeSheetSchema } from '../../contract/history.schema.ts';
import { listHistory, listTimeEntries, streamChanges } from '../../contract/history.ts';
import { meSchema } from '../../contract/session.schema.ts';
import { getSession } from '../../contract/session.ts';
import { mockDocuments } from './documents.ts';
import { API, EventStream, mock, never } from './network.ts';
import { allByRole, eventually, showPage } from './page.ts';
import { uuid } from './samples.ts';
import { me } from './session.ts';

/** A PDF of A4 pages with these lines of text, in Helvetica that is not embedded. */
export function samplePdf(pages: string[][]): Uint8Array<ArrayBuffer> {
  const first = 4;
  const kids = pages.map((_, i) => `${first + 2 * i} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((lines, i) => {
      const content = `BT /F1 12 Tf 18 TL 60 780 Td ${lines.map((line) => `(${line}) Tj T*`).join('\n')} ET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${first + 2 * i + 1} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  let text = '%PDF-1.7\n';
  const offsets = objects.map((object, i) => {
    const offset = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${`${offset}`.padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** A required line of text; its label is its name. */
export const sampleField = (
  n: number,
  name: string,
  area: Partial<FieldArea>,
  over: Partial<DocumentField> = {},
): DocumentField => ({
  id: uuid(100 + n),
  type: 'text',
  name,
  label: name,
  tip: null,
  areas: [{ page: 0, x: 0.1, y: 0.3, width: 0.35, height: 0.026, ...area }],
  role: 'Kunde',
  required: true,
  readOnly: false,
  maxLength: null,
  comb: false,
  alignment: 'left',
  fontSize: null,
  options: [],
  defaultValue: null,
  format: null,
  validation: null,
  ...over,
});

const optional = { required: false };
const box = { width: 0.025, height: 0.018 };
const PAYMENTS = [
  { value: 'monthly', label: 'monatlich' },
  { value: 'yearly', label: 'jährlich' },
];
const MODULES = [
  { value: 'pos', label: 'Kassa' },
  { value: 'erp', label: 'Warenwirtschaft' },
];

/** Fields of every type on three pages; seven are required. */
const sampleFields = (): DocumentField[] => [
  sampleField(1, 'Firma', { y: 0.2 }, { tip: 'Wie im Firmenbuch.' }),
  sampleField(2, 'Ort', { x: 0.55, y: 0.2 }),
  sampleField(3, 'E-Mail', { y: 0.27 }, { type: 'email' }),
  sampleField(4, 'Telefon', { x: 0.55, y: 0.27 }, { type: 'phone', ...optional }),
  sampleField(
    5,
    'Filialen',
    { y: 0.34, width: 0.15 },
    { type: 'number', ...optional, validation: { min: '1', max: '99' } },
  ),
  sampleField(
    6,
    'Vertragsbeginn',
    { x: 0.55, y: 0.34, width: 0.25 },
    { type: 'date', validation: { min: '2026-01-01' } },
  ),
  sampleField(7, 'Modul', { y: 0.41 }, { type: 'select', ...optional, options: MODULES }),
  sampleField(8, 'Anmerkungen', { y: 0.5, width: 0.8, height: 0.12 }, { type: 'multiline', ...optional }),
  {
    ...sampleField(9, 'Zahlung', {}, { type: 'radio', options: PAYMENTS }),
    areas: [
      { page: 1, x: 0.1, y: 0.2, ...box, option: 'monthly' },
      { page: 1, x: 0.3, y: 0.2, ...box, option: 'yearly' },
    ],
  },
  sampleField(10, 'AGB gelesen', { page: 1, y: 0.3, ...box }, { type: 'checkbox' }),
  sampleField(
    11,
    'Initialen',
    { page: 1, x: 0.75, y: 0.85, width: 0.15, height: 0.05 },
    { type: 'initials', ...optional },
  ),
  sampleField(12, 'Datum', { page: 2, y: 0.3, width: 0.3 }, { type: 'signing_date' }),
  sampleField(13, 'Unterschrift', { page: 2, y: 0.4, width: 0.4, height: 0.08 }, { type: 'signature' }),
  sampleField(
    14,
    'Zweite Unterschrift',
    { page: 2, x: 0.55, y: 0.4, width: 0.35, height: 0.08 },
    { type: 'signature', ...optional },
  ),
];

export const sampleMark: SignatureMark = {
  kind: 'drawn',
  width: 300,
  height: 100,
  strokes: [
    [
      [10, 80, 3],
      [40, 20, 3],
      [70, 85, 4],
      [100, 30, 3],
      [140, 70, 3],
      [190, 40, 2],
      [280, 60, 2],
    ],
  ],
};

/** Values of all required fields of `sampleFields`. */
export const sampleValues = (): SigningDocument['values'] => ({
  [uuid(101)]: 'Bäckerei Huber',
  [uuid(102)]: 'Linz',
  [uuid(103)]: 'huber@baeckerei.example',
  [uuid(106)]: '2027-01-01',
  [uuid(109)]: 'yearly',
  [uuid(110)]: 'true',
  [uuid(113)]: sampleMark,
});

export const sampleSigner = (over: Partial<DocumentSigner> = {}): DocumentSigner => ({
  id: uuid(60),
  role: 'Kunde',
  name: 'Martina Huber',
  order: 1,
  status: 'waiting',
  endedAt: null,
  me: true,
  ...over,
});

/** A document that waits for its reader, and then for a second signer. */
export const sampleDocument = (over: Partial<SigningDocument> = {}): SigningDocument => ({
  id: uuid(50),
  title: 'Wartungsvertrag 2027',
  status: 'waiting',
  company: { id: uuid(5), name: 'Bäckerei Huber & Söhne GmbH' },
  createdAt: '2026-11-20T09:00:00Z',
  changedAt: '2026-11-20T09:30:00Z',
  expiresAt: '2026-12-20T22:00:00Z',
  myTurn: true,
  assignee: null,
  messages: 0,
  message: 'Guten Tag Frau Huber, anbei der Vertrag wie besprochen.',
  sha256: 'ab'.repeat(32),
  size: 20_000,
  pages: Array.from({ length: 3 }, () => ({ width: 595, height: 842 })),
  fields: sampleFields(),
  values: {},
  signers: [
    sampleSigner(),
    sampleSigner({ id: uuid(61), role: 'Anbieter', name: 'Katharina Moser', order: 2, me: false }),
  ],
  signing: 'here',
  portalUrl: 'https://portal.example/documents/50',
  mayDecline: true,
  needsCode: false,
  ending: null,
  ...over,
});

/** Serves a PDF as the API does: in ranges where asked for. */
export function mockFile(bytes: Uint8Array<ArrayBuffer>): void {
  mock(getDocumentFile, undefined, ({ headers }) => {
    const type = { 'content-type': 'application/pdf' };
    const asked = [...(headers.get('range') ?? '').matchAll(/(\d+)-(\d+)/g)];
    const parts = asked.map(([, begin, end]) => ({
      head: `bytes ${begin}-${end}/${bytes.length}`,
      content: bytes.slice(Number(begin), Number(end) + 1),
    }));
    const [first, ...others] = parts;
    if (!first) return new Response(bytes, { headers: type });
    if (others.length === 0)
      return new Response(first.content, { status: 206, headers: { ...type, 'content-range': first.head } });
    const pieces = parts.flatMap(({ head, content }) => [
      `\r\n--part\r\nContent-Type: application/pdf\r\nContent-Range: ${head}\r\n\r\n`,
      content,
    ]);
    return new Response(new Blob([...pieces, '\r\n--part--\r\n']), {
      status: 206,
      headers: { 'content-type': 'multipart/byteranges; boundary=part' },
    });
  });
}

/** A document on a mocked server that keeps drafts as the API does; its file never comes. */
export class SigningRoom {
  document: SigningDocument;
  /** What was saved as a draft. */
  readonly saved: FieldValues = {};
  readonly live = new EventStream();

  constructor(over: Partial<SigningDocument> = {}) {
    localStorage.clear();
    this.document = sampleDocument(over);
    // No other document waits.
    mockDocuments([]);
    mock(getDocument, signingDocumentSchema, () => ({
      ...this.document,
      values: { ...this.document.values, ...this.saved },
    }));
    mock(getDocumentFile, undefined, never);
    mock(streamChanges, undefined, () => this.live.response());
    mock(listHistory, historyPageSchema, () => ({ items: [], before: null, unread: false }));
    mock(listTimeEntries, timeSheetSchema, () => ({ items: [], totalMinutes: 0 }));
    mock(getSession, meSchema, () => me(1, 'customer'));
    this.keepDrafts();
  }

  /** Saves drafts from now on. */
  keepDrafts(): void {
    mock(saveValues, undefined, ({ body }) => {
      Object.assign(this.saved, saveValuesBody.parse(body).values);
      return new Response(null, { status: 204 });
    });
  }

  create(): HTMLElementTagNameMap['etron-sign-doc'] {
    const element = document.createElement('etron-sign-doc');
    element.apiUrl = API;
    element.documentId = this.document.id;
    return element;
  }

  show(width = '780px'): HTMLElementTagNameMap['etron-sign-doc'] {
    const element = this.create();
    showPage(width, element);
    return element;
  }

  /** Shows the document and waits until it can be filled in, if it can. */
  async shown(width?: string): Promise<HTMLElementTagNameMap['etron-sign-doc']> {
    const element = this.show(width);
    await eventually(() => allByRole('heading', this.document.title)[0]);
    if (this.document.signing === 'here')
      // What signs it comes in files of its own.
      await eventually(() => element.renderRoot.querySelector('.bar'));
    return element;
  }
}
