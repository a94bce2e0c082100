import { PDFBool, PDFDict, PDFName, PDFRawStream, type PDFRef } from 'pdf-lib';
import { tickShapeOf } from '../../src/contract/documents.formats.ts';
import { withLayer } from './annotations.ts';
import { optionsOf, valuesOf } from './choices.ts';
import { paints, withoutValue } from './content.ts';
import { drawTick, fillColor } from './draw.ts';
import { drawText } from './draw-text.ts';
import { name, type PdfFile } from './file.ts';
import type { TextFonts } from './fonts.ts';
import { frameOf } from './frame.ts';
import { type Box, boxOf, digits, fitting, type Matrix, numbersOf } from './geometry.ts';
import { cleanText } from './plain-text.ts';
import { decodeStream } from './streams.ts';
import {
  captionOf,
  cellsOf,
  formOf,
  has,
  inheritedOf,
  nameText,
  normalAppearance,
  numberOf,
  onStates,
  quartersOf,
  shapeOf,
  type TextStyle,
  textOf,
  textStyleOf,
  valueOf,
  type Widget,
} from './widgets.ts';

/** The appearance of a widget as a form XObject, and the matrix that places it on the page. */
interface PlacedForm {
  ref: PDFRef;
  matrix: Matrix;
}

/** Maximum size of an appearance that is searched for a value, in bytes. Larger ones hold pictures. */
const CONTENT_MAX = 256 * 1024;

/** Of lists: the font size in points where the form gives none, the height of a line in font sizes, and the background of chosen options. */
const [LIST_SIZE, LINE] = [12, 1.15];
const CHOSEN = '0.6 0.75 0.86 rg';

/**
 * Makes form XObjects that look like the widgets of a form, to be drawn when the form itself is removed. A widget's own appearance is used if it
 * shows the value of its field; otherwise one is generated from the description in the form, as viewers do it. A widget whose field the signer
 * will fill in is drawn without its value: only the frame, the background and the unticked box are left.
 */
export class Appearances {
  readonly #file: PdfFile;
  readonly #fonts: TextFonts;
  readonly #form: PDFDict | undefined;
  /** Whether viewers are to make the appearances of texts and lists themselves. */
  readonly #needed: boolean;
  // Many widgets share an appearance, so these keep its decoded content, the appearance without a value, and where it was added to the file.
  readonly #contents = new Map<PDFRawStream, Uint8Array | undefined>();
  readonly #frames = new Map<PDFRawStream, PDFRawStream>();
  readonly #refs = new Map<PDFRawStream, PDFRef>();

  constructor(file: PdfFile, fonts: TextFonts) {
    this.#file = file;
    this.#fonts = fonts;
    this.#form = formOf(file);
    this.#needed = this.#form?.lookup(name('NeedAppearances')) === PDFBool.True;
  }

  /** A widget as a form XObject, with or without its value. Undefined when nothing of it can be seen. */
  placedFormOf(widget: Widget, withValue: boolean): PlacedForm | undefined {
    const rect = boxOf(widget.dict.lookup(name('Rect')));
    if (!rect || widget.hidden) return undefined;
    switch (widget.type) {
      case 'Btn':
        return has(widget, 'pushbutton')
          ? this.#pushbutton(widget, rect)
          : this.#button(widget, rect, withValue ? shownState(widget) : OFF);
      case 'Tx':
      case 'Ch':
        return withValue ? this.#filled(widget, rect) : this.#empty(widget, rect);
      default: {
        const own = ownStream(widget);
        return own ? this.#own(widget, own, rect) : this.#generated(widget, rect, () => '');
      }
    }
  }

