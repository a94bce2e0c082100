import { html, nothing, type TemplateResult } from 'lit';
import { POINTS_MAX, STROKES_MAX } from '../../src/contract/documents.limits.ts';
import type { SignatureMark, StrokePoint } from '../../src/contract/documents.ts';
import { inkPaths } from '../shared/signature-mark.ts';

type DrawnMark = Extract<SignatureMark, { kind: 'drawn' }>;

const WIDTH = 600;
const HEIGHT = 200;
/** Widths of the line: the thinnest, and what pressure or a slow hand adds at most. */
const THIN = 1.6;
const ADDED = 3.6;
/** Distance between points below which the hand only trembles. */
const NEAR = 1.5;
/** Room around the ink of a finished signature. */
const MARGIN = 10;

/**
 * Paper to draw on. The ink is the very paths that will stand in the document, in a box of its own units: it is never read back from a canvas, which some
 * browsers forbid, and stays as it is whatever size the paper gets.
 */
export class SignaturePad {
  strokes: StrokePoint[][] = [];
  readonly #changed: () => void;
  #pointer: number | undefined;
  #time = 0;
  /** Points of the strokes before the one under way. */
  #before = 0;

  /** @param changed Called when the ink did. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  render(label: string, hint: string): TemplateResult {
    return html`<div class="paper pad">
      <svg class="signature" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${label} @pointerdown=${this.#begin} @pointermove=${this.#move}
        @pointerup=${this.#end} @pointercancel=${this.#end} @touchmove=${keepStill}>${inkPaths(this.strokes, WIDTH)}</svg>
      ${this.strokes.length ? nothing : html`<p aria-hidden="true">${hint}</p>`}
    </div>`;
  }

  undo(): void {
    this.strokes = this.strokes.slice(0, -1);
    this.#changed();
  }

  clear(): void {
    this.strokes = [];
    this.#changed();
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

  #begin = (event: PointerEvent): void => {
    if (this.#pointer !== undefined || event.button || this.strokes.length >= STROKES_MAX) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.#pointer = event.pointerId;
    this.#before = this.strokes.flat().length;
    this.strokes = [...this.strokes, []];
    this.#add(event);
  };

  #move = (event: PointerEvent): void => {
    if (event.pointerId !== this.#pointer) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const point of events.length ? events : [event]) this.#add(point, event);
  };

  #end = (event: PointerEvent): void => {
    if (event.pointerId !== this.#pointer) return;
    this.#pointer = undefined;
  };

  #add(event: PointerEvent, { currentTarget }: Event = event): void {
    const stroke = this.strokes.at(-1) as StrokePoint[];
    const last = stroke.at(-1);
    const { left, top, width } = (currentTarget as Element).getBoundingClientRect();
    const scale = WIDTH / width;
    const x = tenth((event.clientX - left) * scale);
    const y = tenth((event.clientY - top) * scale);
    const distance = last ? Math.hypot(x - last[0], y - last[1]) : Infinity;
    if (distance < NEAR || this.#before + stroke.length >= POINTS_MAX) return;
    // A pen says how hard it is pressed; a finger or a mouse writes thinner the faster it goes.
    const force =
      event.pointerType === 'pen' && event.pressure
        ? event.pressure
        : last
          ? 1 / (1 + distance / Math.max(1, event.timeStamp - this.#time))
          : 0.75;
    const target = THIN + ADDED * force;
    stroke.push([x, y, tenth(last ? last[2] * 0.7 + target * 0.3 : target)]);
    this.#time = event.timeStamp;
    this.#changed();
  }
}

/** iPadOS takes strokes of its pen for handwriting to read, unless this is prevented: https://developer.apple.com/forums/thread/664108 */
const keepStill = (event: Event): void => event.preventDefault();

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
