import type { PDFDict } from 'pdf-lib';
import { type DocumentWarningCode, FIELD_NAME_MAX } from '../../src/contract/documents.limits.ts';
import type { FieldArea, NewField } from '../../src/contract/documents.ts';
import { name, type PdfFile } from './file.ts';
import { insetOf } from './frame.ts';
import { areaOf, boxOf, corners, type PageView, viewOf } from './geometry.ts';
import type { PdfPage } from './page-tree.ts';
import { line } from './plain-text.ts';
import { annotationsOf, has, isWidget, quartersOf, type Widget, widgetOf } from './widgets.ts';

// Which widgets of a form are one field, and what it is called in the document. Reading a form and preparing its PDF go by the same groups.

interface PlacedWidget {
  widget: Widget;
  area: FieldArea;
  /** Whether its text is turned on the page as it is displayed. */
  isTurned: boolean;
}

/** A field of a form that can be filled in, with all its places in tab order. */
export interface FieldGroup {
  /** Unique among the groups: the full name, as our contract takes names. */
  name: string;
  placed: [PlacedWidget, ...PlacedWidget[]];
}

/** The part of a field that its kind decides. */
export type Kind = Partial<NewField> & Pick<NewField, 'type'>;

/** Tells the author what of a field could not be kept. */
export type Warn = (code: DocumentWarningCode, value?: string) => void;

/** Fields of the same full name are one; of those without a name each is its own. */
export function fieldGroups(file: PdfFile): FieldGroup[] {
  const groups = new Map<string | PDFDict, FieldGroup>();
  const names = new Set<string>();
  for (const [index, page] of file.pages.entries()) {
    for (const placed of widgetsOf(file, page, index)) {
      const { widget } = placed;
      const key = widget.name === '' ? widget.field : widget.name;
      const group = groups.get(key);
      if (group) group.placed.push(placed);
      else groups.set(key, { name: freeName(widget.name, names), placed: [placed] });
    }
  }
  return [...groups.values()];
}

/** Room for a figure behind a name. */
const NAME_MAX = FIELD_NAME_MAX - 10;

function freeName(fullName: string, taken: Set<string>): string {
  const wanted = line(fullName, NAME_MAX) ?? 'Feld';
  let free = wanted;
  for (let figure = 2; taken.has(free); figure++) free = `${wanted} (${figure})`;
  taken.add(free);
  return free;
}

function widgetsOf(file: PdfFile, page: PdfPage, index: number): PlacedWidget[] {
  const view = viewOf(page);
  const placed = annotationsOf(file, page).flatMap(({ ref, dict }) => {
    if (!isWidget(dict)) return [];
    const widget = widgetOf(ref, dict);
    const area = placeOf(view, widget);
    const quarters = quartersOf(widget);
    // Whoever makes forms for turned pages turns their fields back.
    const isTurned = quarters !== 0 && quarters !== view.quarters;
    return area && isField(widget) ? [{ widget, area: { page: index, ...area }, isTurned }] : [];
  });
  const order = page.dict.lookup(name('Tabs'));
  // Otherwise the order in which they stand in the page.
  if (order === name('R')) placed.sort((a, b) => rowOf(a.area) - rowOf(b.area) || a.area.x - b.area.x);
  if (order === name('C')) placed.sort((a, b) => a.area.x - b.area.x || a.area.y - b.area.y);
  return placed;
}

/** Widgets of one row seldom start at the very same height. */
const rowOf = ({ y, height }: FieldArea): number => Math.round((y + height / 2) * 100);

/** Where a value stands: within a wide frame, which stays to be seen around it. */
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
