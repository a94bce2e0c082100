import type { PDFDict } from 'pdf-lib';
import { type DocumentWarningCode, FIELD_NAME_MAX } from '../../src/contract/documents.limits.ts';
import type { FieldArea, NewField } from '../../src/contract/documents.ts';
import { name, type PdfFile } from './file.ts';
import { insetOf } from './frame.ts';
import { areaOf, boxOf, corners, type PageView, viewOf } from './geometry.ts';
import type { PdfPage } from './page-tree.ts';
import { cleanLine, uniqueName } from './plain-text.ts';
import { annotationsOf, has, isWidget, quartersOf, type Widget, widgetOf } from './widgets.ts';

// Groups the widgets of a form into fields, and names the fields. Reading a form (`fields.ts`) and preparing its PDF (`prepare.ts`) use the same
// groups, so that a field of the document and its widgets in the PDF are found by the same name.

interface PlacedWidget {
  widget: Widget;
  area: FieldArea;
  /** Whether its text is rotated on the displayed page. */
  isTurned: boolean;
}

/** A field of a form that can be filled in, with all its widgets in tab order. */
export interface FieldGroup {
  /** The full name of the field, shortened and numbered so that it is valid in our contract and unique among the groups. */
  name: string;
  placed: [PlacedWidget, ...PlacedWidget[]];
}

/** The type of a field, and the properties that depend on it. */
export type TypedField = Partial<NewField> & Pick<NewField, 'type'>;

/** Warns the author of something about a field that could not be kept. */
export type Warn = (code: DocumentWarningCode, value?: string) => void;

/** The fields of a form. Widgets with the same full name are one field; each widget without a name is a field of its own. */
export function fieldGroups(file: PdfFile): FieldGroup[] {
  const groups = new Map<string | PDFDict, FieldGroup>();
  const names = new Set<string>();
  for (const [index, page] of file.pages.entries()) {
    for (const placed of widgetsOf(file, page, index)) {
      const { widget } = placed;
      const key = widget.name === '' ? widget.field : widget.name;
      const group = groups.get(key);
      if (group) group.placed.push(placed);
      else groups.set(key, { name: uniqueName(cleanLine(widget.name, NAME_MAX) ?? 'Feld', names), placed: [placed] });
    }
  }
  return [...groups.values()];
}

/** Maximum length of a name, with room for a number after it. */
const NAME_MAX = FIELD_NAME_MAX - 10;

function widgetsOf(file: PdfFile, page: PdfPage, index: number): PlacedWidget[] {
  const view = viewOf(page);
  const placed = annotationsOf(file, page).flatMap(({ ref, dict }) => {
    if (!isWidget(dict)) return [];
    const widget = widgetOf(ref, dict);
    const area = placeOf(view, widget);
    const quarters = quartersOf(widget);
    // On a rotated page, forms rotate their fields back, so that the text is upright.
    const isTurned = quarters !== 0 && quarters !== view.quarters;
    return area && isField(widget) ? [{ widget, area: { page: index, ...area }, isTurned }] : [];
  });
  const order = page.dict.lookup(name('Tabs'));
  // Without /Tabs, the order of the annotations is the tab order.
  if (order === name('R')) placed.sort((a, b) => rowOf(a.area) - rowOf(b.area) || a.area.x - b.area.x);
  if (order === name('C')) placed.sort((a, b) => a.area.x - b.area.x || a.area.y - b.area.y);
  return placed;
}

/** The row of a widget, rounded, because widgets of one row seldom have exactly the same height. */
const rowOf = ({ y, height }: FieldArea): number => Math.round((y + height / 2) * 100);

/** The area for the value of a field. A wide frame is not part of it, so that it stays visible around the value. */
function placeOf(view: PageView, widget: Widget): Omit<FieldArea, 'page'> | undefined {
  const box = boxOf(widget.dict.lookup(name('Rect')));
  if (!box) return undefined;
  const inset = insetOf(widget, box);
  const { left, bottom, right, top } = box;
  return areaOf(view, corners({ left: left + inset, bottom: bottom + inset, right: right - inset, top: top - inset }));
}

const isField = (widget: Widget): boolean =>
  !widget.hidden &&
  (['Tx', 'Ch', 'Sig'].includes(widget.type ?? '') || (widget.type === 'Btn' && !has(widget, 'pushbutton')));
