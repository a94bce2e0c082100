import { PDFDict, PDFName, PDFNumber, type PDFObject, PDFRawStream, type PDFRef } from 'pdf-lib';
import { ellipse, fillColor } from './draw.ts';
import { name, type PdfFile } from './file.ts';
import { type Box, boxOf, digits, fitting, type Matrix, numbersOf, overlap } from './geometry.ts';
import { type Drawing, setAnnotations } from './page-content.ts';
import type { PdfPage } from './page-tree.ts';
import { annotationsOf, isWidget, normalAppearance, numberOf, UNSEEN } from './widgets.ts';

/** The annotation flag that hides an annotation on screen and on paper. */
const HIDDEN = 0b10;

/** The appearance of an annotation as a form XObject, the matrix that places it on the page, and what is left of the annotation without it. */
interface DetachedAppearance {
  ref: PDFRef;
  matrix: Matrix;
  rest: PDFDict | undefined;
}

/**
 * Viewers show annotations on top of the content of a page, so a rubber stamp would hide a signature that we draw in its place. This removes
 * the appearances of all annotations that overlap one of the boxes (in user space), and returns a drawing of them, which the caller draws into
 * the page below its own drawing. Annotations below such an annotation lose their appearance too, so that the order stays the same.
 *
 * Links stay and can still be clicked, and an annotation that holds a file stays, but hidden. Where a viewer draws a shape or a text without
 * an appearance, only its fill is moved: the outline and the letters stay on top, because they hide nothing.
 */
export function detachCoveredAppearances(file: PdfFile, page: PdfPage, boxes: readonly Box[]): Drawing {
  const covered = [...boxes];
  const drawing: Drawing = { operators: '', images: {} };
  const annotations = annotationsOf(file, page);
  const kept: typeof annotations = [];
  const removed = new Set<PDFRef>();
  // From the topmost annotation down, so that it is known which boxes are covered when the annotations below are looked at.
  for (const annotation of annotations.toReversed()) {
    const { ref, dict } = annotation;
    const rect = boxOf(dict.lookup(name('Rect')));
    const covers = rect && canCover(dict) && covered.some((box) => overlap(box, rect));
    const detached = covers ? (detachAppearance(file, dict, rect) ?? detachFill(file, dict, rect)) : undefined;
    if (!rect || !detached) {
      kept.unshift(annotation);
      continue;
    }
    covered.push(rect);
    const image = `A${detached.ref.objectNumber}`;
    drawing.images[image] = detached.ref;
    drawing.operators = `q ${digits(...detached.matrix)} cm /${image} Do Q\n${drawing.operators}`;
    if (detached.rest) {
      if (ref) file.set(ref, detached.rest);
      kept.unshift({ ref, dict: detached.rest });
    } else if (ref) removed.add(ref);
  }
  if (drawing.operators !== '')
    setAnnotations(
      file,
      page,
      // A popup shows the text of another annotation, and goes with it.
      kept.filter(({ dict }) => !removed.has(dict.get(name('Parent')) as PDFRef)),
    );
  return drawing;
}

/** Whether an annotation is shown, and so can hide something. Popups are shown only when somebody opens them. */
const canCover = (dict: PDFDict): boolean =>
  !isWidget(dict) && subtypeOf(dict) !== 'Popup' && ((numberOf(dict.lookup(name('F'))) ?? 0) & UNSEEN) === 0;

const subtypeOf = (dict: PDFDict): string | undefined => {
  const subtype = dict.lookup(name('Subtype'));
  return subtype instanceof PDFName ? subtype.decodeText() : undefined;
};

/** The appearance stream of an annotation, for the state in which it is shown. */
export function appearanceOf(dict: PDFDict): PDFRawStream | undefined {
  const normal = normalAppearance(dict);
  const state = dict.lookup(name('AS'));
  const stream = normal instanceof PDFDict && state instanceof PDFName ? normal.lookup(state) : normal;
  return stream instanceof PDFRawStream ? stream : undefined;
}