  /** A push button as it is printed. Undefined if it is not printed, because it does nothing on paper. */
  #pushbutton(widget: Widget, rect: Box): PlacedForm | undefined {
    if (!widget.prints) return undefined;
    const own = ownStream(widget);
    if (own) return this.#own(widget, own, rect);
    const style = { ...textStyleOf(widget, this.#form), alignment: 'center' as const };
    return this.#generated(widget, rect, (inner) => this.#text(captionOf(widget), inner, style, {}));
  }

  #button(widget: Widget, rect: Box, state: PDFName): PlacedForm | undefined {
    const own = ownStream(widget, state);
    // An empty appearance is right for a box that has no frame.
    if (own && !(this.#needed && this.#isBlank(own))) return this.#own(widget, own, rect);
    const shape = shapeOf(widget) ?? tickShapeOf({ type: has(widget, 'radio') ? 'radio' : 'checkbox', format: null });
    return this.#generated(widget, rect, (inner) => (state === OFF ? '' : drawTick(inner, shape)));
  }

  #filled(widget: Widget, rect: Box): PlacedForm | undefined {
    const own = ownStream(widget);
    const value = shownText(widget);
    if (own && !this.#isStale(own, value)) return this.#own(widget, own, rect);
    const style = textStyleOf(widget, this.#form);
    if (widget.type === 'Ch' && !has(widget, 'combo'))
      return this.#generated(widget, rect, (inner) => this.#list(widget, inner, style));
    const cells = cellsOf(widget);
    const multiline = has(widget, 'multiline');
    // The cells of a comb fill the field from edge to edge, without the inset of a text.
    return this.#generated(widget, rect, (inner, outer) =>
      this.#text(value, cells === undefined ? inner : outer, style, { multiline, ...(cells && { cells }) }),
    );
  }

  #empty(widget: Widget, rect: Box): PlacedForm | undefined {
    const own = ownStream(widget);
    const look = widget.dict.lookup(name('MK'));
    const described = look instanceof PDFDict && (look.has(name('BC')) || look.has(name('BG')));
    if (!own || (described && this.#isStale(own, valueOf(widget)))) return this.#generated(widget, rect, () => '');
    const content = this.#contentOf(own);
    if (content !== undefined) return this.#own(widget, this.#emptied(own, content), rect);
    // An appearance that cannot be decoded may show the value, so the frame is generated instead.
    return valueOf(widget) === '' ? this.#own(widget, own, rect) : this.#generated(widget, rect, () => '');
  }

  /** Whether an appearance does not show what a field holds: because viewers are to make it anew, or because it is empty and the field is not. */
  #isStale(own: PDFRawStream, value: string): boolean {
    return this.#needed || (value !== '' && this.#isBlank(own));
  }

  #isBlank(stream: PDFRawStream): boolean {
    const content = this.#contentOf(stream);
    return content !== undefined && !paints(content);
  }

  #contentOf(stream: PDFRawStream): Uint8Array | undefined {
    if (!this.#contents.has(stream)) {
      let content: Uint8Array | undefined;
      try {
        content = decodeStream(stream, CONTENT_MAX);
      } catch {
        // It is too large, or uses a filter that only viewers know.
      }
      this.#contents.set(stream, content);
    }
    return this.#contents.get(stream);
  }

