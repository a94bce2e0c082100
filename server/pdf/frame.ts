import { PDFDict, PDFName, type PDFObject } from 'pdf-lib';
import { ellipse, fillColor } from './draw.ts';
import { name } from './file.ts';
import { type Box, digits, numbersOf } from './geometry.ts';
import { cellsOf, has, numberOf, shapeOf, type Widget } from './widgets.ts';

// Draws the background and the border of a widget, for forms that only describe them (/MK, /BS, /Border) and leave the drawing to the viewer.

interface Frame {
  /** Operators that draw the frame, with the origin at its lower left corner. */
  operators: string;
  /** The box that is left for the value. */
  inner: Box;
}

type BorderStyle = 'solid' | 'dashed' | 'beveled' | 'inset' | 'underline';

const STYLES: Record<string, BorderStyle> = { S: 'solid', D: 'dashed', B: 'beveled', I: 'inset', U: 'underline' };

export function frameOf(widget: Widget, width: number, height: number): Frame {
  const border = borderOf(widget, width, height);
  const { ground, color, line, edge, isRelief } = border;
  const round = widget.type === 'Btn' && has(widget, 'radio') && (shapeOf(widget) ?? 'dot') === 'dot';
  const outline = { left: line / 2, bottom: line / 2, right: width - line / 2, top: height - line / 2 };
  let operators = '';
  if (ground) operators += `${fill(ground)} ${round ? circle(outline) : rectangle(0, 0, width, height)} f\n`;
  if (color && line > 0) {
    const pen = `${stroke(color)} ${digits(line)} w`;
    if (isRelief && !round) operators += relief(width, height, border);
    if (border.style === 'dashed') operators += `[${digits(...border.dash)}] 0 d\n`;
    const path =
      border.style === 'underline'
        ? `${digits(0, line / 2)} m ${digits(width, line / 2)} l`
        : round
          ? circle(outline)
          : rectangle(line / 2, line / 2, width - line, height - line);
    operators += `${pen} ${path} S\n`;
    const cells = border.style === 'solid' || border.style === 'dashed' ? (cellsOf(widget) ?? 1) : 1;
    for (let cell = 1; cell < cells; cell++) {
      const x = (width * cell) / cells;
      operators += `${digits(x, 0)} m ${digits(x, height)} l S\n`;
    }
  }
  return {
    operators: operators === '' ? '' : `q\n${operators}Q\n`,
    inner: { left: edge, bottom: edge, right: width - edge, top: height - edge },
  };
}

/** The edges of a beveled or inset field. Light falls from the upper left, so these edges of a beveled field are bright, and those of an inset field dark. */
function relief(width: number, height: number, { line, style, ground }: Border): string {
  const [light, dark] =
    style === 'inset' ? [[0.5], [0.75]] : [[1], ground && ground.length < 4 ? ground.map((part) => part * 0.6) : [0.5]];
  const [outer, inner] = [line, line * 2];
  const corner = (distance: number) => ({
    lowerLeft: digits(distance, distance),
    upperLeft: digits(distance, height - distance),
    upperRight: digits(width - distance, height - distance),
    lowerRight: digits(width - distance, distance),
  });
  const [o, i] = [corner(outer), corner(inner)];
  return (
    `${fill(light!)} ${o.lowerLeft} m ${o.upperLeft} l ${o.upperRight} l ${i.upperRight} l ${i.upperLeft} l ${i.lowerLeft} l f\n` +
    `${fill(dark!)} ${o.upperRight} m ${o.lowerRight} l ${o.lowerLeft} l ${i.lowerLeft} l ${i.lowerRight} l ${i.upperRight} l f\n`
  );
}

/** The largest circle in the middle of a box. */
function circle({ left, bottom, right, top }: Box): string {
  const [x, y, radius] = [(left + right) / 2, (bottom + top) / 2, Math.min(right - left, top - bottom) / 2];
  return ellipse({ left: x - radius, bottom: y - radius, right: x + radius, top: y + radius });
}

const rectangle = (x: number, y: number, width: number, height: number): string => `${digits(x, y, width, height)} re`;

interface Border {
  ground: number[] | undefined;
  color: number[] | undefined;
  /** Width of the line, and distance between the edge of the field and its value, in points. */
  line: number;
  edge: number;
  style: BorderStyle;
  isRelief: boolean;
  dash: number[];
}

function borderOf({ dict }: Widget, width: number, height: number): Border {
  const look = dictOf(dict.lookup(name('MK')));
  const own = dictOf(dict.lookup(name('BS')));
  const [, , thickness, ...dashes] = numbersOf(dict.lookup(name('Border')));
  const named = own?.lookup(name('S'));
  const style = (named instanceof PDFName && STYLES[named.decodeText()]) || (dashes.length > 0 ? 'dashed' : 'solid');
  const dash = numbersOf(own?.lookup(name('D'))).filter((length) => length > 0);
  const color = colorOf(look?.lookup(name('BC')));
  const wanted = Math.max(numberOf(own?.lookup(name('W'))) ?? thickness ?? 1, 0);
  const line = color ? Math.min(wanted, width / 2, height / 2) : 0;
  const isRelief = style === 'beveled' || style === 'inset';
  return {
    ground: colorOf(look?.lookup(name('BG'))),
    color,
    line,
    edge: line * (isRelief ? 2 : 1),
    style,
    isRelief,
    dash: dash.length > 0 ? dash : [3],
  };
}

/** How much further than usual a text is from the edge of its field because of a wide frame, in points. */
export function insetOf(widget: Widget, { left, bottom, right, top }: Box): number {
  if (widget.type === 'Btn' || cellsOf(widget) !== undefined) return 0;
  // A quarter of the field on each side at most, so that half of it is left for the text.
  return Math.max(borderOf(widget, (right - left) / 4, (top - bottom) / 4).edge - 1, 0);
}

const dictOf = (value: PDFObject | undefined): PDFDict | undefined => (value instanceof PDFDict ? value : undefined);

/** Components of a colour; undefined for a transparent one. */
function colorOf(value: PDFObject | undefined): number[] | undefined {
  const parts = numbersOf(value).map((part) => Math.min(Math.max(part, 0), 1));
  return fillColor(parts) === undefined ? undefined : parts;
}

const fill = (color: readonly number[]): string => fillColor(color) ?? '';

/** The operator that sets the colour of lines, which is that of fills in capital letters. */
const stroke = (color: readonly number[]): string => fill(color).toUpperCase();