function detachAppearance(file: PdfFile, dict: PDFDict, rect: Box): DetachedAppearance | undefined {
  const stream = appearanceOf(dict);
  const box = stream && boxOf(stream.dict.lookup(name('BBox')));
  if (!stream || !box) return undefined;
  const matrix = fitting(box, numbersOf(stream.dict.lookup(name('Matrix'))), rect);
  if (!matrix) return undefined;
  const form = file.copy(stream.dict);
  const ref = file.add(PDFRawStream.of(withLayer(form, dict), stream.contents));
  switch (subtypeOf(dict)) {
    case 'Link':
      return { ref, matrix, rest: without(file, dict, 'AP', { Border: [0, 0, 0] }) };
    case 'FileAttachment':
      return { ref, matrix, rest: hidden(file, dict) };
    default:
      return { ref, matrix, rest: undefined };
  }
}

/** The fill that viewers draw for an annotation without an appearance. Its outline and its text hide nothing, and stay with it. */
function detachFill(file: PdfFile, dict: PDFDict, rect: Box): DetachedAppearance | undefined {
  const subtype = subtypeOf(dict);
  const key = subtype === 'FreeText' ? 'C' : 'IC';
  const colour = fillColor(numbersOf(dict.lookup(name(key))));
  const path = pathOf(subtype, dict, rect);
  if (colour === undefined || path === undefined) return undefined;
  const { context } = file;
  const opacity = numberOf(dict.lookup(name('CA'))) ?? 1;
  const stream = file.stream(`/G gs ${colour} ${path} f\n`, {
    BBox: context.obj([rect.left, rect.bottom, rect.right, rect.top]),
    Resources: context.obj({ ExtGState: { G: { ca: opacity } } }),
  });
  withLayer(stream.dict, dict);
  return { ref: file.add(stream), matrix: [1, 0, 0, 1, 0, 0], rest: without(file, dict, key) };
}

/** Makes a dictionary that of a form XObject, in the same layer as the annotation it stands for, so that the layer still switches it off. */
export function withLayer(form: PDFDict, annotation: PDFDict): PDFDict {
  form.set(name('Type'), name('XObject'));
  form.set(name('Subtype'), name('Form'));
  const layer = annotation.get(name('OC'));
  if (layer) form.set(name('OC'), layer);
  return form;
}

/** A copy of an annotation that is hidden, but keeps everything it holds. */
function hidden(file: PdfFile, dict: PDFDict): PDFDict {
  const copy = file.copy(dict);
  copy.set(name('F'), PDFNumber.of(HIDDEN));
  return copy;
}

function without(file: PdfFile, dict: PDFDict, key: string, more: Record<string, number[]> = {}): PDFDict {
  const copy = file.copy(dict);
  copy.delete(name(key));
  for (const [other, value] of Object.entries(more)) copy.set(name(other), file.context.obj(value) as PDFObject);
  return copy;
}

function pathOf(subtype: string | undefined, dict: PDFDict, rect: Box): string | undefined {
  const [left = 0, bottom = 0, right = 0, top = 0] = numbersOf(dict.lookup(name('RD')));
  const [x1, y1, x2, y2] = [rect.left + left, rect.bottom + bottom, rect.right - right, rect.top - top];
  switch (subtype) {
    case 'FreeText':
    case 'Square':
      return `${digits(x1, y1, x2 - x1, y2 - y1)} re`;
    case 'Circle':
      return ellipse({ left: x1, bottom: y1, right: x2, top: y2 });
    case 'Polygon': {
      const points = numbersOf(dict.lookup(name('Vertices')));
      const corners = Array.from({ length: points.length >> 1 }, (_, index) => points.slice(index * 2, index * 2 + 2));
      return corners.length < 3
        ? undefined
        : corners.map((corner, index) => `${digits(...corner)} ${index === 0 ? 'm' : 'l'}`).join(' ');
    }
    default:
      return undefined;
  }
}
