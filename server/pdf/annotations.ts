import { PDFDict, PDFName, PDFNumber, type PDFObject, PDFRawStream, type PDFRef } from 'pdf-lib';
import { ellipse, fillColor } from './draw.ts';
import { name, type PdfFile } from './file.ts';
import { type Box, boxOf, digits, fitting, type Matrix, numbersOf, overlap } from './geometry.ts';
import { setAnnotations } from './page-content.ts';
import type { PdfPage } from './page-tree.ts';
import { annotationsOf, isWidget, numberOf, UNSEEN } from './widgets.ts';

/** Annotation flag. */
const HIDDEN = 0b10;

/** Operators in user space, and the form XObjects they draw. */
interface Looks {
  operators: string;
  images: Record<string, PDFRef>;
}

/** How an annotation looks, where that goes, and what stays of the annotation when its look is drawn into the page. */
interface Look {
  ref: PDFRef;
  matrix: Matrix;
  rest: PDFDict | undefined;
}

/**
 * Annotations are shown on top of a page's content: a stamp would hide what is drawn where it stands. This takes the looks of those that reach into one of the
 * boxes (in user space) off the annotations, to be drawn into the page before anything else; and of those that were below one of these. Links stay and can be
 * clicked, and what holds a file stays hidden; of shapes that viewers draw by themselves their outlines stay on top, and of texts their letters.
 */
export function takeLooks(file: PdfFile, page: PdfPage, boxes: readonly Box[]): Looks {
  const covered = [...boxes];
  const looks: Looks = { operators: '', images: {} };
  const annotations = annotationsOf(file, page);
  const kept: typeof annotations = [];
  const removed = new Set<PDFRef>();
  // From the topmost down: what one covers is known when those below it are looked at.
  for (const annotation of annotations.toReversed()) {
    const { ref, dict } = annotation;
    const rect = boxOf(dict.lookup(name('Rect')));
    const covers = rect && canCover(dict) && covered.some((box) => overlap(box, rect));
    const look = covers ? (ownLook(file, dict, rect) ?? fillLook(file, dict, rect)) : undefined;
    if (!rect || !look) {
      kept.unshift(annotation);
      continue;
    }
    covered.push(rect);
    const image = `A${look.ref.objectNumber}`;
    looks.images[image] = look.ref;
    looks.operators = `q ${digits(...look.matrix)} cm /${image} Do Q\n${looks.operators}`;
    if (look.rest) {
      if (ref) file.set(ref, look.rest);
      kept.unshift({ ref, dict: look.rest });
    } else if (ref) removed.add(ref);
  }
  if (looks.operators !== '')
    setAnnotations(
      file,
      page,
      // A popup shows the words of another annotation.
      kept.filter(({ dict }) => !removed.has(dict.get(name('Parent')) as PDFRef)),
    );
  return looks;
}

/** Popups are shown when somebody opens them. */
const canCover = (dict: PDFDict): boolean =>
  !isWidget(dict) && subtypeOf(dict) !== 'Popup' && ((numberOf(dict.lookup(name('F'))) ?? 0) & UNSEEN) === 0;

const subtypeOf = (dict: PDFDict): string | undefined => {
  const subtype = dict.lookup(name('Subtype'));
  return subtype instanceof PDFName ? subtype.decodeText() : undefined;
};

/** The appearance that an annotation brings along, in the state it is shown in. */
export function appearanceOf(dict: PDFDict): PDFRawStream | undefined {
  const looks = dict.lookup(name('AP'));
  const normal = looks instanceof PDFDict ? looks.lookup(name('N')) : undefined;
  const state = dict.lookup(name('AS'));
  const stream = normal instanceof PDFDict && state instanceof PDFName ? normal.lookup(state) : normal;
  return stream instanceof PDFRawStream ? stream : undefined;
}

function ownLook(file: PdfFile, dict: PDFDict, rect: Box): Look | undefined {
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

/** The ground of an annotation without an appearance, as viewers fill it. Its outline and its text hide nothing. */
function fillLook(file: PdfFile, dict: PDFDict, rect: Box): Look | undefined {
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

/** A form XObject in place of an annotation: with its layer it is switched off too. */
export function withLayer(form: PDFDict, annotation: PDFDict): PDFDict {
  form.set(name('Type'), name('XObject'));
  form.set(name('Subtype'), name('Form'));
  const layer = annotation.get(name('OC'));
  if (layer) form.set(name('OC'), layer);
  return form;
}

/** Not to be seen, but with all it holds. */
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
