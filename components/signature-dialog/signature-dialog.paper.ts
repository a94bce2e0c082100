import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import SignaturePad, { type SignatureEvent } from 'signature_pad';
import { POINTS_MAX, STROKES_MAX } from '../../src/contract/documents.limits.ts';
import type { SignatureMark, StrokePoint } from '../../src/contract/documents.ts';
import { inkPaths } from '../shared/signature-mark.ts';

type DrawnMark = Extract<SignatureMark, { kind: 'drawn' }>;

/** Size of the paper in the units of a stored mark; `.pad` in the style sheet has the same shape. */
const WIDTH = 600;
const HEIGHT = 200;
/** Widths of the line in those units: of a fast hand or a light pen, and of a slow hand or a firm pen. */
const THINNEST = 1.6;
const THICKEST = 5.2;
/** Distance between two points, in those units, below which the hand only trembles. */
const TREMBLE = 1.5;
/** Room around the ink of a finished signature, in those units. */
const MARGIN = 10;
/** Milliseconds without a sign of the pointer that draws, after which its end counts as lost. */
const SILENCE = 1_000;

/** The stroke under way. */
interface OpenStroke {
  pointer: 'pen' | 'touch' | 'mouse';
  /** When the pointer was heard of last, as `Event.timeStamp`. */
  heard: number;
}

/**
 * Paper to draw on. `signature_pad` captures the stroke under way and draws it on a canvas. When the stroke ends, its points become a stroke of the mark,
 * shown as the very paths that will stand in the document; so the ink is never read back from the canvas, which some browsers forbid, and keeps its shape
 * whatever size the paper gets.
 *
 * A browser does not always tell that a stroke ended: a tab is changed, the system takes the pointer away. The pad must not wait for that end for ever, and
 * `#admit` decides which pointer may take over from the one that draws.
 */
export class SignaturePaper {
  strokes: StrokePoint[][] = [];
  readonly #changed: () => void;
  #canvas: HTMLCanvasElement | undefined;
  /** CSS pixels of a unit of the mark, while a stroke is drawn. */
  #unit = 1;
  #pad: SignaturePad | undefined;
  #open: OpenStroke | undefined;

  /** @param changed Called when a stroke begins and when the strokes are others. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  render(label: string, hint: string): TemplateResult {
    return html`<div class="paper pad" @pointerdown=${{ handleEvent: this.#admit, capture: true }}>
      <svg class="signature" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">${inkPaths(this.strokes, WIDTH)}</svg>
      <canvas class="signature" role="img" aria-label=${label} ${ref(this.#attach)}></canvas>
      ${this.strokes.length || this.#open ? nothing : html`<p aria-hidden="true">${hint}</p>`}
    </div>`;
  }

  undo(): void {
    this.endStroke();
    this.strokes = this.strokes.slice(0, -1);
    this.#changed();
  }

  clear(): void {
    this.endStroke();
    this.strokes = [];
    this.#changed();
  }

  /** Takes the stroke under way as it is. */
  endStroke(): void {
    if (this.#open) this.#keepStroke();
  }

  /** All of the paper. */
  get drawing(): DrawnMark {
    return { kind: 'drawn', width: WIDTH, height: HEIGHT, strokes: this.strokes };
  }

  /** The drawing without the empty paper around it, though never less than half of it: small handwriting stays smaller. */
  get mark(): DrawnMark {
    const points = this.strokes.flat();
    const [left, width] = span(
      points.map(([x]) => x),
      WIDTH,
    );
    const [top, height] = span(
      points.map(([, y]) => y),
      HEIGHT,
    );
    return { kind: 'drawn', width, height, strokes: placed(this.strokes, 1, -left, -top) };
  }

  /** Puts a signature onto the paper. */
  load({ width, height, strokes }: DrawnMark): void {
    const scale = Math.min(1, WIDTH / width, HEIGHT / height);
    this.strokes = placed(strokes, scale, (WIDTH - width * scale) / 2, (HEIGHT - height * scale) / 2);
  }

  readonly #attach = (canvas: Element | undefined): void => {
    this.endStroke();
    this.#pad?.off();
    this.#canvas = canvas as HTMLCanvasElement | undefined;
    if (!this.#canvas) return;
    this.#pad = new SignaturePad(this.#canvas, { throttle: 0 });
    this.#pad.addEventListener('beginStroke', this.#begun);
    this.#pad.addEventListener('beforeUpdateStroke', this.#heard);
    this.#pad.addEventListener('endStroke', this.#keepStroke);
  };

  /**
   * Runs before the pad hears of a pointer. The pad itself ignores every pointer but the one that draws; here that one is let go when it cannot be drawing
   * any more. A second finger is not primary and never takes over; a pen does, and what the palm drew before it is no ink.
   */
  readonly #admit = (event: PointerEvent): void => {
    const open = this.#open;
    if (open) {
      const { isPrimary, pointerType, timeStamp } = event;
      // Of one kind of pointer only one is primary at a time: the end of the earlier one was lost.
      const takesOver = pointerType === open.pointer || pointerType === 'pen' || timeStamp - open.heard > SILENCE;
      if (!isPrimary || !takesOver) return;
      if (pointerType === 'pen' && open.pointer === 'touch') this.#dropStroke();
      else this.#keepStroke();
    }
    if (this.strokes.length < STROKES_MAX) this.#fit();
    else event.stopPropagation();
  };

