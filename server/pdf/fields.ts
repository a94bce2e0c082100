import { PDFDict, type PDFObject } from 'pdf-lib';
import { formatNumber, writeNumberFormat } from '../../src/contract/documents.formats.ts';
import { AREAS_MAX, FIELDS_MAX, VALUE_MAX } from '../../src/contract/documents.limits.ts';
import type { DocumentWarning, FieldValidation, NewField } from '../../src/contract/documents.ts';
import { isVisible } from '../../src/contract/text.ts';
import { buttonField, listField } from './choices.ts';
import { type FieldGroup, fieldGroups, type TypedField, type Warn } from './field-groups.ts';
import { name, type PdfFile } from './file.ts';
import {
  dateFormat,
  type FormatCall,
  formatCall,
  formatCallText,
  numberFormat,
  numericDateFormat,
  readDay,
  readNumber,
} from './formats.ts';
import { cleanLine, cleanText } from './plain-text.ts';
import {
  annotationsOf,
  cellsOf,
  chainOf,
  formOf,
  has,
  inheritedOf,
  isWidget,
  maxLengthOf,
  textOf,
  textStyleOf,
  valueOf,
  type Widget,
  widgetOf,
} from './widgets.ts';

/** Maximum length of a value in a warning. */
const SHOWN_MAX = 200;

export interface FormReading {
  /** The fields in tab order. Push buttons are not fields. */
  fields: NewField[];
  /** What could not be kept of the fields. */
  warnings: DocumentWarning[];
}

/** Reads the fields of the form in a PDF. */
export function formFields(file: PdfFile): FormReading {
  const warnings: DocumentWarning[] = [];
  const warnAbout =
    (field: string): Warn =>
    (code, value) => {
      warnings.push({ field, code, value: cleanLine(value, SHOWN_MAX) ?? null });
    };
  const groups = fieldGroups(file);
  const form = formOf(file);
  const fields = groups.map((group) => fieldOf(group, form, warnAbout(group.name)));
  for (const button of inactiveButtons(file)) warnAbout(button)('button_inactive');
  return { fields, warnings };
}

function fieldOf(group: FieldGroup, form: PDFDict | undefined, warn: Warn): NewField {
  const [{ widget }] = group.placed;
  const tip = cleanLine(textOf(inheritedOf(widget.dict, 'TU')), VALUE_MAX);
  const label = tip ?? cleanLine(widget.name.split('.').at(-1), VALUE_MAX) ?? group.name;
  const { alignment, size } = textStyleOf(widget, form);
  const common = {
    name: group.name,
    label,
    tip: null,
    areas: group.placed.map(({ area }) => area).slice(0, AREAS_MAX),
    role: '',
    required: has(widget, 'required'),
    readOnly: has(widget, 'readOnly'),
    alignment,
    fontSize: size ?? null,
  };
  if (group.placed.length > AREAS_MAX) warn('areas_dropped');
  if (group.placed.some((placed) => scriptsOf(placed.widget).some((script) => formatCall(script) === undefined)))
    warn('script_dropped');
  const isText = widget.type === 'Tx' || widget.type === 'Ch';
  if (isText && group.placed.some(({ isTurned }) => isTurned)) warn('rotation_dropped');
  switch (widget.type) {
    case 'Tx':
      return { ...common, ...textField(widget, warn) };
    case 'Ch':
      return { ...common, ...listField(widget, warn) };
    case 'Btn':
      return { ...common, ...buttonField(group, label, warn) };
    default:
      return {
        ...common,
        type: /initial|paraph|kürzel/i.test(`${widget.name} ${tip ?? ''}`) ? 'initials' : 'signature',
      };
  }
}

function textField(widget: Widget, warn: Warn): TypedField {
  const maxLength = maxLengthOf(widget) ?? null;
  const comb = cellsOf(widget) !== undefined;
  if (has(widget, 'richText')) warn('rich_text_plain');
  if (has(widget, 'fileSelect')) warn('file_as_text');
  if (has(widget, 'password')) {
    warn('password_shown');
    // The default value of a password is not shown to anybody.
    return { type: 'text', maxLength };
  }
  const value = cleanText(valueOf(widget));
  const written = formatOf(widget, 'F') ?? formatOf(widget, 'K');
  const kind = written && (dateField(written, value, warn) ?? numberField(widget, written, value, warn));
  if (kind) return { ...kind, maxLength, comb };
  const checked = formatOf(widget, 'V');
  for (const call of [written, checked]) if (call) warn('format_dropped', formatCallText(call));
  const text = (written && percentage(written, value)) ?? value;
  const multiline = has(widget, 'multiline');
  return {
    type: multiline ? 'multiline' : 'text',
    maxLength,
    comb,
    defaultValue: isVisible(text) ? (multiline ? text : text.replaceAll(/\n+/g, ' ')) : null,
  };
}

