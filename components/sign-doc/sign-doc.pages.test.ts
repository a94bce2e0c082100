import { assert, nextFrame } from '@open-wc/testing';
import { signingDocumentSchema } from '../../src/contract/documents.schema.ts';
import { getDocument, getDocumentFile, type SigningDocument } from '../../src/contract/documents.ts';
import { streamChanges } from '../../src/contract/history.ts';
import { accessTokenSchema } from '../../src/contract/session.schema.ts';
import { exchangeHostToken } from '../../src/contract/session.ts';
import { API, mock, mockNetwork, never, offline, problem, requestsOf } from '../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  clearPage,
  eventually,
  expectAccessible,
  press,
  showPage,
  textOf,
} from '../../src/internal/testing/page.ts';
import { mockFile, sampleDocument, samplePdf } from '../../src/internal/testing/signing.ts';
import './sign-doc.define.ts';
import type { EtronSignDoc } from './sign-doc.ts';

const LINES = ['Wartungsvertrag zwischen ETRON und Kunde', 'Punkt 1: Gegenstand', 'Punkt 2: Entgelt'];

const canvases = (element: EtronSignDoc) => [
  ...element.renderRoot.querySelectorAll<HTMLCanvasElement>('.sheet canvas'),
];
const sheet = (element: EtronSignDoc, page: number) =>
  element.renderRoot.querySelector(`[data-page='${page}']`) as HTMLElement;
const inked = (canvas: HTMLCanvasElement) =>
  canvas
    .getContext('2d')
    ?.getImageData(0, 0, canvas.width, canvas.height)
    .data.some((value, i) => i % 4 === 0 && value < 90);