  /** Makes the canvas as fine as the screen, and the pen as thick as on paper of this size. */
  #fit(): void {
    const canvas = this.#canvas;
    const pad = this.#pad;
    if (!canvas || !pad) return;
    const { clientWidth, clientHeight } = canvas;
    canvas.width = clientWidth * devicePixelRatio;
    canvas.height = clientHeight * devicePixelRatio;
    canvas.getContext('2d')?.scale(devicePixelRatio, devicePixelRatio);
    this.#unit = clientWidth / WIDTH;
    pad.penColor = getComputedStyle(canvas).color;
    pad.minDistance = TREMBLE * this.#unit;
    // The pad counts from the middle of the line.
    pad.minWidth = (THINNEST / 2) * this.#unit;
    pad.maxWidth = (THICKEST / 2) * this.#unit;
    pad.clear();
  }

  readonly #begun = (begun: Event): void => {
    const { event } = (begun as CustomEvent<SignatureEvent>).detail;
    this.#open = { pointer: pointerOf(event), heard: event.timeStamp };
    this.#changed();
  };

  /** The pad lets the width follow speed; a pen says itself how hard it is pressed. */
  readonly #heard = (update: Event): void => {
    const { event, pressure } = (update as CustomEvent<SignatureEvent>).detail;
    const open = this.#open;
    const pad = this.#pad;
    const stroke = pad?.toData().at(-1);
    if (!open || !pad || !stroke) return;
    open.heard = event.timeStamp;
    if (open.pointer === 'pen') stroke.minWidth = stroke.maxWidth = pressedWidth(pad, pressure);
  };

  readonly #keepStroke = (): void => {
    const pad = this.#pad;
    const points = pad?.toData().at(-1)?.points ?? [];
    const room = POINTS_MAX - this.strokes.flat().length;
    if (pad && room > 0) {
      const widths = this.#open?.pointer === 'pen' ? pressedWidths(pad, points) : speedWidths(pad, points);
      const stroke = points.map(({ x, y }, i): StrokePoint => [x, y, 2 * (widths[i] as number)]);
      this.strokes = [...this.strokes, ...placed([stroke.slice(0, room)], 1 / this.#unit, 0, 0)];
    }
    this.#dropStroke();
  };

  #dropStroke(): void {
    this.#open = undefined;
    // The one way to have the pad forget the pointer it waits for.
    this.#pad?.off();
    this.#pad?.clear();
    this.#pad?.on();
    this.#changed();
  }
}

type PadPoint = ReturnType<SignaturePad['toData']>[number]['points'][number];

/** Half widths of a line that gets thinner the faster it is drawn, at each of its points: as `signature_pad` draws them but does not tell. */
function speedWidths(
  { minWidth, maxWidth, velocityFilterWeight }: SignaturePad,
  points: readonly PadPoint[],
): number[] {
  let velocity = 0;
  return points.map((point, i) => {
    const before = points[i - 1];
    if (!before) return (minWidth + maxWidth) / 2;
    const elapsed = point.time - before.time;
    const now = elapsed > 0 ? Math.hypot(point.x - before.x, point.y - before.y) / elapsed : 0;
    velocity = velocityFilterWeight * now + (1 - velocityFilterWeight) * velocity;
    return Math.max(maxWidth / (velocity + 1), minWidth);
  });
}

const pressedWidths = (pad: SignaturePad, points: readonly PadPoint[]): number[] =>
  points.map(({ pressure }) => pressedWidth(pad, pressure));

/** Half width of the line of a pen. A pen that cannot feel pressure says 0. */
const pressedWidth = ({ minWidth, maxWidth }: SignaturePad, pressure: number): number =>
  minWidth + (maxWidth - minWidth) * (pressure || 0.5);

/** What draws. On iPads the pad listens to touches, of which only Safari tells whether a pen makes them. */
function pointerOf(event: SignatureEvent['event']): OpenStroke['pointer'] {
  if ('changedTouches' in event) {
    const touch: (Touch & { touchType?: string }) | undefined = event.changedTouches[0];
    return touch?.touchType === 'stylus' ? 'pen' : 'touch';
  }
  const pointer = 'pointerType' in event ? event.pointerType : 'mouse';
  return pointer === 'pen' || pointer === 'touch' ? pointer : 'mouse';
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

const placed = (strokes: StrokePoint[][], scale: number, dx: number, dy: number): StrokePoint[][] =>
  strokes.map((stroke) =>
    stroke.map(([x, y, width]) => [tenth(x * scale + dx), tenth(y * scale + dy), tenth(width * scale)]),
  );

/** Where values between 0 and `whole` lie, with a margin and at least half of the whole: start and length. */
function span(values: number[], whole: number): [start: number, length: number] {
  const low = Math.min(...values) - MARGIN;
  const high = Math.max(...values) + MARGIN;
  const length = tenth(Math.max(high - low, whole / 2));
  return [tenth((low + high - length) / 2), length];
}
