import { assert, nextFrame } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { saveValuesBody, signingDocumentSchema } from '../../src/contract/documents.schema.ts';
import {
  type DocumentField,
  getDocument,
  getDocumentFile,
  type SigningDocument,
  saveValues,
} from '../../src/contract/documents.ts';
import { streamChanges } from '../../src/contract/history.ts';
import { API, mock, mockNetwork } from '../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  clearPage,
  eventually,
  expectAccessible,
  focused,
  overflowing,
  paste,
  showPage,
  statusText,
  textOf,
  type,
} from '../../src/internal/testing/page.ts';
import { uuid } from '../../src/internal/testing/samples.ts';
import { sampleDocument, sampleField } from '../../src/internal/testing/signing.ts';
import './sign-doc.define.ts';
import type { EtronSignDoc } from './sign-doc.ts';

const optional = { required: false };
const OPTIONS = ['Kassa', 'Warenwirtschaft', 'Webshop'].map((label, index) => ({ value: `m${index}`, label }));
const TOWNS = ['Wien', 'Linz'].map((town) => ({ value: town, label: town }));
const box = { width: 0.025, height: 0.018 };

/** As forms of other programs give them. */
const fields = (): DocumentField[] => [
  sampleField(1, 'IBAN', { y: 0.1, width: 0.6 }, { maxLength: 20, comb: true }),
  sampleField(2, 'Nummer', { y: 0.16, width: 0.4 }, { maxLength: 10, comb: true, alignment: 'right', ...optional }),
  sampleField(3, 'Betrag', { y: 0.22 }, { type: 'number', alignment: 'right', ...optional }),
  sampleField(4, 'Ort', { x: 0.55, y: 0.22 }, { alignment: 'center', fontSize: 8, options: TOWNS, ...optional }),
  sampleField(5, 'Module', { y: 0.28, height: 0.08 }, { type: 'multiselect', options: OPTIONS }),
  sampleField(6, 'AGB', { x: 0.8, y: 0.16, ...box }, { type: 'checkbox', format: 'cross', ...optional }),
  sampleField(7, 'Preis', { y: 0.44 }, { type: 'number', readOnly: true, format: '#.##0,00 €', alignment: 'right' }),
  sampleField(8, 'Beginn', { y: 0.48 }, { type: 'date', readOnly: true, format: 'd.m.yyyy' }),
  sampleField(9, 'Gewählt', { y: 0.52 }, { type: 'multiselect', readOnly: true, options: OPTIONS }),
  sampleField(13, 'Unterschrift', { y: 0.6, height: 0.06 }, { type: 'signature' }),
];

