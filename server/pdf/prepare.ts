import { PDFDict, PDFName, type PDFObject, PDFRawStream, PDFRef } from 'pdf-lib';
import type { DocumentField, FieldArea } from '../../src/contract/documents.ts';
import { drawLine, drawLines } from './draw.ts';
import { name, type PdfFile } from './file.ts';
import { TextFonts, Undrawable } from './fonts.ts';
import { removeForm } from './form-removal.ts';
import { areaOf, boxOf, boxOfArea, corners, digits, fitting, type Matrix, numbersOf, viewOf } from './geometry.ts';
import { drawOn } from './page-content.ts';
import type { PdfPage } from './page-tree.ts';
import { stripFile } from './strip.ts';
import { readTags } from './tags.ts';
import { annotationsOf, inheritedOf, isWidget, textOf, type Widget, widgetOf } from './widgets.ts';

const MULTILINE = 1 << 12;

/**
 * Takes the form away: the widgets of our fields are removed, what else the form showed is drawn into the page. Text tags are painted over in white; their
 * characters stay in the text of the page. What else is taken out, `stripFile` says.
 */
export async function prepareFile(file: PdfFile, fields: readonly DocumentField[]): Promise<void> {
  const tags = Map.groupBy(await readTags(file), ({ area }) => area.page);
  const ours = new Set(fields.map((field) => field.name));
  const form = file.catalog.lookup(name('AcroForm'));
  const shared = form instanceof PDFDict ? form.lookup(name('DR')) : undefined;
  const fonts = new TextFonts(file);
  for (const [index, page] of file.pages.entries()) {
    let written = false;
    const images: Record<string, PDFRef> = {};
    const looks: string[] = (tags.get(index) ?? []).map(({ area }) => whiteOut(page, area));
    for (const widget of widgetsOf(file, page)) {
      if (ours.has(widget.name) || widget.hidden) continue;
      const look = lookOf(file, widget, shared);
      if (look) {
        images[`L${look.ref.objectNumber}`] = look.ref;
        looks.push(`q ${digits(...look.matrix)} cm /L${look.ref.objectNumber} Do Q\n`);
      } else {
        const value = valueText(page, widget, fonts);
        written ||= value !== '';
        looks.push(value);
      }
    }
    if (looks.some((look) => look !== ''))
      drawOn(file, page, looks.join(''), { images, fonts: written ? { T: fonts.regular.ref } : {} });
  }
  fonts.embed();
  removeForm(file);
  stripFile(file);
}

const widgetsOf = (file: PdfFile, page: PdfPage): Widget[] =>
  annotationsOf(file, page).flatMap(({ ref, dict }) => (isWidget(dict) ? [widgetOf(ref, dict)] : []));

function whiteOut(page: PdfPage, area: FieldArea): string {
  const view = viewOf(page);
  const { left, bottom, right, top } = boxOfArea(view, area);
  return `q ${digits(...view.matrix)} cm 1 g ${digits(left, bottom, right - left, top - bottom)} re f Q\n`;
}

/** How a widget looks, and where that goes (ISO 32000-1, 12.5.5). */
function lookOf(
  file: PdfFile,
  { dict }: Widget,
  shared: PDFObject | undefined,
): { ref: PDFRef; matrix: Matrix } | undefined {
  const looks = dict.lookup(name('AP'));
  let entry = looks instanceof PDFDict ? looks.get(name('N')) : undefined;
  let look = entry instanceof PDFRef ? file.context.lookup(entry) : entry;
  if (look instanceof PDFDict) {
    const state = dict.lookup(name('AS'));
    entry = look.get(state instanceof PDFName ? state : name('Off'));
    look = entry instanceof PDFRef ? file.context.lookup(entry) : entry;
  }
  if (!(look instanceof PDFRawStream && entry instanceof PDFRef)) return undefined;
  const rect = boxOf(dict.lookup(name('Rect')));
  const box = boxOf(look.dict.lookup(name('BBox')));
  if (!rect || !box) return undefined;
  const matrix = fitting(box, numbersOf(look.dict.lookup(name('Matrix'))), rect);
  if (!matrix) return undefined;
  const form = file.copy(look.dict);
  form.set(name('Type'), name('XObject'));
  form.set(name('Subtype'), name('Form'));
  if (!form.has(name('Resources')) && shared) form.set(name('Resources'), shared);
  return { ref: file.add(PDFRawStream.of(form, look.contents)), matrix };
}

/** The value of a text that has no look of its own, as forms leave it to the viewer. */
function valueText(page: PdfPage, { dict, type, flags }: Widget, fonts: TextFonts): string {
  const value = type === 'Tx' || type === 'Ch' ? textOf(inheritedOf(dict, 'V')) : undefined;
  const rect = boxOf(dict.lookup(name('Rect')));
  const view = viewOf(page);
  const area = rect && areaOf(view, corners(rect));
  if (!value || !area) return '';
  const draw = (flags & MULTILINE) !== 0 ? drawLines : drawLine;
  try {
    return `q ${digits(...view.matrix)} cm\n${draw(value, boxOfArea(view, { page: 0, ...area }), fonts.regular, 'T')}Q\n`;
  } catch (error) {
    if (error instanceof Undrawable) return '';
    throw error;
  }
}
