import { assert } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import {
  byRole,
  eventually,
  expectAccessible,
  focused,
  overflowing,
  textOf,
  type,
} from '../../src/internal/testing/page.ts';
import './signature-dialog.define.ts';
import {
  alertText,
  draw,
  eachInSignatureRoom,
  LOOPS,
  type SignatureRoom,
} from '../../src/internal/testing/signature-room.ts';

describe('<etron-signature-dialog>', () => {
  let room: SignatureRoom;
  eachInSignatureRoom((entered) => {
    room = entered;
  });

  it('says who signs, how, and what it means, in the language of the page', async () => {
    await room.open();
    const text = textOf(room.dialog);
    for (const words of [
      'Ihre Unterschrift',
      'Martina Huber, für Bäckerei Huber & Söhne GmbH',
      'einfache elektronische',
    ])
      assert.include(text, words);
    document.documentElement.lang = 'en';
    await eventually(() => textOf(room.dialog).includes('simple electronic signature'));
    assert.ok(byRole('tab', 'Draw'));
  });

  it('is accessible in every way, in light and dark, and fits 320 pixels', async () => {
    for (const width of [1000, 320]) {
      await setViewport({ width, height: 900 });
      for (const way of ['Zeichnen', 'Tippen', 'Hochladen']) {
        await room.open({ name: 'Maximiliane Hubertine Oberhofer-Zwischenbrugger' });
        byRole('tab', way).click();
        byRole('button', 'Übernehmen').click();
        await room.dialog.updateComplete;
        await expectAccessible(room.dialog);
        const window = room.dialog.shadowRoot?.querySelector('dialog') as HTMLElement;
        assert.deepEqual(overflowing(window), [], `${way} at ${width}`);
        assert.isAtMost(window.scrollWidth, width, way);
        if (window.hasAttribute('open')) byRole('button', 'Abbrechen').click();
        await eventually(() => !window.hasAttribute('open'));
      }
    }
    await setViewport({ width: 1000, height: 900 });
  });

  describe('typed', () => {
    it('works by the keyboard alone', async () => {
      await room.open();
      assert.equal(focused(), byRole('tab', 'Zeichnen'));
      await sendKeys({ press: 'ArrowRight' });
      assert.equal(focused(), byRole('tab', 'Tippen'));
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Tab' });
      assert.equal(focused(), byRole('radio', 'Dancing Script'));
      await sendKeys({ press: 'ArrowDown' });
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Tab' });
      assert.equal(focused(), byRole('button', 'Übernehmen'));
      await sendKeys({ press: 'Enter' });
      await eventually(() => room.marks.length);
      assert.deepEqual(room.marks, [{ kind: 'typed', text: 'Martina Huber', font: 'caveat' }]);
      await eventually(() => focused()?.textContent === 'Unterschreiben');
    });

    it('shows the name in each of the four fonts', async () => {
      await room.open({ tab: 'Tippen' });
      const texts = () => [...(room.dialog.shadowRoot?.querySelectorAll<SVGElement>('.font svg[viewBox]') ?? [])];
      await eventually(() => texts().length === 4);
      const families = texts().map((text) => getComputedStyle(text).fontFamily);
      assert.equal(new Set(families).size, 4);
      for (const family of families)
        assert.ok(
          [...document.fonts].some((face) => face.family === family),
          family,
        );
    });

    it('makes initials of the name', async () => {
      for (const [name, initials] of [
        ['Martina Huber', 'MH'],
        ['Dr. Karl-Heinz M. Österreicher', 'KHÖ'],
        ['Cher', 'C'],
      ] as const) {
        await room.open({ kind: 'initials', name, tab: 'Tippen' });
        assert.equal(byRole<HTMLInputElement>('textbox', 'Ihre Initialen').value, initials);
        byRole('button', 'Abbrechen').click();
        await eventually(() => room.cancelled);
      }
    });

    it('leaves out a font without all letters of the name, and says when none has them', async () => {
      await room.open({ name: 'Ștefan Țepeș', tab: 'Tippen' });
      assert.isTrue(byRole<HTMLInputElement>('radio', 'Sacramento').disabled);
      assert.include(textOf(room.dialog), 'Sacramento kann diesen Namen nicht schreiben');
      assert.deepEqual(await room.adopt(), { kind: 'typed', text: 'Ștefan Țepeș', font: 'dancing-script' });

      await room.open({ name: 'Ștefan Țepeș' });
      type(byRole('textbox', 'Ihr Name'), 'Жанна');
      await eventually(() => alertText().includes('„Ж“ gibt es in diesen Schriften nicht'));
      byRole('button', 'Übernehmen').click();
      await room.dialog.updateComplete;
      assert.lengthOf(room.marks, 1);
      assert.equal(byRole('textbox', 'Ihr Name').ariaInvalid, 'true');
    });

    it('refuses an empty name', async () => {
      await room.open({ tab: 'Tippen' });
      type(byRole('textbox', 'Ihr Name'), '  ');
      byRole('button', 'Übernehmen').click();
      await eventually(() => alertText() === 'Bitte füllen Sie dieses Feld aus.');
      assert.equal(focused(), byRole('textbox', 'Ihr Name'));
    });
  });

  it('keeps what was made in each way while the ways are tried', async () => {
    await room.open();
    await draw(...LOOPS);
    byRole('tab', 'Tippen').click();
    await room.dialog.updateComplete;
    type(byRole('textbox', 'Ihr Name'), 'M. Huber');
    byRole('tab', 'Zeichnen').click();
    await eventually(() => byRole('img', 'Zeichenfläche, 1 Strich'));
    byRole('tab', 'Tippen').click();
    await room.dialog.updateComplete;
    assert.equal(byRole<HTMLInputElement>('textbox', 'Ihr Name').value, 'M. Huber');
  });

  it('starts with what was taken last, for signature and initials apart', async () => {
    await room.open();
    await draw(...LOOPS);
    const mark = await room.adopt();
    assert.equal(room.dialog.remembered.signature, mark);
    await room.open({ kind: 'initials' });
    assert.ok(byRole('img', 'Zeichenfläche, keine Striche'));
    byRole('button', 'Abbrechen').click();
    await eventually(() => room.cancelled === 1);
    await room.open();
    assert.ok(byRole('img', 'Zeichenfläche, 1 Strich'));
    assert.deepEqual(await room.adopt(), mark);
  });

  it('starts with what the page remembers', async () => {
    room.dialog.remembered = { signature: { kind: 'typed', text: 'Hubsi', font: 'great-vibes' } };
    await room.open();
    assert.equal(byRole('tab', 'Tippen').ariaSelected, 'true');
    assert.equal(byRole<HTMLInputElement>('textbox', 'Ihr Name').value, 'Hubsi');
    assert.isTrue(byRole<HTMLInputElement>('radio', 'Great Vibes').checked);
  });

  it('is room.cancelled by Escape and by its button', async () => {
    await room.open();
    await sendKeys({ press: 'Escape' });
    await eventually(() => room.cancelled === 1);
    await room.open();
    byRole('button', 'Abbrechen').click();
    await eventually(() => room.cancelled === 2);
    assert.deepEqual(room.marks, []);
  });
});
