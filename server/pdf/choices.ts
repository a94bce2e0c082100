import { PDFArray, PDFName, type PDFObject } from 'pdf-lib';
import { AREAS_MAX, OPTIONS_MAX, VALUE_MAX } from '../../src/contract/documents.limits.ts';
import type { DocumentField } from '../../src/contract/documents.ts';
import { isVisible } from '../../src/contract/text.ts';
import type { FieldGroup, Kind, Warn } from './field-groups.ts';
import { name } from './file.ts';
import { line } from './plain-text.ts';
import { has, inheritedOf, nameText, onStates, shapeOf, textOf, type Widget } from './widgets.ts';

type Option = DocumentField['options'][number];

/** A list: options to choose one or several of; or a text with suggestions, where anything else may be written. */
export function listField(widget: Widget, warn: Warn): Kind {
  const { options, rest } = optionsOf(widget);
  if (rest) warn('options_dropped');
  const values = valuesOf(inheritedOf(widget.dict, 'V') ?? inheritedOf(widget.dict, 'DV'));
  const chosen = values.map((value) => options.find((option) => option.value === value || option.label === value));
  if (has(widget, 'combo') && has(widget, 'edit')) {
    const suggestions = [...new Set(options.map(({ label }) => label))].map((label) => ({ value: label, label }));
    return { type: 'text', options: suggestions, defaultValue: chosen[0]?.label ?? line(values[0], VALUE_MAX) ?? null };
  }
  if (options.length === 0) {
    warn('options_missing');
    return { type: 'text', defaultValue: line(values[0], VALUE_MAX) ?? null };
  }
  for (const [index, value] of values.entries()) if (!chosen[index] && isVisible(value)) warn('default_invalid', value);
  const taken = [...new Set(chosen.flatMap((option) => option?.value ?? []))];
  return has(widget, 'multiSelect')
    ? { type: 'multiselect', options, defaultValue: taken.length > 0 ? taken : null }
    : { type: 'select', options, defaultValue: taken[0] ?? null };
}

/** What of a list is chosen, by its values or labels. */
export const valuesOf = (value: PDFObject | undefined): string[] =>
  (value instanceof PDFArray ? value.asArray().map((_, index) => value.lookup(index)) : [value]).flatMap(
    (item) => line(textOf(item), VALUE_MAX) ?? [],
  );

/** The options of a list that can be chosen, each value once, and whether others had to be left out. */
export function optionsOf(widget: Widget): { options: Option[]; rest: boolean } {
  const list = inheritedOf(widget.dict, 'Opt');
  const items = list instanceof PDFArray ? list.asArray().map((_, index) => list.lookup(index)) : [];
  const pairs = items.map((item) => {
    const [value, label] = item instanceof PDFArray ? [item.lookup(0), item.lookup(1)] : [item, item];
    return { value: line(textOf(value), VALUE_MAX), label: line(textOf(label), VALUE_MAX) };
  });
  // One entry without a value is what lists begin with, such as "please choose": it stands for nothing. Of several, their labels are the values.
  const blank = pairs.filter(({ value }) => value === undefined).length === 1;
  const options = new Map<string, Option>();
  for (const { value, label } of pairs) {
    const usable = value ?? (blank ? undefined : label);
    if (usable !== undefined && !options.has(usable)) options.set(usable, { value: usable, label: label ?? usable });
  }
  const all = [...options.values()];
  return { options: all.slice(0, OPTIONS_MAX), rest: all.length > OPTIONS_MAX };
}

/** A checkbox, or buttons of which one is chosen. */
export function buttonField({ placed }: FieldGroup, label: string, warn: Warn): Kind {
  const [{ widget: first }] = placed;
  const states = placed.map(({ widget }) => onState(widget));
  const format = shapeOf(first) ?? null;
  const value = inheritedOf(first.dict, 'V');
  const given = nameOf(value) ?? textOf(value);
  // Some programs only say what is shown.
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

/** What each button stands for: buttons of the same state for the same. Values are to be seen, and each is there once, whatever the form calls its states. */
function radioOptions(widgets: readonly Widget[], states: readonly (string | undefined)[], label: string): Option[] {
  const [first] = widgets as [Widget];
  // Where states are only numbered, the values stand beside them.
  const named = inheritedOf(first.dict, 'Opt');
  const byState = new Map<string | number, Option>();
  const taken = new Set<string>();
  return widgets.map(({ dict }, index) => {
    const state = states[index];
    const known = byState.get(state ?? index);
    if (known) return known;
    const number = state !== undefined && /^\d+$/.test(state) ? Number(state) : index;
    const value = named instanceof PDFArray && number < named.size() ? textOf(named.lookup(number)) : undefined;
    const tip = line(textOf(dict.lookup(name('TU'))), VALUE_MAX);
    const wanted =
      line(value, VALUE_MAX - 10) ??
      line(state, VALUE_MAX - 10) ??
      (tip && line(tip, VALUE_MAX - 10)) ??
      (widgets.length === 1 ? line(label, VALUE_MAX - 10) : undefined) ??
      String(index + 1);
    let free = wanted;
    for (let figure = 2; taken.has(free); figure++) free = `${wanted} (${figure})`;
    taken.add(free);
    const option = { value: free, label: tip ?? free };
    byState.set(state ?? index, option);
    return option;
  });
}

/** The state in which a button is on; undefined where its look does not say. */
function onState(widget: Widget): string | undefined {
  const shown = nameOf(widget.dict.lookup(name('AS')));
  return onStates(widget)[0] ?? (shown === 'Off' ? undefined : shown);
}

const nameOf = (value: PDFObject | undefined): string | undefined =>
  value instanceof PDFName ? nameText(value) : undefined;