function dateField(call: FormatCall, value: string, warn: Warn): TypedField | undefined {
  const format = dateFormat(call);
  if (format === undefined) return undefined;
  const written = numericDateFormat(format);
  if (written !== format) warn('format_changed', format);
  return { type: 'date', format: written, defaultValue: read(value, (text) => readDay(text, format), warn) };
}

function numberField(widget: Widget, call: FormatCall, value: string, warn: Warn): TypedField | undefined {
  const format = numberFormat(call);
  if (format === undefined || !call.name.startsWith('AFNumber_')) return undefined;
  const written = writeNumberFormat(format);
  if (written === null) warn('format_dropped', formatCallText(call));
  const validation = rangeOf(formatOf(widget, 'V'));
  return {
    type: 'number',
    format: written,
    defaultValue: read(value, (text) => readNumber(text, format), warn),
    ...(validation && { validation }),
  };
}

function read(value: string, reader: (value: string) => string | null, warn: Warn): string | null {
  if (!isVisible(value)) return null;
  const result = reader(value);
  if (result === null) warn('default_unreadable', value);
  return result;
}

/** A percentage as it is displayed: `0.2` as `20%`. Undefined for other formats and values. */
function percentage(call: FormatCall, value: string): string | undefined {
  const format = call.name.startsWith('AFPercent_') ? numberFormat(call) : undefined;
  const number = format && readNumber(value, format);
  if (!format || number == null) return undefined;
  return formatNumber((Number(number) * 100).toFixed(format.decimals), writeNumberFormat({ ...format, suffix: '%' }));
}

function rangeOf(call: FormatCall | undefined): FieldValidation | undefined {
  if (call?.name !== 'AFRange_Validate') return undefined;
  const [hasMin, min = '', hasMax, max = ''] = call.args;
  const isNumber = (text: string) => /^-?\d{1,20}(?:\.\d{1,8})?$/.test(text);
  return {
    ...(hasMin === 'true' && isNumber(min) && { min }),
    ...(hasMax === 'true' && isNumber(max) && { max }),
  };
}

/** The call that formats a field (F), or checks it on each keystroke (K) or afterwards (V). */
const formatOf = ({ dict }: Widget, key: 'F' | 'K' | 'V'): FormatCall | undefined =>
  formatCall(
    chainOf(dict)
      .map((node) => node.lookup(name('AA')))
      .flatMap((actions) => (actions instanceof PDFDict ? [actions.lookup(name(key))] : []))
      .find((action) => action !== undefined),
  );

/** The scripts among the actions of a widget and its field. */
const scriptsOf = ({ dict }: Widget): PDFObject[] =>
  actionsOf(dict).filter((action) => action.lookup(name('S')) === name('JavaScript'));

function actionsOf(dict: PDFDict): PDFDict[] {
  const further = chainOf(dict).map((node) => node.lookup(name('AA')));
  const all = further.flatMap((actions) =>
    actions instanceof PDFDict ? actions.keys().map((key) => actions.lookup(key)) : [],
  );
  return [dict.lookup(name('A')), ...all].filter((action) => action instanceof PDFDict);
}

/** Names of push buttons whose actions are lost, at most as many as there may be fields. */
function inactiveButtons(file: PdfFile): string[] {
  const names = new Set<string>();
  for (const page of file.pages)
    for (const { ref, dict } of annotationsOf(file, page)) {
      if (!isWidget(dict)) continue;
      const widget = widgetOf(ref, dict);
      const active = widget.type === 'Btn' && has(widget, 'pushbutton') && !widget.hidden && actionsOf(dict).length > 0;
      if (active && names.size < FIELDS_MAX) names.add(cleanLine(widget.name, VALUE_MAX) ?? 'Button');
    }
  return [...names];
}
