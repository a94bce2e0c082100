import type { TextRun } from './sign-doc.engine.ts';

const FONT_SIZE = 100;
let context: CanvasRenderingContext2D | null | undefined;

/** The text of a page for selecting and for screen readers: over its picture (`placed`), or just there. */
export function textLayer(runs: TextRun[], how: 'plain' | 'placed'): HTMLElement {
  const layer = document.createElement('div');
  layer.className = `text ${how}`;
  for (const run of runs) {
    layer.append(how === 'plain' ? run.text : spanOf(run));
    if (run.last) layer.append(document.createElement('br'));
  }
  return layer;
}

/** A piece of text as long as it is in the picture, whatever font it is in. */
function spanOf({ text, left, top, size, width, angle }: TextRun): HTMLElement {
  const span = document.createElement('span');
  span.textContent = text;
  span.dir = 'auto';
  const { style } = span;
  style.left = `${left * 100}%`;
  style.top = `${top * 100}%`;
  style.fontSize = `calc(${size} * var(--_pt))`;
  const natural = (measure(text) * size) / FONT_SIZE;
  style.transform = `rotate(${angle}rad) scaleX(${natural > 0 && width > 0 ? width / natural : 1})`;
  return span;
}

function measure(text: string): number {
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return 0;
  context.font = `${FONT_SIZE}px sans-serif`;
  return context.measureText(text).width;
}
