import { PDFArray, PDFDict, PDFName, type PDFObject } from 'pdf-lib';
import { FIELD_NAME_MAX, OPTIONS_MAX, VALUE_MAX } from '../../src/contract/documents.limits.ts';
import type { FieldArea, FieldValidation, NewField } from '../../src/contract/documents.ts';
import { formatCall } from './active.ts';
import { name, type PdfFile } from './file.ts';
import { areaOf, boxOf, corners, type PageView, viewOf } from './geometry.ts';
import type { PdfPage } from './page-tree.ts';
import { annotationsOf, inheritedOf, isWidget, numberOf, textOf, type Widget, widgetOf } from './widgets.ts';

/** Flags of fields (ISO 32000-1, 12.7.3 and 12.7.4). */
const READ_ONLY = 1;
const REQUIRED = 1 << 1;
const MULTILINE = 1 << 12;
const RADIO = 1 << 15;
const PUSHBUTTON = 1 << 16;

/** The fields of a PDF's form, in tab order. Buttons that only do something are none. */
export function formFields(file: PdfFile): NewField[] {
  const groups = new Map<string, { widget: Widget; area: FieldArea }[]>();
  for (const [index, page] of file.pages.entries()) {
    for (const placed of widgetsOf(file, page, index)) {
      const group = groups.get(placed.widget.name);
      if (group) group.push(placed);
      else groups.set(placed.widget.name, [placed]);
    }
  }
  return [...groups.values()].flatMap((group) => fieldOf(group) ?? []);
}

function widgetsOf(file: PdfFile, page: PdfPage, index: number): { widget: Widget; area: FieldArea }[] {
  const view = viewOf(page);
  const placed = annotationsOf(file, page).flatMap(({ ref, dict }) => {
    if (!isWidget(dict)) return [];
    const widget = widgetOf(ref, dict);
    const area = placeOf(view, dict.lookup(name('Rect')));
    return area && isField(widget) ? [{ widget, area: { page: index, ...area } }] : [];
  });
  const order = page.dict.lookup(name('Tabs'));
  // Otherwise the order in which they stand in the page.
  if (order === name('R')) placed.sort((a, b) => rowOf(a.area) - rowOf(b.area) || a.area.x - b.area.x);
  if (order === name('C')) placed.sort((a, b) => a.area.x - b.area.x || a.area.y - b.area.y);
  return placed;
}

/** Widgets of one row seldom start at the very same height. */
const rowOf = ({ y, height }: FieldArea): number => Math.round((y + height / 2) * 100);

const placeOf = (view: PageView, rect: PDFObject | undefined): Omit<FieldArea, 'page'> | undefined => {
  const box = boxOf(rect);
  return box && areaOf(view, corners(box));
};

const isField = ({ hidden, type, name: fullName, flags }: Widget): boolean =>
  !hidden &&
  fullName.trim() !== '' &&
  (type === 'Tx' || type === 'Ch' || type === 'Sig' || (type === 'Btn' && (flags & PUSHBUTTON) === 0));

function fieldOf(group: readonly { widget: Widget; area: FieldArea }[]): NewField | undefined {
  const [{ widget }] = group as [{ widget: Widget; area: FieldArea }];
  const tip = line(textOf(inheritedOf(widget.dict, 'TU')), VALUE_MAX);
  const common = {
    name: line(widget.name, FIELD_NAME_MAX)!,
    label: tip ?? line(widget.name.split('.').at(-1), VALUE_MAX) ?? '',
    tip: null,
    areas: group.map(({ area }) => area).slice(0, OPTIONS_MAX),
    role: '',
    required: (widget.flags & REQUIRED) !== 0,
    readOnly: (widget.flags & READ_ONLY) !== 0,
  };
  switch (widget.type) {
    case 'Tx':
      return { ...common, ...textField(widget) };
    case 'Ch': {
      const options = optionsOf(widget);
      const value = firstText(inheritedOf(widget.dict, 'V') ?? inheritedOf(widget.dict, 'DV'));
      const chosen = options.find((option) => option.value === value || option.label === value);
      return { ...common, type: 'select', options, defaultValue: chosen?.value ?? null };
    }
    case 'Btn':
      return { ...common, ...buttons(group) };
    default:
      return {
        ...common,
        type: /initial|paraph|kürzel/i.test(`${widget.name} ${tip ?? ''}`) ? 'initials' : 'signature',
      };
  }
}

type Further = Partial<NewField> & Pick<NewField, 'type'>;

function textField(widget: Widget): Further {
  const max = numberOf(inheritedOf(widget.dict, 'MaxLen'));
  const maxLength = max !== undefined && max >= 1 && max <= VALUE_MAX ? Math.floor(max) : null;
  const value = textOf(inheritedOf(widget.dict, 'V')) ?? textOf(inheritedOf(widget.dict, 'DV')) ?? '';
  const actions = inheritedOf(widget.dict, 'AA');
  const call = (key: string) => (actions instanceof PDFDict ? formatCall(actions.lookup(name(key))) : undefined);
  const shown = call('F') ?? call('K');
  if (shown?.name.startsWith('AFDate_')) {
    const format = dateFormat(shown);
    return { type: 'date', format, defaultValue: dayOf(value, format) };
  }
  if (shown?.name.startsWith('AFNumber_')) {
    const validation = rangeOf(call('V'));
    return {
      type: 'number',
      maxLength,
      defaultValue: numeral(value, shown.args[1]),
      ...(validation && { validation }),
    };
  }
  const multiline = (widget.flags & MULTILINE) !== 0;
  const text = (multiline ? value.replaceAll(/\r\n?/g, '\n') : value.replaceAll(/[\r\n]+/g, ' ')).slice(0, VALUE_MAX);
  return { type: multiline ? 'multiline' : 'text', maxLength, defaultValue: text.trim() === '' ? null : text };
}