  /** A widget's own appearance. */
  #own(widget: Widget, stream: PDFRawStream, rect: Box): PlacedForm | undefined {
    const box = boxOf(stream.dict.lookup(name('BBox')));
    return box && this.#placed(widget, stream, box, rect);
  }

  /** An appearance without the value of its field. */
  #emptied(stream: PDFRawStream, content: Uint8Array): PDFRawStream {
    const known = this.#frames.get(stream);
    if (known) return known;
    const { contents } = this.#file.stream(withoutValue(content));
    const dict = this.#file.copy(stream.dict);
    dict.delete(name('DecodeParms'));
    dict.set(name('Filter'), name('FlateDecode'));
    const frame = PDFRawStream.of(dict, contents);
    this.#frames.set(stream, frame);
    return frame;
  }

  /** The frame and the background as the form describes them, and what `draw` adds inside. */
  #generated(widget: Widget, rect: Box, draw: (inner: Box, outer: Box) => string): PlacedForm | undefined {
    const quarters = quartersOf(widget);
    const [across, up] = [rect.right - rect.left, rect.top - rect.bottom];
    const [width, height] = quarters % 2 === 0 ? [across, up] : [up, across];
    const box = { left: 0, bottom: 0, right: width, top: height };
    const { operators, inner } = frameOf(widget, width, height);
    const value = draw(inner, box);
    if (operators === '' && value === '') return undefined;
    const { context } = this.#file;
    const stream = this.#file.stream(operators + value, {
      BBox: context.obj([0, 0, width, height]),
      Matrix: context.obj([...TURNS[quarters]!]),
      Resources: context.obj({ Font: value === '' ? {} : { T: this.#fonts.regular.ref } }),
    });
    return this.#placed(widget, stream, box, rect);
  }

  #placed({ dict }: Widget, stream: PDFRawStream, box: Box, rect: Box): PlacedForm | undefined {
    const matrix = fitting(box, numbersOf(stream.dict.lookup(name('Matrix'))), rect);
    return matrix && { ref: this.#added(stream, dict), matrix };
  }

  /** Adds an appearance as a form XObject, once for all widgets that share it. A widget in a layer gets an XObject of its own. */
  #added(stream: PDFRawStream, widget: PDFDict): PDFRef {
    const isShared = !widget.has(name('OC'));
    const known = isShared ? this.#refs.get(stream) : undefined;
    if (known) return known;
    const dict = withLayer(this.#file.copy(stream.dict), widget);
    const resources = this.#form?.lookup(name('DR'));
    if (!dict.has(name('Resources')) && resources) dict.set(name('Resources'), resources);
    const ref = this.#file.add(PDFRawStream.of(dict, stream.contents));
    if (isShared) this.#refs.set(stream, ref);
    return ref;
  }

  /** The options of a list below each other, as many as there is room for. Those that are chosen have a coloured background. */
  #list(widget: Widget, { left, right, bottom, top }: Box, style: TextStyle): string {
    const height = (style.size ?? LIST_SIZE) * LINE;
    const chosen = new Set(valuesOf(inheritedOf(widget.dict, 'V')));
    const first = numberOf(inheritedOf(widget.dict, 'TI')) ?? 0;
    const rows = Math.max(1, Math.floor((top - bottom) / height + 0.25));
    const { options } = optionsOf(widget);
    const drawn = options.slice(first, first + rows).map(({ value, label }, row) => {
      const line = { left, right, top: top - row * height, bottom: top - (row + 1) * height };
      const ground = `q ${CHOSEN} ${digits(left, line.bottom, right - left, height)} re f Q\n`;
      return (chosen.has(value) || chosen.has(label) ? ground : '') + this.#text(label, line, style, {});
    });
    return drawn.join('');
  }

  #text(
    text: string,
    box: Box,
    { alignment, size, color }: TextStyle,
    { multiline = false, cells }: { multiline?: boolean; cells?: number },
  ): string {
    if (text === '' || !(box.right > box.left && box.top > box.bottom)) return '';
    const font = this.#fonts.regular;
    const layout = { multiline, alignment, ...(size && { size }), ...(cells && { cells }) };
    return `q ${fillColor(color) ?? '0 g'} ${drawText(font.printable(text), box, layout, font, 'T')}Q\n`;
  }
}

/** Matrices that rotate an appearance counterclockwise, by the number of quarter turns. The rectangle adds scale and position. */
const TURNS: readonly Matrix[] = [
  [1, 0, 0, 1, 0, 0],
  [0, 1, -1, 0, 0, 0],
  [-1, 0, 0, -1, 0, 0],
  [0, -1, 1, 0, 0, 0],
];

/** The appearance stream of a widget; of a button, the one for a state. */
function ownStream({ dict }: Widget, state: PDFName = OFF): PDFRawStream | undefined {
  const normal = normalAppearance(dict);
  const look = normal instanceof PDFDict ? normal.lookup(state) : normal;
  return look instanceof PDFRawStream ? look : undefined;
}

const OFF = name('Off');

/** The state in which viewers show a button. If the widget does not say, the value of its field decides. */
function shownState(widget: Widget): PDFName {
  const shown = widget.dict.lookup(name('AS'));
  if (shown instanceof PDFName) return shown;
  const value = inheritedOf(widget.dict, 'V');
  return value instanceof PDFName && onStates(widget).includes(nameText(value)) ? value : OFF;
}

/** The text that viewers show in a text field or a list. */
function shownText(widget: Widget): string {
  const value = inheritedOf(widget.dict, 'V');
  if (widget.type === 'Ch') {
    const [chosen = ''] = valuesOf(value);
    return optionsOf(widget).options.find((option) => option.value === chosen)?.label ?? chosen;
  }
  const text = cleanText(textOf(value) ?? '').replaceAll('\t', ' ');
  return has(widget, 'password') ? '*'.repeat([...text].length) : text;
}