describe('<etron-sign-doc>, its pages', () => {
  mockNetwork();
  let document_: SigningDocument;

  function serve(count: number, over: Partial<SigningDocument> = {}): void {
    const pdf = samplePdf(Array.from({ length: count }, (_, i) => [`Seite ${i + 1}`, ...LINES]));
    const pages = Array.from({ length: count }, () => ({ width: 595, height: 842 }));
    document_ = sampleDocument({ size: pdf.length, pages, fields: [], ...over });
    mock(getDocument, signingDocumentSchema, () => document_);
    mock(streamChanges, undefined, never);
    mockFile(pdf);
  }

  function show(width = '900px'): EtronSignDoc {
    const element = document.createElement('etron-sign-doc');
    element.apiUrl = API;
    element.documentId = document_.id;
    showPage(width, element);
    return element;
  }

  beforeEach(() => localStorage.clear());
  afterEach(clearPage);

  it('draws the pages with a font that the document does not bring', async () => {
    serve(3);
    const element = show();
    const [canvas] = await eventually(() => canvases(element)[0] && canvases(element), 8_000);
    assert.isTrue(inked(canvas as HTMLCanvasElement));
    assert.approximately(canvas?.width ?? 0, sheet(element, 0).clientWidth * devicePixelRatio, 1);
    await expectAccessible(element);
  });

  it('keeps the place of pages before they are drawn', async () => {
    serve(3);
    mock(getDocumentFile, undefined, () => new Promise<Response>(() => {}));
    const element = show();
    const { width, height } = await eventually(() => sheet(element, 2)?.getBoundingClientRect());
    assert.approximately(height / width, 842 / 595, 0.01);
  });

  it('draws few of 200 pages, and lets go of those that are out of sight', async () => {
    serve(200);
    const element = show();
    await eventually(() => canvases(element).length, 8_000);
    sheet(element, 150).scrollIntoView();
    await eventually(() => sheet(element, 150).querySelector('canvas'), 8_000);
    await eventually(() => !sheet(element, 0).querySelector('canvas'));
    assert.isBelow(canvases(element).length, 6);
  });

  it('has the text of every page, seen or not, to select and to read aloud', async () => {
    serve(12);
    const element = show();
    await eventually(() => textOf(element).includes('Seite 12 Wartungsvertrag zwischen'), 8_000);
    sheet(element, 0).scrollIntoView();
    await eventually(() => sheet(element, 0).querySelector('.placed'), 8_000);
    const spans = [...sheet(element, 0).querySelectorAll<HTMLElement>('.placed span')];
    const line = spans.find(({ textContent }) => textContent === LINES[0]) as HTMLElement;
    const [canvas] = canvases(element);
    const page = sheet(element, 0).getBoundingClientRect();
    const box = line.getBoundingClientRect();
    assert.approximately(box.left - page.left, (60 / 595) * page.width, 2);
    // As long as the line in the picture: nothing is printed right of it.
    const context = (canvas as HTMLCanvasElement).getContext('2d') as CanvasRenderingContext2D;
    const right = Math.ceil((box.right - page.left + 3) * devicePixelRatio);
    const beside = context.getImageData(
      right,
      (box.top - page.top) * devicePixelRatio,
      60,
      box.height * devicePixelRatio,
    );
    assert.isTrue(beside.data.every((value) => value > 200));
    assert.equal(allByRole('group', /Seite 1 von 12/).length, 1);
  });

  it('enlarges by buttons and keys, draws sharply again, and scrolls within itself', async () => {
    serve(2);
    const element = show('600px');
    const before = (await eventually(() => canvases(element)[0], 8_000)).width;
    byRole('button', 'Vergrößern').click();
    press(byRole('button', 'Vergrößern'), '+');
    await eventually(() => (canvases(element)[0]?.width ?? 0) > before * 1.45, 8_000);
    assert.isOk(byRole('button', /An Breite anpassen, 150 %/));
    assert.isAtMost(element.scrollWidth, 600);
    await expectAccessible(element);
    press(byRole('button', 'Vergrößern'), '0');
    await eventually(() => canvases(element)[0]?.width === before, 8_000);
    press(byRole('button', 'Verkleinern'), '-');
    await eventually(() => byRole('button', /An Breite anpassen, 75 %/));
  });

  it('keeps what is in the middle of the screen there when it is enlarged', async () => {
    serve(4);
    const element = show('600px');
    const third = await eventually(() => sheet(element, 2));
    third.scrollIntoView({ block: 'center' });
    const middle = () => {
      const { top, height } = third.getBoundingClientRect();
      return (innerHeight / 2 - top) / height;
    };
    const before = middle();
    byRole('button', 'Vergrößern').click();
    await eventually(() => byRole('button', /125 %/));
    await nextFrame();
    assert.approximately(middle(), before, 0.03);
  });

  it('asks for the file with the token of the host, in ranges too', async () => {
    serve(2);
    mock(exchangeHostToken, accessTokenSchema, () => ({ accessToken: 'access', expiresIn: 600 }));
    const element = show();
    element.getToken = async () => 'host';
    // The request from before the host gave its token is sent again with it.
    const sent = () => requestsOf(getDocumentFile).map(({ headers }) => headers.get('authorization'));
    await eventually(() => sent().at(-1) === 'Bearer access', 8_000);
    await eventually(() => canvases(element)[0], 8_000);
    // The rest of the file is requested now. Waiting for it keeps it out of the next test.
    await eventually(() => requestsOf(getDocumentFile).some(({ headers }) => !headers.has('range')), 8_000);
    assert.equal(sent().at(-1), 'Bearer access');
  });

  it('brings the first page of a long document before the rest, and looks at its pages with few requests', async () => {
    const count = 40;
    // Only the first line is short enough to be on the page.
    const pdf = samplePdf(Array.from({ length: count }, (_, i) => [`Seite ${i + 1}`, ...LINES, 'x'.repeat(30_000)]));
    serve(count, { size: pdf.length });
    mockFile(pdf);
    const element = show();
    const [canvas] = await eventually(() => canvases(element)[0] && canvases(element), 8_000);
    assert.isTrue(inked(canvas!));
    await eventually(() => requestsOf(getDocumentFile).some(({ headers }) => !headers.has('range')), 8_000);
    const asked = requestsOf(getDocumentFile).map(({ headers }) => headers.get('range') ?? 'all');
    const before = asked.slice(0, asked.indexOf('all'));
    assert.isAtLeast(Math.max(...before.map((range) => range.split(',').length)), count / 2, asked.join('\n'));
    assert.isBelow(before.length, count / 2, asked.join('\n'));
  });

  it('reads in ranges what its stream does not bring', async () => {
    const pdf = samplePdf([LINES, LINES]);
    serve(2);
    document_ = { ...document_, size: pdf.length };
    mock(getDocumentFile, undefined, ({ headers }) => {
      const [, begin, end] = /^bytes=(\d+)-(\d+)$/.exec(headers.get('range') ?? '') ?? [];
      if (begin === undefined)
        return new Response(new ReadableStream({}), { headers: { 'content-type': 'application/pdf' } });
      return new Response(pdf.slice(Number(begin), Number(end) + 1), { status: 206 });
    });
    const element = show();
    await eventually(() => canvases(element)[0], 8_000);
  });

  it('says when the file cannot be had, and tries again', async () => {
    serve(1);
    mock(getDocumentFile, undefined, offline);
    const element = show();
    const failed: string[] = [];
    element.addEventListener('etron-document-failed', ({ code }) => failed.push(code));
    const retry = await eventually(() => allByRole('button', 'Erneut versuchen')[0], 8_000);
    assert.include(textOf(element), 'Keine Verbindung');
    assert.deepEqual(failed, ['network']);
    await expectAccessible(element);
    serve(1);
    retry.click();
    await eventually(() => canvases(element)[0], 8_000);
  });

  it('says when the file is none', async () => {
    serve(1);
    const junk = new Uint8Array(2_000);
    document_ = { ...document_, size: junk.length };
    mockFile(junk);
    const element = show();
    await eventually(() => textOf(element).includes('Die Seiten können nicht angezeigt werden.'), 8_000);
  });

  it('saves the file under the name of the document, and says why not', async () => {
    serve(1);
    const element = show();
    await eventually(() => canvases(element)[0], 8_000);
    mock(getDocumentFile, undefined, () => problem(404, 'not_found'));
    byRole('button', 'Herunterladen').click();
    await eventually(() => textOf(element).includes('Das gibt es nicht (mehr).'));
    assert.equal(requestsOf(getDocumentFile).at(-1)?.query.get('download'), 'true');
    await nextFrame();
  });
});
