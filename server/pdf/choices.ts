import { PDFArray, PDFName, type PDFObject } from 'pdf-lib';
import { AREAS_MAX, OPTIONS_MAX, VALUE_MAX } from '../../src/contract/documents.limits.ts';
import type { DocumentField } from '../../src/contract/documents.ts';
import { isVisible } from '../../src/contract/text.ts';
import type { FieldGroup, TypedField, Warn } from './field-groups.ts';
import { name } from './file.ts';
import { cleanLine, uniqueName } from './plain-text.ts';
import { has, inheritedOf, nameText, onStates, shapeOf, textOf, type Widget } from './widgets.ts';

type Option = DocumentField['options'][number];

/** The field for a list box or drop-down list: a choice of one or several options, or a text with suggestions if other values may be typed in. */
export function listField(widget: Widget, warn: Warn): TypedField {
  const { options, rest } = optionsOf(widget);
  if (rest) warn('options_dropped');
  const values = valuesOf(inheritedOf(widget.dict, 'V') ?? inheritedOf(widget.dict, 'DV'));
  const chosen = values.map((value) => options.find((option) => option.value === value || option.label === value));
  if (has(widget, 'combo') && has(widget, 'edit')) {
    const suggestions = [...new Set(options.map(({ label }) => label))].map((label) => ({ value: label, label }));
    return {
      type: 'text',
      options: suggestions,
      defaultValue: chosen[0]?.label ?? cleanLine(values[0], VALUE_MAX) ?? null,
    };
  }
  if (options.length === 0) {
    warn('options_missing');
    return { type: 'text', defaultValue: cleanLine(values[0], VALUE_MAX) ?? null };
  }
  for (const [index, value] of values.entries()) if (!chosen[index] && isVisible(value)) warn('default_invalid', value);
  const taken = [...new Set(chosen.flatMap((option) => option?.value ?? []))];
  return has(widget, 'multiSelect')
    ? { type: 'multiselect', options, defaultValue: taken.length > 0 ? taken : null }
    : { type: 'select', options, defaultValue: taken[0] ?? null };
}

/** The chosen entries of a list, which are values or labels. */
export const valuesOf = (value: PDFObject | undefined): string[] =>
  (value instanceof PDFArray ? value.asArray().map((_, index) => value.lookup(index)) : [value]).flatMap(
    (item) => cleanLine(textOf(item), VALUE_MAX) ?? [],
  );

/** The options of a list, each value once, and whether some had to be left out because there are too many. */
export function optionsOf(widget: Widget): { options: Option[]; rest: boolean } {
  const list = inheritedOf(widget.dict, 'Opt');
  const items = list instanceof PDFArray ? list.asArray().map((_, index) => list.lookup(index)) : [];
  const pairs = items.map((item) => {
    const [value, label] = item instanceof PDFArray ? [item.lookup(0), item.lookup(1)] : [item, item];
    return { value: cleanLine(textOf(value), VALUE_MAX), label: cleanLine(textOf(label), VALUE_MAX) };
  });
  // A single entry without a value is a prompt such as "please choose", and is left out. If there are several, their labels are the values.
  const blank = pairs.filter(({ value }) => value === undefined).length === 1;
  const options = new Map<string, Option>();
  for (const { value, label } of pairs) {
    const usable = value ?? (blank ? undefined : label);
    if (usable !== undefined && !options.has(usable)) options.set(usable, { value: usable, label: label ?? usable });
  }
  const all = [...options.values()];
  return { options: all.slice(0, OPTIONS_MAX), rest: all.length > OPTIONS_MAX };
}

/** The field for a checkbox, or for radio buttons. */
export function buttonField({ placed }: FieldGroup, label: string, warn: Warn): TypedField {
  const [{ widget: first }] = placed;
  const states = placed.map(({ widget }) => onState(widget));
  const format = shapeOf(first) ?? null;
  const value = inheritedOf(first.dict, 'V');
  const given = nameOf(value) ?? textOf(value);
  // Some programs write only the appearance state, and no value.
  const shown = placed.map(({ widget }) => given ?? nameOf(widget.dict.lookup(name('AS'))) ?? 'Off');
  if (!has(first, 'radio') && new Set(states).size === 1)
    return { type: 'checkbox', format, defaultValue: shown.some((state) => state !== 'Off') ? 'true' : null };

  const options = radioOptions(
    placed.map(({ widget }) => widget),
    states,
    label,
  );
  const on = shown.findIndex((state, index) => state !== 'Off' && state === states[index]);
  const chosen = options[on] ?? options.find((option) => option.value === given);
  if (new Set(options).size > OPTIONS_MAX || placed.length > AREAS_MAX) warn('options_dropped');
  return {
    type: 'radio',
    format,
    options: [...new Set(options)].slice(0, OPTIONS_MAX),
    areas: placed.slice(0, OPTIONS_MAX).map(({ area }, index) => ({ ...area, option: options[index]!.value })),
    defaultValue: chosen?.value ?? null,
  };
}

/** The option of each button. Buttons with the same state share an option. Values are visible text and distinct, whatever the form calls its states. */
function radioOptions(widgets: readonly Widget[], states: readonly (string | undefined)[], label: string): Option[] {
  const [first] = widgets as [Widget];
  // If the states are only numbers, the values are in the array /Opt.
  const named = inheritedOf(first.dict, 'Opt');
  const byState = new Map<string | number, Option>();
  const taken = new Set<string>();
  return widgets.map(({ dict }, index) => {
    const state = states[index];
    const known = byState.get(state ?? index);
    if (known) return known;
    const number = state !== undefined && /^\d+$/.test(state) ? Number(state) : index;
    const given = named instanceof PDFArray && number < named.size() ? textOf(named.lookup(number)) : undefined;
    const tip = cleanLine(textOf(dict.lookup(name('TU'))), VALUE_MAX);
    const wanted =
      cleanLine(given, VALUE_MAX - 10) ??
      cleanLine(state, VALUE_MAX - 10) ??
      (tip && cleanLine(tip, VALUE_MAX - 10)) ??
      (widgets.length === 1 ? cleanLine(label, VALUE_MAX - 10) : undefined) ??
      String(index + 1);
    const value = uniqueName(wanted, taken);
    const option = { value, label: tip ?? value };
    byState.set(state ?? index, option);
    return option;
  });
}

/** The state in which a button is on; undefined if its appearances do not say. */
function onState(widget: Widget): string | undefined {
  const shown = nameOf(widget.dict.lookup(name('AS')));
  return onStates(widget)[0] ?? (shown === 'Off' ? undefined : shown);
}

const nameOf = (value: PDFObject | undefined): string | undefined =>
  value instanceof PDFName ? nameText(value) : undefined;
