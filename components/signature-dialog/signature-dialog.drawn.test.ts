import { assert, aTimeout } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { SignatureMark } from '../../src/contract/documents.ts';
import { byRole, eventually } from '../../src/internal/testing/page.ts';
import './signature-dialog.define.ts';
import {
  alertText,
  draw,
  eachInSignatureRoom,
  LOOPS,
  type Position,
  type SignatureRoom,
  surface,
} from '../../src/internal/testing/signature-room.ts';

type Drawn = Extract<SignatureMark, { kind: 'drawn' }>;

/** A pointer as a browser tells of it; positions are fractions of the drawing surface. */
class Pointer {
  readonly #init: PointerEventInit;

  constructor(pointerId: number, pointerType: 'pen' | 'touch' | 'mouse', { isPrimary = true, pressure = 0.5 } = {}) {
    this.#init = { pointerId, pointerType, isPrimary, pressure };
  }

  down(position: Position): void {
    this.#dispatch('pointerdown', position, { buttons: 1 });
  }

  move(...positions: Position[]): void {
    for (const position of positions) this.#dispatch('pointermove', position, { button: -1, buttons: 1 });
  }

  up(position: Position): void {
    this.#dispatch('pointerup', position, { pressure: 0 });
  }

  cancel(): void {
    this.#dispatch('pointercancel', [0, 0], { pressure: 0 });
  }

  stroke(...positions: [Position, ...Position[]]): void {
    this.down(positions[0]);
    this.move(...positions);
    this.up(positions.at(-1) as Position);
  }

