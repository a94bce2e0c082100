import { assert, aTimeout } from '@open-wc/testing';
import { sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import type { SignatureMark } from '../../src/contract/documents.ts';
import {
  allByRole,
  byRole,
  clearPage,
  eventually,
  expectAccessible,
  focused,
  overflowing,
  showPage,
  textOf,
  type,
} from '../../src/internal/testing/page.ts';
import './signature-dialog.define.ts';
import type { EtronSignatureDialog } from './signature-dialog.ts';

type Drawn = Extract<SignatureMark, { kind: 'drawn' }>;

const alertText = (): string => allByRole('alert').map(textOf).join().trim();

const paper = (): DOMRect => byRole('img', /^Zeichenfläche/).getBoundingClientRect();

/** Draws a stroke with the mouse through places on the paper, as fractions of it. */
async function draw(...places: [number, number][]): Promise<void> {
  const { left, top, width, height } = paper();
  for (const [i, [x, y]] of places.entries()) {
    await sendMouse({ type: 'move', position: [Math.round(left + x * width), Math.round(top + y * height)] });
    if (i === 0) await sendMouse({ type: 'down' });
  }
  await sendMouse({ type: 'up' });
}

const LOOPS: [number, number][] = Array.from({ length: 16 }, (_, i) => [0.2 + i * 0.04, i % 2 ? 0.3 : 0.75]);

type Place = readonly [x: number, y: number];

/** A pointer as a browser tells of it; places are fractions of the paper. */
class Pointer {
  readonly #init: PointerEventInit;

  constructor(pointerId: number, pointerType: 'pen' | 'touch' | 'mouse', { isPrimary = true, pressure = 0.5 } = {}) {
    this.#init = { pointerId, pointerType, isPrimary, pressure };
  }

  down(place: Place): void {
    this.#tell('pointerdown', place, { buttons: 1 });
  }

  move(...places: Place[]): void {
    for (const place of places) this.#tell('pointermove', place, { button: -1, buttons: 1 });
  }

  up(place: Place): void {
    this.#tell('pointerup', place, { pressure: 0 });
  }

  cancel(): void {
    this.#tell('pointercancel', [0, 0], { pressure: 0 });
  }

  stroke(...places: [Place, ...Place[]]): void {
    this.down(places[0]);
    this.move(...places);
    this.up(places.at(-1) as Place);
  }

  #tell(kind: string, [x, y]: Place, init: PointerEventInit): void {
    const { left, top, width, height } = paper();
    const place = { clientX: left + x * width, clientY: top + y * height };
    byRole('img', /^Zeichenfläche/).dispatchEvent(
      new PointerEvent(kind, { ...this.#init, ...init, ...place, bubbles: true, cancelable: true, composed: true }),
    );
  }
}

const zigzag = (y: number): [Place, ...Place[]] => [
  [0.2, y],
  ...Array.from({ length: 20 }, (_, i): Place => [0.2 + i * 0.03, y + (i % 2) * 0.2]),
];

describe('<etron-signature-dialog>', () => {
  let dialog: EtronSignatureDialog;
  let marks: SignatureMark[];
  let cancelled: number;

  before(() => setViewport({ width: 1000, height: 900 }));
  beforeEach(() => {
    dialog = document.createElement('etron-signature-dialog');
    marks = [];
    cancelled = 0;
    dialog.addEventListener('etron-signature-adopted', ({ mark }) => marks.push(mark));
    dialog.addEventListener('etron-signature-cancelled', () => cancelled++);
    const opener = Object.assign(document.createElement('button'), { textContent: 'Unterschreiben' });
    showPage('600px', opener, dialog);
    opener.focus();
  });
  afterEach(clearPage);

  async function open(kind: 'signature' | 'initials' = 'signature', name = 'Martina Huber'): Promise<void> {
    dialog.open({ kind, name, company: 'Bäckerei Huber & Söhne GmbH' });
    await eventually(() => dialog.shadowRoot?.querySelector('dialog')?.open);
  }

  async function adopt(): Promise<SignatureMark> {
    const before = marks.length;
    byRole('button', 'Übernehmen').click();
    await eventually(() => marks.length > before);
    return marks.at(-1) as SignatureMark;
  }

  it('says who signs, how, and what it means, in the language of the page', async () => {
    await open();
    const text = textOf(dialog);
    for (const words of [
      'Ihre Unterschrift',
      'Martina Huber, für Bäckerei Huber & Söhne GmbH',
      'einfache elektronische',
    ])
      assert.include(text, words);
    document.documentElement.lang = 'en';
    await eventually(() => textOf(dialog).includes('simple electronic signature'));
    assert.ok(byRole('tab', 'Draw'));
  });

  it('is accessible in every way, in light and dark, and fits 320 pixels', async function () {
    this.timeout(40_000);
    for (const width of [1000, 320]) {
      await setViewport({ width, height: 900 });
      for (const way of ['Zeichnen', 'Tippen', 'Hochladen']) {
        await open('signature', 'Maximiliane Hubertine Oberhofer-Zwischenbrugger');
        byRole('tab', way).click();
        byRole('button', 'Übernehmen').click();
        await dialog.updateComplete;
        await expectAccessible(dialog);
        const window = dialog.shadowRoot?.querySelector('dialog') as HTMLElement;
        assert.deepEqual(overflowing(window), [], `${way} at ${width}`);
        assert.isAtMost(window.scrollWidth, width, way);
        if (window.hasAttribute('open')) byRole('button', 'Abbrechen').click();
        await eventually(() => !window.hasAttribute('open'));
      }
    }
    await setViewport({ width: 1000, height: 900 });
  });

  describe('drawn', () => {
    it('gives the strokes as they were drawn, cropped', async () => {
      await open();
      await draw(...LOOPS);
      await draw([0.5, 0.15]);
      assert.ok(byRole('img', 'Zeichenfläche, 2 Striche'));
      const mark = (await adopt()) as Drawn;
      assert.equal(mark.kind, 'drawn');
      assert.equal(mark.strokes.length, 2);
      assert.isBelow(mark.width, 500);
      for (const [x, y, width] of mark.strokes.flat()) {
        assert.ok(x >= 0 && x <= mark.width && y >= 0 && y <= mark.height);
        assert.ok(width > 0 && width < 10);
      }
      assert.isFalse(dialog.shadowRoot?.querySelector('dialog')?.open);
    });

    it('takes strokes back, one and all', async () => {
      await open();
      assert.equal(byRole('button', 'Rückgängig').ariaDisabled, 'true');
      await draw(...LOOPS);
      await draw([0.1, 0.1], [0.2, 0.2]);
      await draw([0.3, 0.1], [0.4, 0.2]);
      byRole('button', 'Rückgängig').click();
      await dialog.updateComplete;
      assert.ok(byRole('img', 'Zeichenfläche, 2 Striche'));
      byRole('button', 'Löschen').click();
      await dialog.updateComplete;
      assert.ok(byRole('img', 'Zeichenfläche, keine Striche'));
    });

    it('writes thicker the harder a pen is pressed', async () => {
      await open();
      new Pointer(7, 'pen', { pressure: 0.1 }).stroke(...zigzag(0.2));
      new Pointer(7, 'pen', { pressure: 0.9 }).stroke(...zigzag(0.6));
      const [light = [], firm = []] = ((await adopt()) as Drawn).strokes;
      assert.isAbove(firm.at(-1)?.[2] ?? 0, (light.at(-1)?.[2] ?? 0) * 1.8);
    });

    it('writes thinner the faster a finger moves, and draws a stroke while it is made', async () => {
      await open();
      const finger = new Pointer(1, 'touch');
      finger.down([0.1, 0.3]);
      finger.move(...zigzag(0.3));
      const canvas = byRole<HTMLElement>('img', /^Zeichenfläche/) as unknown as HTMLCanvasElement;
      const inked = () => canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean);
      assert.isTrue(inked(), 'on the canvas');
      finger.up([0.8, 0.3]);
      assert.isFalse(inked(), 'then among the strokes');
      const steps = async (y: number, far: number) => {
        const hand = new Pointer(1, 'touch');
        hand.down([0.1, y]);
        for (let i = 1; i < 6; i++) {
          await aTimeout(30);
          hand.move([0.1 + i * far, y + (i % 2) * far]);
        }
        hand.up([0.1 + 5 * far, y + far]);
      };
      await steps(0.3, 0.15);
      await steps(0.7, 0.01);
      const [, fast = [], slow = []] = ((await adopt()) as Drawn).strokes;
      assert.isAbove(slow[3]?.[2] ?? 0, (fast[3]?.[2] ?? 0) * 1.3);
    });

    describe('hears the next stroke', () => {
      const strokes = async (count: string) => {
        await dialog.updateComplete;
        assert.ok(byRole('img', `Zeichenfläche, ${count}`));
      };

      for (const [kind, id, nextKind, nextId] of [
        ['touch', 1, 'touch', 2],
        ['mouse', 1, 'mouse', 1],
        ['pen', 7, 'pen', 8],
        ['mouse', 1, 'pen', 7],
      ] as const)
        it(`of a ${nextKind}, when the end of one of a ${kind} was lost`, async () => {
          const pointer = new Pointer(id, kind);
          const next = new Pointer(nextId, nextKind);
          await open();
          pointer.down([0.2, 0.2]);
          pointer.move(...zigzag(0.2));
          next.stroke(...zigzag(0.6));
          next.stroke(...zigzag(0.5));
          const drawn = ((await adopt()) as Drawn).strokes;
          assert.lengthOf(drawn, 3);
          for (const stroke of drawn) assert.isAbove(stroke.length, 10);
        });

      it('when the system took the pointer away', async () => {
        await open();
        const finger = new Pointer(1, 'touch');
        finger.down([0.2, 0.2]);
        finger.move([0.3, 0.3], [0.4, 0.2]);
        finger.cancel();
        new Pointer(2, 'touch').stroke(...zigzag(0.5));
        await strokes('2 Striche');
      });

      it('of a pen, over the palm that lay on the glass before it, which leaves no ink', async () => {
        await open();
        const palm = new Pointer(1, 'touch');
        const pen = new Pointer(7, 'pen');
        palm.down([0.9, 0.9]);
        palm.move([0.91, 0.9]);
        pen.down([0.2, 0.3]);
        palm.move([0.92, 0.9]);
        pen.move(...zigzag(0.3));
        pen.up([0.8, 0.3]);
        palm.up([0.92, 0.9]);
        await strokes('1 Strich');
        new Pointer(2, 'touch').stroke(...zigzag(0.5));
        await strokes('2 Striche');
        const [drawn = []] = ((await adopt()) as Drawn).strokes;
        assert.isAbove(drawn.length, 10);
      });

      it('after two fingers, of which only the first draws', async () => {
        await open();
        const first = new Pointer(1, 'touch');
        const second = new Pointer(2, 'touch', { isPrimary: false });
        first.down([0.2, 0.2]);
        second.down([0.8, 0.8]);
        first.move(...zigzag(0.2));
        second.move([0.9, 0.9]);
        first.up([0.7, 0.2]);
        second.move([0.8, 0.9]);
        second.up([0.8, 0.9]);
        await strokes('1 Strich');
        new Pointer(3, 'touch').stroke(...zigzag(0.4));
        await strokes('2 Striche');
        for (const [, y] of ((await adopt()) as Drawn).strokes.flat()) assert.isBelow(y, 0.75 * 200);
      });

      it('of a finger, once a pen was silent for a while', async () => {
        await open();
        const pen = new Pointer(7, 'pen');
        pen.down([0.2, 0.2]);
        pen.move(...zigzag(0.2));
        const palm = new Pointer(1, 'touch');
        palm.stroke([0.9, 0.9], [0.95, 0.9]);
        await aTimeout(1_100);
        new Pointer(2, 'touch').stroke(...zigzag(0.5));
        await strokes('2 Striche');
      });
    });

    it('takes a signature whose last stroke has no end', async () => {
      await open();
      const finger = new Pointer(1, 'touch');
      finger.down([0.2, 0.3]);
      finger.move(...zigzag(0.3));
      assert.equal(((await adopt()) as Drawn).strokes.length, 1);
    });

    it('keeps the strokes when the window gets smaller', async () => {
      await open();
      await draw(...LOOPS);
      const path = () => dialog.shadowRoot?.querySelector('path')?.getBBox().width ?? 0;
      const before = path();
      await setViewport({ width: 360, height: 700 });
      assert.equal(path(), before);
      await setViewport({ width: 1000, height: 900 });
      assert.ok(byRole('img', 'Zeichenfläche, 1 Strich'));
    });

    it('refuses nothing, a dot and a straight line, in words', async () => {
      await open();
      byRole('button', 'Übernehmen').click();
      await eventually(() => /Ein Punkt oder ein gerader Strich genügt nicht/.test(alertText()));
      await draw([0.5, 0.5]);
      await eventually(() => alertText() === '');
      byRole('button', 'Übernehmen').click();
      await eventually(() => /gerader Strich/.test(alertText()));
      await draw([0.1, 0.5], [0.2, 0.5], [0.4, 0.5], [0.5, 0.5], [0.6, 0.5], [0.7, 0.5], [0.9, 0.5]);
      byRole('button', 'Übernehmen').click();
      await eventually(() => /gerader Strich/.test(alertText()));
      assert.deepEqual(marks, []);
    });

    it('never reads back from the canvas, which some browsers forbid', async () => {
      const { toDataURL, toBlob } = HTMLCanvasElement.prototype;
      const { getImageData } = CanvasRenderingContext2D.prototype;
      const forbidden = () => assert.fail('read back');
      Object.assign(HTMLCanvasElement.prototype, { toDataURL: forbidden, toBlob: forbidden });
      Object.assign(CanvasRenderingContext2D.prototype, { getImageData: forbidden });
      try {
        await open();
        await draw(...LOOPS);
        assert.equal((await adopt()).kind, 'drawn');
      } finally {
        Object.assign(HTMLCanvasElement.prototype, { toDataURL, toBlob });
        Object.assign(CanvasRenderingContext2D.prototype, { getImageData });
      }
    });
  });

  describe('typed', () => {
    it('works by the keyboard alone', async () => {
      await open();
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
      await eventually(() => marks.length);
      assert.deepEqual(marks, [{ kind: 'typed', text: 'Martina Huber', font: 'caveat' }]);
      await eventually(() => focused()?.textContent === 'Unterschreiben');
    });

    it('shows the name in each of the four fonts', async () => {
      await open();
      byRole('tab', 'Tippen').click();
      const texts = () => [...(dialog.shadowRoot?.querySelectorAll<SVGElement>('.font svg[viewBox]') ?? [])];
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
        await open('initials', name);
        byRole('tab', 'Tippen').click();
        await dialog.updateComplete;
        assert.equal(byRole<HTMLInputElement>('textbox', 'Ihre Initialen').value, initials);
        byRole('button', 'Abbrechen').click();
        await eventually(() => cancelled);
      }
    });

    it('leaves out a font without all letters of the name, and says when none has them', async () => {
      await open('signature', 'Ștefan Țepeș');
      byRole('tab', 'Tippen').click();
      await dialog.updateComplete;
      assert.isTrue(byRole<HTMLInputElement>('radio', 'Sacramento').disabled);
      assert.include(textOf(dialog), 'Sacramento kann diesen Namen nicht schreiben');
      assert.deepEqual(await adopt(), { kind: 'typed', text: 'Ștefan Țepeș', font: 'dancing-script' });

      await open('signature', 'Ștefan Țepeș');
      type(byRole('textbox', 'Ihr Name'), 'Жанна');
      await eventually(() => alertText().includes('„Ж“ gibt es in diesen Schriften nicht'));
      byRole('button', 'Übernehmen').click();
      await dialog.updateComplete;
      assert.lengthOf(marks, 1);
      assert.equal(byRole('textbox', 'Ihr Name').ariaInvalid, 'true');
    });

    it('refuses an empty name', async () => {
      await open();
      byRole('tab', 'Tippen').click();
      await dialog.updateComplete;
      type(byRole('textbox', 'Ihr Name'), '  ');
      byRole('button', 'Übernehmen').click();
      await eventually(() => alertText() === 'Bitte füllen Sie dieses Feld aus.');
      assert.equal(focused(), byRole('textbox', 'Ihr Name'));
    });
  });

  it('keeps what was made in each way while the ways are tried', async () => {
    await open();
    await draw(...LOOPS);
    byRole('tab', 'Tippen').click();
    await dialog.updateComplete;
    type(byRole('textbox', 'Ihr Name'), 'M. Huber');
    byRole('tab', 'Zeichnen').click();
    await eventually(() => byRole('img', 'Zeichenfläche, 1 Strich'));
    byRole('tab', 'Tippen').click();
    await dialog.updateComplete;
    assert.equal(byRole<HTMLInputElement>('textbox', 'Ihr Name').value, 'M. Huber');
  });

  it('starts with what was taken last, for signature and initials apart', async () => {
    await open();
    await draw(...LOOPS);
    const mark = await adopt();
    assert.equal(dialog.remembered.signature, mark);
    await open('initials');
    assert.ok(byRole('img', 'Zeichenfläche, keine Striche'));
    byRole('button', 'Abbrechen').click();
    await eventually(() => cancelled === 1);
    await open();
    assert.ok(byRole('img', 'Zeichenfläche, 1 Strich'));
    assert.deepEqual(await adopt(), mark);
  });

  it('starts with what the page remembers', async () => {
    dialog.remembered = { signature: { kind: 'typed', text: 'Hubsi', font: 'great-vibes' } };
    await open();
    assert.equal(byRole('tab', 'Tippen').ariaSelected, 'true');
    assert.equal(byRole<HTMLInputElement>('textbox', 'Ihr Name').value, 'Hubsi');
    assert.isTrue(byRole<HTMLInputElement>('radio', 'Great Vibes').checked);
  });

  it('is cancelled by Escape and by its button', async () => {
    await open();
    await sendKeys({ press: 'Escape' });
    await eventually(() => cancelled === 1);
    await open();
    byRole('button', 'Abbrechen').click();
    await eventually(() => cancelled === 2);
    assert.deepEqual(marks, []);
  });
});
