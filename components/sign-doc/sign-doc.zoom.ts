import { html, type TemplateResult } from 'lit/html.js';
import type { signDocWords } from '../../src/i18n/sign-doc.ts';
import { downloadIcon } from '../shared/icon.ts';

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];

/** Zoom and download. */
export const toolbar = (
  words: typeof signDocWords.de,
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
