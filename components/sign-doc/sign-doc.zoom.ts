import { html, type TemplateResult } from 'lit';
import type { WordsOf } from '../../src/i18n/locale.ts';
import type { signDocWords } from '../../src/i18n/sign-doc.ts';
import { downloadIcon } from '../shared/icon.ts';

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];

/** Zoom and download. */
export const toolbar = (
  words: WordsOf<typeof signDocWords>,
  zoom: number,
  setZoom: (zoom: number) => void,
  download: () => void,
): TemplateResult => html`<div class="toolbar" role="group" aria-label=${words.zoomTools}>
    <button type="button" class="tool" aria-label=${words.zoomOut} title=${words.zoomOut} aria-disabled=${zoom === ZOOMS[0]} @click=${() => setZoom(zoomed(zoom, -1))}>−</button>
    <button type="button" class="tool wide" aria-label="${words.zoomFit}, ${percent(zoom)}" title=${words.zoomFit} @click=${() => setZoom(1)}>${percent(zoom)}</button>
    <button type="button" class="tool" aria-label=${words.zoomIn} title=${words.zoomIn} aria-disabled=${zoom === ZOOMS.at(-1)} @click=${() => setZoom(zoomed(zoom, 1))}>+</button>
    <button type="button" class="tool end" aria-label=${words.download} title=${words.download} @click=${download}>${downloadIcon()}</button>
  </div>`;

const percent = (zoom: number): string => `${Math.round(zoom * 100)} %`;

/** The next zoom step up or down. */
export const zoomed = (zoom: number, by: number): number => ZOOMS[ZOOMS.indexOf(zoom) + by] ?? zoom;

/** Changes the size of the pages and keeps what is in the middle of the screen there, in whatever scrolls around it. */
export async function keepPlace(pages: Iterable<HTMLElement>, change: () => Promise<unknown>): Promise<void> {
  const middle = innerHeight / 2;
  const page = [...pages].find((candidate) => candidate.getBoundingClientRect().bottom > middle);
  if (!page) return void change();
  const before = page.getBoundingClientRect();
  const part = (middle - before.top) / before.height;
  await change();
  const after = page.getBoundingClientRect();
  // What is above the first page does not grow.
  if (part > 0) scrollerOf(page)?.scrollBy({ top: after.top + part * after.height - middle, behavior: 'instant' });
}

function scrollerOf(element: Element): Element | null {
  for (
    let node: Element | null = element;
    node;
    node =
      node.assignedSlot ??
      node.parentElement ??
      ((node.getRootNode() as ShadowRoot).host as Element | undefined) ??
      null
  ) {
    const scrolls = node.scrollHeight > node.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(node).overflowY);
    if (scrolls) return node;
  }
  return document.scrollingElement;
}
