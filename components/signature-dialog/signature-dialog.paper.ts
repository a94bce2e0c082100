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
/** Widths of the line in those units: when drawn fast or with a light pen, and when drawn slowly or with a firm pen. */
const THINNEST = 1.6;
const THICKEST = 5.2;
/** Distance between two points, in those units, below which a movement is taken for a tremble. */
const DISTANCE_MIN = 1.5;
/** Room around the ink of a finished signature, in those units. */
const MARGIN = 10;
/** Milliseconds without an event of the drawing pointer after which the event that ends its stroke counts as lost. */
const POINTER_TIMEOUT = 1_000;

/** The stroke under way. */
interface OpenStroke {
  pointer: 'pen' | 'touch' | 'mouse';
  /** `Event.timeStamp` of the pointer's last event. */
  lastEvent: number;
}

/**
 * The surface to draw a signature on. `signature_pad` captures the current stroke and draws it on a canvas. When the stroke ends, its points are added to
 * the signature, which is shown as the same paths that will be in the document. So nothing is ever read back from the canvas, which some browsers forbid,
 * and the drawing keeps its shape when the surface changes its size.
 *
 * A browser does not always report the end of a stroke, for instance when another tab is opened or the system takes the pointer away. So that the pad does
 * not wait for that end for ever, `#admit` decides which pointer may take over from the one that draws.
 */
export class SignaturePaper {
  strokes: StrokePoint[][] = [];
  readonly #changed: () => void;
  #canvas: HTMLCanvasElement | undefined;
  /** CSS pixels per unit of the stored signature, while a stroke is drawn. */
  #unit = 1;
  #pad: SignaturePad | undefined;
  #stroke: OpenStroke | undefined;

  /** @param changed Called when a stroke begins and whenever `strokes` changed. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  render(label: string, hint: string): TemplateResult {
    return html`<div class="paper pad" @pointerdown=${{ handleEvent: this.#admit, capture: true }}>
      <svg class="signature" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">${inkPaths(this.strokes, WIDTH)}</svg>
      <canvas class="signature" role="img" aria-label=${label} ${ref(this.#attach)}></canvas>
      ${this.strokes.length || this.#stroke ? nothing : html`<p aria-hidden="true">${hint}</p>`}
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

  /** Ends the current stroke and keeps it. */
  endStroke(): void {
    if (this.#stroke) this.#keepStroke();
  }

  /** The signature with the whole surface around it. */
  get drawing(): DrawnMark {
    return { kind: 'drawn', width: WIDTH, height: HEIGHT, strokes: this.strokes };
  }

  /** The signature without the empty surface around it, but at least half as wide and high as that, so that small handwriting stays small in the document. */
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
    return { kind: 'drawn', width, height, strokes: transform(this.strokes, 1, -left, -top) };
  }

  /** Shows a signature that was made before. */
  load({ width, height, strokes }: DrawnMark): void {
    const scale = Math.min(1, WIDTH / width, HEIGHT / height);
    this.strokes = transform(strokes, scale, (WIDTH - width * scale) / 2, (HEIGHT - height * scale) / 2);
  }

  readonly #attach = (canvas: Element | undefined): void => {
    this.endStroke();
    this.#pad?.off();
    this.#canvas = canvas as HTMLCanvasElement | undefined;
    if (!this.#canvas) return;
    this.#pad = new SignaturePad(this.#canvas, { throttle: 0 });
    this.#pad.addEventListener('beginStroke', this.#started);
    this.#pad.addEventListener('beforeUpdateStroke', this.#updated);
    this.#pad.addEventListener('endStroke', this.#keepStroke);
  };