  #dispatch(kind: string, [x, y]: Position, init: PointerEventInit): void {
    const { left, top, width, height } = surface();
    const client = { clientX: left + x * width, clientY: top + y * height };
    byRole('img', /^Zeichenfläche/).dispatchEvent(
      new PointerEvent(kind, { ...this.#init, ...init, ...client, bubbles: true, cancelable: true, composed: true }),
    );
  }
}

const zigzag = (y: number): [Position, ...Position[]] => [
  [0.2, y],
  ...Array.from({ length: 20 }, (_, i): Position => [0.2 + i * 0.03, y + (i % 2) * 0.2]),
];

describe('<etron-signature-dialog>, drawing', () => {
  let room: SignatureRoom;
  eachInSignatureRoom((entered) => {
    room = entered;
  });

  it('gives the strokes as they were drawn, cropped', async () => {
    await room.open();
    await draw(...LOOPS);
    await draw([0.5, 0.15]);
    assert.ok(byRole('img', 'Zeichenfläche, 2 Striche'));
    const mark = (await room.adopt()) as Drawn;
    assert.equal(mark.kind, 'drawn');
    assert.equal(mark.strokes.length, 2);
    assert.isBelow(mark.width, 500);
    for (const [x, y, width] of mark.strokes.flat()) {
      assert.ok(x >= 0 && x <= mark.width && y >= 0 && y <= mark.height);
      assert.ok(width > 0 && width < 10);
    }
    assert.isFalse(room.dialog.shadowRoot?.querySelector('dialog')?.open);
  });

  it('takes strokes back, one and all', async () => {
    await room.open();
    assert.equal(byRole('button', 'Rückgängig').ariaDisabled, 'true');
    await draw(...LOOPS);
    await draw([0.1, 0.1], [0.2, 0.2]);
    await draw([0.3, 0.1], [0.4, 0.2]);
    byRole('button', 'Rückgängig').click();
    await room.dialog.updateComplete;
    assert.ok(byRole('img', 'Zeichenfläche, 2 Striche'));
    byRole('button', 'Löschen').click();
    await room.dialog.updateComplete;
    assert.ok(byRole('img', 'Zeichenfläche, keine Striche'));
  });

  it('writes thicker the harder a pen is pressed', async () => {
    await room.open();
    new Pointer(7, 'pen', { pressure: 0.1 }).stroke(...zigzag(0.2));
    new Pointer(7, 'pen', { pressure: 0.9 }).stroke(...zigzag(0.6));
    const [light = [], firm = []] = ((await room.adopt()) as Drawn).strokes;
    assert.isAbove(firm.at(-1)?.[2] ?? 0, (light.at(-1)?.[2] ?? 0) * 1.8);
  });

  it('writes thinner the faster a finger moves, and draws a stroke while it is made', async () => {
    await room.open();
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
    const [, fast = [], slow = []] = ((await room.adopt()) as Drawn).strokes;
    assert.isAbove(slow[3]?.[2] ?? 0, (fast[3]?.[2] ?? 0) * 1.3);
  });

  describe('hears the next stroke', () => {
    const strokes = async (count: string) => {
      await room.dialog.updateComplete;
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
        await room.open();
        pointer.down([0.2, 0.2]);
        pointer.move(...zigzag(0.2));
        next.stroke(...zigzag(0.6));
        next.stroke(...zigzag(0.5));
        const drawn = ((await room.adopt()) as Drawn).strokes;
        assert.lengthOf(drawn, 3);
        for (const stroke of drawn) assert.isAbove(stroke.length, 10);
      });

    it('when the system took the pointer away', async () => {
      await room.open();
      const finger = new Pointer(1, 'touch');
      finger.down([0.2, 0.2]);
      finger.move([0.3, 0.3], [0.4, 0.2]);
      finger.cancel();
      new Pointer(2, 'touch').stroke(...zigzag(0.5));
      await strokes('2 Striche');
    });

    it('of a pen, over the palm that lay on the glass before it, which leaves no ink', async () => {
      await room.open();
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
      const [drawn = []] = ((await room.adopt()) as Drawn).strokes;
      assert.isAbove(drawn.length, 10);
    });

    it('after two fingers, of which only the first draws', async () => {
      await room.open();
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
      for (const [, y] of ((await room.adopt()) as Drawn).strokes.flat()) assert.isBelow(y, 0.75 * 200);
    });

    it('of a finger, once a pen was silent for a while', async () => {
      await room.open();
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
    await room.open();
    const finger = new Pointer(1, 'touch');
    finger.down([0.2, 0.3]);
    finger.move(...zigzag(0.3));
    assert.equal(((await room.adopt()) as Drawn).strokes.length, 1);
  });

  it('keeps the strokes when the window gets smaller', async () => {
    await room.open();
    await draw(...LOOPS);
    const path = () => room.dialog.shadowRoot?.querySelector('path')?.getBBox().width ?? 0;
    const before = path();
    await setViewport({ width: 360, height: 700 });
    assert.equal(path(), before);
    await setViewport({ width: 1000, height: 900 });
    assert.ok(byRole('img', 'Zeichenfläche, 1 Strich'));
  });

  it('refuses nothing, a dot and a straight line, in words', async () => {
    await room.open();
    byRole('button', 'Übernehmen').click();
    await eventually(() => /Ein Punkt oder ein gerader Strich genügt nicht/.test(alertText()));
    await draw([0.5, 0.5]);
    await eventually(() => alertText() === '');
    byRole('button', 'Übernehmen').click();
    await eventually(() => /gerader Strich/.test(alertText()));
    await draw([0.1, 0.5], [0.2, 0.5], [0.4, 0.5], [0.5, 0.5], [0.6, 0.5], [0.7, 0.5], [0.9, 0.5]);
    byRole('button', 'Übernehmen').click();
    await eventually(() => /gerader Strich/.test(alertText()));
    assert.deepEqual(room.marks, []);
  });

  it('never reads back from the canvas, which some browsers forbid', async () => {
    const { toDataURL, toBlob } = HTMLCanvasElement.prototype;
    const { getImageData } = CanvasRenderingContext2D.prototype;
    const forbidden = () => assert.fail('read back');
    Object.assign(HTMLCanvasElement.prototype, { toDataURL: forbidden, toBlob: forbidden });
    Object.assign(CanvasRenderingContext2D.prototype, { getImageData: forbidden });
    try {
      await room.open();
      await draw(...LOOPS);
      assert.equal((await room.adopt()).kind, 'drawn');
    } finally {
      Object.assign(HTMLCanvasElement.prototype, { toDataURL, toBlob });
      Object.assign(CanvasRenderingContext2D.prototype, { getImageData });
    }
  });
});