describe('<etron-sign-doc>, fields of forms', () => {
  mockNetwork();
  let document_: SigningDocument;
  let saved: SigningDocument['values'];

  beforeEach(() => {
    localStorage.clear();
    saved = {};
    document_ = {
      ...sampleDocument(),
      fields: fields(),
      values: { [uuid(107)]: '1234.5', [uuid(108)]: '2027-01-05', [uuid(109)]: ['m0', 'm2'] },
    };
    mock(getDocument, signingDocumentSchema, () => document_);
    mock(getDocumentFile, undefined, () => new Promise<Response>(() => {}));
    mock(streamChanges, undefined, () => new Promise<Response>(() => {}));
    mock(saveValues, undefined, ({ body }) => {
      Object.assign(saved, saveValuesBody.parse(body).values);
      return new Response(null, { status: 204 });
    });
  });
  afterEach(async () => {
    clearPage();
    await setViewport({ width: 800, height: 600 });
  });

  async function shown(width = '780px'): Promise<EtronSignDoc> {
    const element = document.createElement('etron-sign-doc');
    element.apiUrl = API;
    element.documentId = document_.id;
    showPage(width, element);
    await eventually(() => allByRole('textbox', 'IBAN')[0], 8_000);
    return element;
  }

  /** Where the letters of a text in a comb begin, and how far they are from each other, in cells. */
  function cellsOf(name: string, count: number): [first: number, step: number] {
    const input = byRole<HTMLInputElement>('textbox', name);
    const style = getComputedStyle(input);
    const context = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
    context.font = style.font;
    const letter = context.measureText('0').width;
    const cell = (input.closest('.field') as HTMLElement).clientWidth / count;
    const start = parseFloat(style.paddingLeft) + letter / 2;
    return [start / cell - 0.5, (parseFloat(style.letterSpacing) + letter) / cell];
  }
  const near = (actual: number[], expected: number[]) =>
    actual.forEach((value, index) => assert.closeTo(value, expected[index] as number, 0.05));

  it('has letters in cells of the same width, from the left or from the right', async () => {
    const element = await shown();
    near(cellsOf('IBAN', 20), [0, 1]);
    near(cellsOf('Nummer', 10), [10, 1]);
    type(byRole('textbox', 'Nummer'), '1234');
    await nextFrame();
    near(cellsOf('Nummer', 10), [6, 1]);
    const full = byRole<HTMLInputElement>('textbox', 'IBAN');
    type(full, 'AT611904300234573201');
    full.focus();
    await sendKeys({ press: 'X' });
    assert.equal(full.value, 'AT611904300234573201', 'not more than there are cells');
    assert.equal(full.scrollLeft, 0, 'the first cell stays where it is');
    await eventually(() => saved[uuid(101)] === 'AT611904300234573201', 3_000);
    await expectAccessible(element);
  });

  it('takes an account number that is pasted in groups', async () => {
    await shown();
    const pasted = (text: string) => paste(byRole('textbox', 'IBAN'), text);
    assert.isFalse(pasted('AT61 1904'), 'what fits is left to the browser');
    assert.isFalse(pasted('AT61 1904 3002 3457 3201 9999'), 'and what does not fit at all');
    assert.isTrue(pasted('AT61 1904 3002 3457 3201'));
    await eventually(() => saved[uuid(101)] === 'AT611904300234573201', 3_000);
  });

  it('stands as in the form: aligned, in its size, with suggestions', async () => {
    const element = await shown();
    assert.equal(getComputedStyle(byRole('spinbutton', 'Betrag')).textAlign, 'right');
    const town = byRole<HTMLInputElement>('combobox', 'Ort');
    assert.equal(getComputedStyle(town).textAlign, 'center');
    assert.isBelow(
      parseFloat(getComputedStyle(town).fontSize),
      parseFloat(getComputedStyle(byRole('spinbutton', 'Betrag')).fontSize),
    );
    assert.deepEqual(
      [...(town.list?.options ?? [])].map(({ value }) => value),
      ['Wien', 'Linz'],
    );
    type(town, 'Steyr');
    await eventually(() => saved[uuid(104)] === 'Steyr', 3_000);
    await expectAccessible(element);
  });

  it('takes several options of a list, by keyboard too', async () => {
    const element = await shown();
    assert.include(statusText() + textOf(element), '0 von 3');
    const list = byRole('group', 'Module');
    const state = () => list.closest('.field')?.getAttribute('data-state');
    assert.equal(state(), 'missing');
    byRole('button', 'Nächste').click();
    type(focused() as HTMLElement, 'AT61');
    byRole('button', 'Nächste').click();
    assert.equal(focused(), byRole('checkbox', 'Kassa'));
    await eventually(() => textOf(element).includes('Mehrere möglich'));
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: ' ' });
    assert.equal(focused(), byRole('checkbox', 'Webshop'));
    byRole('checkbox', 'Kassa').click();
    await eventually(() => `${saved[uuid(105)]}` === 'm0,m2', 3_000);
    assert.equal(state(), 'filled');
    await expectAccessible(element);
    for (const name of ['Kassa', 'Webshop']) byRole('checkbox', name).click();
    await nextFrame();
    assert.equal(state(), 'missing', 'nothing chosen is nothing');
  });

  it('shows the author’s values and marks as they will be in the document', async () => {
    const element = await shown();
    const text = textOf(element);
    for (const value of ['1.234,50 €', '5.1.2027', 'Kassa, Webshop']) assert.include(text, value);
    byRole('checkbox', 'AGB').click();
    await nextFrame();
    const field = byRole('checkbox', 'AGB').closest('.field') as HTMLElement;
    assert.equal(field.dataset.tick, '✕');
    // Some browsers say here what stands there, others how the style sheet puts it.
    assert.match(getComputedStyle(field, '::before').content, /✕|attr\(data-tick\)/);
  });

  it('fits on a phone, where the field at work is large', async () => {
    await setViewport({ width: 390, height: 844 });
    const element = await shown('320px');
    assert.deepEqual(overflowing(element), []);
    const input = byRole('textbox', 'IBAN');
    input.focus();
    await nextFrame();
    assert.isAtLeast(input.getBoundingClientRect().height, 44);
    assert.equal(getComputedStyle(input).letterSpacing, 'normal');
    assert.equal(getComputedStyle(input).fontSize, '16px');
    assert.deepEqual(overflowing(element), []);
    byRole('checkbox', 'Kassa').focus();
    await nextFrame();
    assert.isAtLeast((byRole('checkbox', 'Kassa').closest('label') as HTMLElement).offsetHeight, 40);
    assert.deepEqual(overflowing(element), []);
    await expectAccessible(element);
  });

  it('speaks English when the page does', async () => {
    const element = await shown();
    document.documentElement.lang = 'en';
    byRole('checkbox', 'Kassa').focus();
    await eventually(() => textOf(element).includes('Several possible'));
  });
});