  /**
   * Runs before the pad receives a pointer event. The pad ignores every pointer but the one that draws; here that one is given up when it cannot be drawing
   * any more. A second finger is not primary and never takes over. A pen does, and the stroke that the palm drew before it is dropped.
   */
  readonly #admit = (event: PointerEvent): void => {
    const open = this.#stroke;
    if (open) {
      const { isPrimary, pointerType, timeStamp } = event;
      // Only one pointer of a type is primary at a time, so the end of the earlier one was lost.
      const takesOver =
        pointerType === open.pointer || pointerType === 'pen' || timeStamp - open.lastEvent > POINTER_TIMEOUT;
      if (!isPrimary || !takesOver) return;
      if (pointerType === 'pen' && open.pointer === 'touch') this.#dropStroke();
      else this.#keepStroke();
    }
    if (this.strokes.length < STROKES_MAX) this.#fit();
    else event.stopPropagation();
  };

  /** Gives the canvas the resolution of the screen, and scales the width of the line to the size of the surface. */
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
    pad.minDistance = DISTANCE_MIN * this.#unit;
    // The pad wants half of the width.
    pad.minWidth = (THINNEST / 2) * this.#unit;
    pad.maxWidth = (THICKEST / 2) * this.#unit;
    pad.clear();
  }

  readonly #started = (begun: Event): void => {
    const { event } = (begun as CustomEvent<SignatureEvent>).detail;
    this.#stroke = { pointer: pointerOf(event), lastEvent: event.timeStamp };
    this.#changed();
  };

  /** The pad derives the width from the speed. A pen reports its pressure, which is used instead. */
  readonly #updated = (update: Event): void => {
    const { event, pressure } = (update as CustomEvent<SignatureEvent>).detail;
    const open = this.#stroke;
    const pad = this.#pad;
    const stroke = pad?.toData().at(-1);
    if (!open || !pad || !stroke) return;
    open.lastEvent = event.timeStamp;
    if (open.pointer === 'pen') stroke.minWidth = stroke.maxWidth = pressedWidth(pad, pressure);
  };

  readonly #keepStroke = (): void => {
    const pad = this.#pad;
    const points = pad?.toData().at(-1)?.points ?? [];
    const room = POINTS_MAX - this.strokes.flat().length;
    if (pad && room > 0) {
      const widths = this.#stroke?.pointer === 'pen' ? pressedWidths(pad, points) : speedWidths(pad, points);
      const stroke = points.map(({ x, y }, i): StrokePoint => [x, y, 2 * (widths[i] as number)]);
      this.strokes = [...this.strokes, ...transform([stroke.slice(0, room)], 1 / this.#unit, 0, 0)];
    }
    this.#dropStroke();
  };

  #dropStroke(): void {
    this.#stroke = undefined;
    // This is the only way to make the pad forget the pointer it waits for.
    this.#pad?.off();
    this.#pad?.clear();
    this.#pad?.on();
    this.#changed();
  }
}

type PadPoint = ReturnType<SignaturePad['toData']>[number]['points'][number];

/** Half of the width of a line at each of its points; it gets thinner the faster it is drawn. `signature_pad` computes the same but does not expose it. */
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

/** Half of the width of a pen's line. A pen that cannot measure pressure reports 0. */
const pressedWidth = ({ minWidth, maxWidth }: SignaturePad, pressure: number): number =>
  minWidth + (maxWidth - minWidth) * (pressure || 0.5);

/** The type of the drawing pointer. On iPads the pad listens to touch events, for which only Safari says whether a pen makes them. */
function pointerOf(event: SignatureEvent['event']): OpenStroke['pointer'] {
  if ('changedTouches' in event) {
    const touch: (Touch & { touchType?: string }) | undefined = event.changedTouches[0];
    return touch?.touchType === 'stylus' ? 'pen' : 'touch';
  }
  const pointer = 'pointerType' in event ? event.pointerType : 'mouse';
  return pointer === 'pen' || pointer === 'touch' ? pointer : 'mouse';
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

const transform = (strokes: StrokePoint[][], scale: number, dx: number, dy: number): StrokePoint[][] =>
  strokes.map((stroke) =>
    stroke.map(([x, y, width]) => [tenth(x * scale + dx), tenth(y * scale + dy), tenth(width * scale)]),
  );

/** The range of values between 0 and `whole`, with a margin, and at least half as long as `whole`. */
function span(values: number[], whole: number): [start: number, length: number] {
  const low = Math.min(...values) - MARGIN;
  const high = Math.max(...values) + MARGIN;
  const length = tenth(Math.max(high - low, whole / 2));
  return [tenth((low + high - length) / 2), length];
}
