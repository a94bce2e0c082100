import { assert, nextFrame } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { saveValuesBody } from '../../src/contract/documents.schema.ts';
import { saveValues } from '../../src/contract/documents.ts';
import { aroundEach } from '../../src/internal/testing/history.ts';
import { mock, offline, problem, requestsOf } from '../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  clearPage,
  eventually,
  expectAccessible,
  focused,
  overflowing,
  showPage,
  statusText,
  textOf,
  type,
} from '../../src/internal/testing/page.ts';
import { uuid } from '../../src/internal/testing/samples.ts';
import { SigningRoom, sampleMark, sampleValues } from '../../src/internal/testing/signing.ts';
import { SignatureAdoptedEvent } from '../signature-dialog/signature-dialog.events.ts';
import './sign-doc.define.ts';
import type { EtronSignDoc } from './sign-doc.ts';

const DRAFT = `etron.draft.v1.document.${uuid(50)}.${uuid(60)}`;

describe('<etron-sign-doc>, filling in', () => {
  let room: SigningRoom;
  aroundEach(() => {
    room = new SigningRoom();
  });
  afterEach(() => setViewport({ width: 800, height: 600 }));

  const next = () => byRole('button', 'Nächste').click();
  const adopt = (element: EtronSignDoc) =>
    element.renderRoot.querySelector('etron-signature-dialog')?.dispatchEvent(new SignatureAdoptedEvent(sampleMark));
  const state = (name: string) =>
    (focused()?.closest('.field') ?? byRole('textbox', name).closest('.field'))?.getAttribute('data-state');

  it('has a native control for each field, named and described', async () => {
    const element = await room.shown();
    assert.equal(byRole<HTMLInputElement>('textbox', 'E-Mail').type, 'email');
    assert.equal(byRole<HTMLInputElement>('textbox', 'Telefon').type, 'tel');
    assert.isOk(byRole('spinbutton', 'Filialen'));
    assert.equal(byRole<HTMLSelectElement>('combobox', 'Modul').options.length, 3);
    assert.isOk(byRole('textbox', 'Anmerkungen').matches('textarea'));
    assert.equal(byRole('radiogroup', 'Zahlung').ariaRequired, 'true');
    assert.isTrue(byRole<HTMLInputElement>('checkbox', 'AGB gelesen').required);
    assert.isOk(byRole('radio', 'jährlich'));
    assert.isOk(byRole('button', 'Unterschrift: Unterschreiben'));
    assert.include(textOf(element), 'wird beim Unterschreiben eingesetzt');
    assert.isTrue(byRole<HTMLInputElement>('textbox', 'Firma').required);
    await expectAccessible(element);
  });

  it('tells required, optional and filled fields apart, not by colour alone', async () => {
    await room.shown();
    const looks = (name: string) => {
      const field = byRole('textbox', name).closest('.field') as HTMLElement;
      return [getComputedStyle(field, '::before').backgroundColor, getComputedStyle(field, '::after').content];
    };
    assert.deepEqual(looks('Firma'), ['rgb(253, 236, 234)', '"*"']);
    assert.deepEqual(looks('Telefon'), ['rgb(255, 255, 255)', 'none']);
    type(byRole('textbox', 'Firma'), 'Huber');
    await nextFrame();
    assert.deepEqual(looks('Firma'), ['rgb(243, 246, 251)', 'none']);
  });

  it('leads through the required fields and around, says where it is, and goes when all are filled', async () => {
    const element = await room.shown();
    const progress: string[] = [];
    element.addEventListener('etron-document-progress', ({ filled, required }) =>
      progress.push(`${filled}/${required}`),
    );
    next();
    assert.equal(focused(), byRole('textbox', 'Firma'));
    await eventually(() => statusText().includes('Feld 1 von 7: Firma, Seite 1'));
    assert.include(textOf(element), 'Wie im Firmenbuch.');
    await expectAccessible(element);
    next();
    assert.equal(focused(), byRole('textbox', 'Ort'));
    type(byRole('textbox', 'Ort'), 'Linz');
    await nextFrame();
    next();
    assert.equal(focused(), byRole('textbox', 'E-Mail'));
    type(byRole('textbox', 'E-Mail'), 'huber@example.at');
    await nextFrame();
    next();
    type(focused() as HTMLElement, '2027-01-01');
    await nextFrame();
    next();
    assert.equal(focused(), byRole('radio', 'monatlich'));
    byRole('radio', 'jährlich').click();
    await nextFrame();
    next();
    assert.equal(focused(), byRole('checkbox', 'AGB gelesen'));
    byRole('checkbox', 'AGB gelesen').click();
    await nextFrame();
    next();
    assert.equal(focused(), byRole('button', 'Unterschrift: Unterschreiben'));
    (focused() as HTMLElement).click();
    await eventually(() => allByRole('dialog', 'Ihre Unterschrift')[0]);
    byRole('button', 'Abbrechen').click();
    adopt(element);
    await nextFrame();
    next();
    assert.equal(focused(), byRole('textbox', 'Firma'), 'the first again');
    assert.include(statusText(), '6 von 7 Pflichtfeldern');
    type(byRole('textbox', 'Firma'), 'Huber');
    await eventually(() => !allByRole('button', 'Nächste').length);
    assert.isOk(byRole('button', 'Dokument abschließen'));
    assert.equal(byRole('progressbar').getAttribute('aria-valuenow'), '7');
    assert.deepEqual(progress.at(-1), '7/7');
    await expectAccessible(element);
  });

  it('scrolls in whatever scrolls around it, also in the shadow root of another element', async () => {
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'open' });
    root.innerHTML =
      '<div style="height:300px;overflow:auto"><p style="height:900px"></p><div style="height:250px;overflow:auto"></div></div>';
    const [outer, inner] = [...root.querySelectorAll('div')] as HTMLElement[] as [HTMLElement, HTMLElement];
    room.document.values = { ...sampleValues(), [uuid(113)]: '' };
    inner.append(room.create());
    showPage('700px', host);
    await eventually(() => allByRole('button', 'Nächste')[0]);
    next();
    await eventually(() => {
      const field = focused()?.getBoundingClientRect() ?? new DOMRect();
      const [out, within] = [outer, inner].map((box) => box.getBoundingClientRect()) as [DOMRect, DOMRect];
      return (
        outer.scrollTop > 0 &&
        inner.scrollTop > 500 &&
        field.top > Math.max(out.top, within.top) &&
        field.bottom < Math.min(out.bottom, within.bottom)
      );
    });
    assert.equal(focused()?.getAttribute('aria-label'), 'Unterschrift: Unterschreiben');
  });

  it('can be filled in by keyboard alone', async () => {
    const element = await room.shown();
    byRole('button', 'Nächste').focus();
    await sendKeys({ press: 'Enter' });
    for (const text of ['Huber', 'Linz', 'huber@example.at']) {
      await sendKeys({ type: text });
      await sendKeys({ press: 'Enter' });
    }
    assert.equal(focused(), element.renderRoot.querySelector('input[type=date]'));
    type(focused() as HTMLElement, '2027-01-01');
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'Enter' });
    assert.equal(focused(), byRole('checkbox', 'AGB gelesen'));
    await sendKeys({ press: ' ' });
    await sendKeys({ press: 'Enter' });
    assert.equal(focused(), byRole('button', 'Unterschrift: Unterschreiben'));
    assert.include(statusText(), '6 von 7 Pflichtfeldern');
  });

  it('says what is wrong beside the field once it was left, and leads there', async () => {
    room.document.values = sampleValues();
    const element = await room.shown();
    const field = byRole('textbox', 'E-Mail');
    field.focus();
    type(field, 'huber@');
    await nextFrame();
    assert.notInclude(textOf(element), 'name@firma.at');
    field.blur();
    await eventually(() => textOf(element).includes('Bitte geben Sie eine E-Mail-Adresse ein'));
    assert.equal(field.getAttribute('aria-invalid'), 'true');
    await expectAccessible(element);
    next();
    assert.equal(focused(), field);
    const count = byRole('spinbutton', 'Filialen');
    type(count, '120');
    count.focus();
    count.blur();
    await eventually(() => textOf(element).includes('Höchstens 99.'));
    const day = element.renderRoot.querySelector<HTMLElement>('input[type=date]') as HTMLElement;
    type(day, '2025-12-31');
    day.focus();
    day.blur();
    await eventually(
      () =>
        textOf(element).includes('Nicht vor dem 1. Jän. 2026.') ||
        textOf(element).includes('Nicht vor dem 01.01.2026.'),
    );
  });

  it('keeps the draft on the server, without what is wrong in it', async () => {
    await room.shown();
    type(byRole('textbox', 'Firma'), 'Huber');
    type(byRole('textbox', 'E-Mail'), 'huber@');
    await eventually(() => statusText().includes('Gespeichert'));
    assert.deepEqual(room.saved, { [uuid(101)]: 'Huber' });
    assert.equal(requestsOf(saveValues).length, 1);
    await room.shown();
    assert.equal(byRole<HTMLInputElement>('textbox', 'Firma').value, 'Huber');
    assert.equal(byRole<HTMLInputElement>('textbox', 'E-Mail').value, 'huber@', 'kept in this browser');
  });

  it('keeps what was typed without a network, and saves it when it is back', async () => {
    const element = await room.shown();
    mock(saveValues, undefined, offline);
    type(byRole('textbox', 'Ort'), 'Linz');
    await eventually(() => statusText().includes('Noch nicht gespeichert'));
    assert.include(textOf(element), 'Ihre Eingaben bleiben hier erhalten');
    await expectAccessible(element);
    assert.include(localStorage.getItem(DRAFT) ?? '', 'Linz');
    clearPage();
    await nextFrame();
    room.keepDrafts();
    await room.shown();
    assert.equal(byRole<HTMLInputElement>('textbox', 'Ort').value, 'Linz');
    await eventually(() => room.saved[uuid(102)] === 'Linz');
    await eventually(() => localStorage.getItem(DRAFT) === null);
  });

  it('saves at once when a field is left', async () => {
    await room.shown();
    const field = byRole('textbox', 'Firma');
    field.focus();
    type(field, 'Huber');
    field.blur();
    await nextFrame();
    await eventually(() => requestsOf(saveValues).length === 1, 300);
  });

  it('shows what the server refuses of a draft, and saves the rest', async () => {
    const element = await room.shown();
    mock(saveValues, undefined, ({ body }) => {
      const { values } = saveValuesBody.parse(body);
      if (values[uuid(101)] === '漢')
        return problem(422, 'invalid_input', [
          { field: `/values/${uuid(101)}`, code: 'unsupported_character', message: '' },
        ]);
      Object.assign(room.saved, values);
      return new Response(null, { status: 204 });
    });
    const field = byRole('textbox', 'Firma');
    field.focus();
    type(field, '漢');
    type(byRole('textbox', 'Ort'), 'Linz');
    field.blur();
    await eventually(() => textOf(element).includes('Ein Zeichen lässt sich im Dokument nicht darstellen.'));
    await eventually(() => room.saved[uuid(102)] === 'Linz');
  });

  it('takes a signature further with one click, changes and removes it', async () => {
    const element = await room.shown();
    byRole('button', 'Unterschrift: Unterschreiben').click();
    await eventually(() => allByRole('dialog', 'Ihre Unterschrift')[0]);
    byRole('button', 'Abbrechen').click();
    adopt(element);
    const set = await eventually(() => byRole('button', 'Unterschrift: Unterschrift gesetzt'));
    byRole('button', 'Zweite Unterschrift: Unterschrift einsetzen').click();
    await eventually(() => byRole('button', 'Zweite Unterschrift: Unterschrift gesetzt'));
    await expectAccessible(element);
    set.focus();
    await eventually(() => allByRole('button', 'Entfernen')[0]);
    byRole('button', 'Entfernen').click();
    await eventually(() => byRole('button', 'Unterschrift: Unterschrift einsetzen'));
    byRole('button', 'Unterschrift: Unterschrift einsetzen').focus();
    (await eventually(() => allByRole('button', 'Ändern')[0])).click();
    await eventually(() => allByRole('dialog', 'Ihre Unterschrift')[0]);
    await eventually(() => room.saved[uuid(114)]);
  });

  it('works on a phone: nothing reaches over the edge, and the field at work is large', async () => {
    await setViewport({ width: 390, height: 844 });
    const element = await room.shown('320px');
    await expectAccessible(element);
    next();
    await nextFrame();
    const { width, height } = byRole('textbox', 'Firma').getBoundingClientRect();
    assert.isAtLeast(height, 44);
    assert.isAtLeast(width, 200);
    assert.equal(getComputedStyle(byRole('textbox', 'Firma')).fontSize, '16px');
    assert.deepEqual(overflowing(element), []);
    assert.equal(state('Firma'), 'missing');
    next();
    await nextFrame();
    assert.deepEqual(overflowing(element), []);
  });

  it('speaks English when the page does', async () => {
    const element = await room.shown();
    document.documentElement.lang = 'en';
    await eventually(() => textOf(element).includes('0 of 7 required fields'));
    assert.isOk(byRole('button', 'Next'));
  });

  it('takes over what was filled in without any event, and loses nothing of it meanwhile', async () => {
    room.document.values = { ...sampleValues(), [uuid(101)]: '', [uuid(102)]: '', [uuid(110)]: '' };
    const element = await room.shown();
    // Password managers and some browsers do it like this.
    byRole<HTMLInputElement>('textbox', 'Firma').value = 'Huber';
    byRole<HTMLInputElement>('textbox', 'Ort').value = 'Linz';
    byRole<HTMLInputElement>('checkbox', 'AGB gelesen').checked = true;
    element.requestUpdate();
    await element.updateComplete;
    await eventually(() => byRole('button', 'Dokument abschließen'));
    assert.equal(byRole<HTMLInputElement>('textbox', 'Ort').value, 'Linz');
    byRole<HTMLInputElement>('textbox', 'Ort').value = 'Wels';
    byRole('button', 'Dokument abschließen').click();
    await eventually(() => allByRole('dialog', 'Dokument abschließen?')[0]);
    await eventually(() => room.saved[uuid(102)] === 'Wels');
    assert.include(room.saved, { [uuid(101)]: 'Huber', [uuid(110)]: 'true' });
  });
});
