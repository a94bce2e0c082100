import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import type { SignatureFont } from '../../src/contract/documents.limits.ts';
import type { SignatureMark, StrokePoint } from '../../src/contract/documents.ts';
import { loadFont } from './signature-fonts.ts';

/**
 * A signature as it will be in the document, as large as the box around it allows. Without a name it is hidden from assistive technology.
 * Style sheet: `signatureStyles`.
 */
export function signatureMark(mark: SignatureMark, name?: string): TemplateResult {
  const role = name ? 'img' : nothing;
  const label = name ?? nothing;
  const hidden = name ? nothing : 'true';
  switch (mark.kind) {
    case 'drawn':
      return html`<svg class="signature" viewBox="0 0 ${mark.width} ${mark.height}" role=${role} aria-label=${label} aria-hidden=${hidden}>${inkPaths(mark.strokes, mark.width)}</svg>`;
    case 'typed':
      return html`<svg class="signature" role=${role} aria-label=${label} aria-hidden=${hidden} ${typed(mark.text, mark.font)}><text>${mark.text}</text></svg>`;
    case 'uploaded':
      return html`<canvas class="signature" role=${role} aria-label=${label} aria-hidden=${hidden} ${painted(mark.image)}></canvas>`;
  }
}

/** Paths for the strokes in a box of that width: quadratic curves between the middles of neighbouring points, which join without corners. */
export function inkPaths(strokes: StrokePoint[][], boxWidth: number): TemplateResult[] {
  // Widths are rounded to steps too small to see, so that a signature needs a few paths instead of one for each point.
  const step = boxWidth / 1600;
  const paths = new Map<number, string>();
  for (const stroke of strokes) {
    stroke.forEach(([x, y, width], i) => {
      const from = middle(stroke[i - 1] ?? [x, y], [x, y]);
      const to = middle([x, y], stroke[i + 1] ?? [x, y]);
      const key = Math.max(1, Math.round(width / step));
      paths.set(key, `${paths.get(key) ?? ''}M${from}Q${x} ${y} ${to}`);
    });
  }
  return [...paths].map(([steps, path]) => svg`<path stroke-width=${steps * step} d=${path}></path>`);
}

const middle = ([x1, y1]: [number, number, number?], [x2, y2]: [number, number, number?]) =>
  `${((x1 + x2) / 2).toFixed(1)} ${((y1 + y2) / 2).toFixed(1)}`;

/** Loads the font of a typed signature and fits the view box of its svg to the text. */
const typed = directive(
  class extends Directive {
    #text = '';

    render(_text: string, _font: SignatureFont): unknown {
      return nothing;
    }

    override update({ element }: ElementPart, [text, font]: [string, SignatureFont]): unknown {
      if (this.#text !== text + font) void this.#fit(element as SVGElement, text, font);
      return nothing;
    }

    async #fit(element: SVGElement, text: string, font: SignatureFont): Promise<void> {
      this.#text = text + font;
      // Without its font the signature is not shown: another font would show something the signer did not choose.
      const family = await loadFont(font, text).catch(() => undefined);
      const context = document.createElement('canvas').getContext('2d');
      if (!family || !context || this.#text !== text + font) return;
      context.font = `100px ${family}`;
      const box = context.measureText(text);
      element.style.fontFamily = family;
      element.setAttribute(
        'viewBox',
        [
          -box.actualBoundingBoxLeft - 4,
          -box.actualBoundingBoxAscent - 4,
          box.actualBoundingBoxLeft + box.actualBoundingBoxRight + 8,
          box.actualBoundingBoxAscent + box.actualBoundingBoxDescent + 8,
        ].join(' '),
      );
    }
  },
);

/** Paints a picture onto a canvas. An image would need an address that the page's Content Security Policy has to allow. */
const painted = directive(
  class extends Directive {
    #image = '';

    render(_image: string): unknown {
      return nothing;
    }

    override update({ element }: ElementPart, [image]: [string]): unknown {
      if (this.#image !== image) void this.#paint(element as HTMLCanvasElement, image);
      return nothing;
    }

    async #paint(canvas: HTMLCanvasElement, image: string): Promise<void> {
      this.#image = image;
      const bytes = Uint8Array.from(atob(image), (byte) => byte.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' })).catch(() => undefined);
      if (!bitmap || this.#image !== image) return;
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
      bitmap.close();
    }
  },
);

/** Look of `signatureMark` and `inkPaths`: ink on paper, also in dark mode. */
export const signatureStyles = css`
  .signature {
    display: block;
    width: 100%;
    height: 100%;
    min-width: 0;
    min-height: 0;
    object-fit: contain;
    /* The ink of the sealed PDF. */
    color: #0d1752;
    fill: none;
    stroke: currentcolor;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .signature text {
    fill: currentcolor;
    stroke: none;
    font-size: 100px;
  }
  .signature:not([viewBox]) text {
    visibility: hidden;
  }
`;