/** Acrobat's own list of formats. */
const DATE_FORMATS =
  'm/d|m/d/yy|mm/dd/yy|mm/yy|d-mmm|d-mmm-yy|dd-mmm-yy|yy-mm-dd|mmm-yy|mmmm-yy|mmm d, yyyy|mmmm d, yyyy|m/d/yy h:MM tt|m/d/yy HH:MM'.split(
    '|',
  );

/** As we write dates: day, month and year in figures. */
function dateFormat({ name: call, args }: { name: string; args: string[] }): string {
  const format = (/Ex$/.test(call) ? args[0] : DATE_FORMATS[Number(args[0])]) ?? '';
  const [day] = format.split(/\s+[hH]/);
  const figures = (day ?? '').replace(/m+/, 'mm').replace(/d+/, 'dd');
  return /^(?:dd|mm|yyyy|yy)(?:[./ -](?:dd|mm|yyyy|yy)){2}$/.test(figures) ? figures : 'dd.mm.yyyy';
}

/** `YYYY-MM-DD` of a date written in a format; null when it is none. */
function dayOf(value: string, format: string): string | null {
  const parts = format.match(/[dmy]+/g) ?? [];
  const numbers = value.trim().match(/\d+/g) ?? [];
  if (numbers.length !== 3) return null;
  const part = (letter: string) => numbers[parts.findIndex((item) => item.startsWith(letter))] ?? '';
  const year = part('y').length === 2 ? `20${part('y')}` : part('y');
  const day = `${year}-${part('m').padStart(2, '0')}-${part('d').padStart(2, '0')}`;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : null;
}

/** A number as we write it; Acrobat's styles 2 and 3 have a comma. */
function numeral(value: string, style: string | undefined): string | null {
  const plain = value.replaceAll(/[^\d.,-]/g, '');
  const number =
    style === '2' || style === '3' ? plain.replaceAll('.', '').replace(',', '.') : plain.replaceAll(',', '');
  return /^-?\d+(\.\d+)?$/.test(number) ? number : null;
}

function rangeOf(call: { name: string; args: string[] } | undefined): FieldValidation | undefined {
  if (call?.name !== 'AFRange_Validate') return undefined;
  const [hasMin, min, hasMax, max] = call.args;
  return { ...(hasMin === 'true' && min && { min }), ...(hasMax === 'true' && max && { max }) };
}

function buttons(group: readonly { widget: Widget; area: FieldArea }[]): Further {
  const [{ widget: first }] = group as [{ widget: Widget; area: FieldArea }];
  const states = group.map(({ widget }) => onState(widget));
  const value = inheritedOf(first.dict, 'V');
  const state = value instanceof PDFName ? value.decodeText() : undefined;
  if ((first.flags & RADIO) === 0 && new Set(states).size === 1)
    return { type: 'checkbox', defaultValue: state !== undefined && state !== 'Off' ? 'true' : null };
  // Where states are only numbered, the values stand beside them.
  const named = inheritedOf(first.dict, 'Opt');
  const values = states.map((on, index) => {
    const number = /^\d+$/.test(on) ? Number(on) : index;
    return (named instanceof PDFArray && textOf(named.lookup(number))) || on;
  });
  const options = new Map(
    values.map((option, index) => [
      option,
      { value: option, label: line(textOf(group[index]!.widget.dict.lookup(name('TU'))), VALUE_MAX) ?? option },
    ]),
  );
  return {
    type: 'radio',
    options: [...options.values()].slice(0, OPTIONS_MAX),
    areas: group.map(({ area }, index) => ({ ...area, option: values[index]! })).slice(0, OPTIONS_MAX),
    defaultValue: values[states.indexOf(state ?? '')] ?? null,
  };
}

/** The state in which a button is on. */
function onState({ dict }: Widget): string {
  const looks = dict.lookup(name('AP'));
  const normal = looks instanceof PDFDict ? looks.lookup(name('N')) : undefined;
  const states = normal instanceof PDFDict ? normal.keys().map((key) => key.decodeText()) : [];
  const state = dict.lookup(name('AS'));
  const shown = state instanceof PDFName ? state.decodeText() : 'Off';
  return states.find((key) => key !== 'Off') ?? (shown === 'Off' ? 'On' : shown);
}

function optionsOf(widget: Widget): { value: string; label: string }[] {
  const list = inheritedOf(widget.dict, 'Opt');
  if (!(list instanceof PDFArray)) return [];
  const options = new Map<string, { value: string; label: string }>();
  for (let index = 0; index < Math.min(list.size(), OPTIONS_MAX); index++) {
    const item = list.lookup(index);
    const [value, label] =
      item instanceof PDFArray ? [textOf(item.lookup(0)), textOf(item.lookup(1))] : [textOf(item), textOf(item)];
    if (value !== undefined)
      options.set(value, { value: value.slice(0, VALUE_MAX), label: (label ?? value).slice(0, VALUE_MAX) });
  }
  return [...options.values()];
}

const firstText = (value: PDFObject | undefined): string | undefined =>
  textOf(value instanceof PDFArray ? value.lookup(0) : value);

/** One line of text, not longer than allowed; undefined when there is nothing in it. */
export function line(text: string | undefined, max: number): string | undefined {
  const clean = text
    ?.replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, max);
  return clean === '' ? undefined : clean;
}
