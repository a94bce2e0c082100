import { randomUUID } from 'node:crypto';
import { valueFault } from '../../../src/contract/documents.rules.ts';
import type { DocumentField, DocumentWarning, FieldValidation, NewField } from '../../../src/contract/documents.ts';
import type { FieldError } from '../../../src/contract/problem.ts';
import type { Inspection } from '../../pdf/pdf.ts';
import { isPattern } from './pattern.ts';

const SIGNED = new Set(['signature', 'initials', 'signing_date']);
const CHOICES = new Set(['radio', 'select', 'multiselect']);
/** 1, with a tolerance for sums of fractions that are not exact. */
const ROUNDED_ONE = 1 + 1e-6;

/** A field with the defaults of all parts that an author may leave out, and the id it has or gets. */
export function complete(field: NewField): DocumentField {
  return {
    id: field.id ?? randomUUID(),
    type: field.type,
    name: field.name,
    label: field.label ?? field.name,
    tip: field.tip ?? null,
    areas: field.areas,
    role: field.role,
    required: field.required ?? field.type === 'signature',
    readOnly: field.readOnly ?? false,
    maxLength: field.maxLength ?? null,
    comb: field.comb ?? false,
    alignment: field.alignment ?? 'left',
    fontSize: field.fontSize ?? null,
    options: field.options ?? [],
    defaultValue: field.defaultValue ?? null,
    format: field.format ?? null,
    validation: field.validation ?? null,
  };
}

/**
 * The fields of a PDF's form, each as an author may give it: with a role (`signerRole` where the PDF names none), signatures that are required, and no value
 * that the field itself would refuse; and what of the PDF could not be kept.
 */
export function fromPdf(
  { fields, warnings, dropped }: Pick<Inspection, 'fields' | 'warnings' | 'dropped'>,
  signerRole: string,
): {
  fields: DocumentField[];
  warnings: DocumentWarning[];
} {
  const files = dropped.map(
    (value): DocumentWarning => ({ field: null, code: 'attachment_dropped', value: shown(value) }),
  );
  const all = [...warnings, ...files];
  return {
    warnings: all,
    fields: fields.map((found) => {
      const role = found.role || signerRole;
      const field = choosable(complete({ ...found, role, validation: usable(found.validation) }), all);
      const value = field.defaultValue;
      if (SIGNED.has(field.type)) field.defaultValue = null;
      else if (value !== null && valueFault(field, value) !== undefined) {
        field.defaultValue = null;
        all.push({ field: field.name, code: 'default_invalid', value: shown(String(value)) });
      }
      // A signature field has to be one that its signer can sign.
      if (field.type === 'signature') return { ...field, required: true, readOnly: false };
      return field.type === 'initials' ? { ...field, readOnly: false } : field;
    }),
  };
}

/** Characters of a value that is shown in a warning. */
const SHOWN_MAX = 200;

const shown = (value: string): string => value.slice(0, SHOWN_MAX).toWellFormed().replaceAll('\0', '');

/** A choice with something to choose from where it stands: without options a text, and a list where a radio button does not say what it stands for. */
function choosable(field: DocumentField, warnings: DocumentWarning[]): DocumentField {
  if (!CHOICES.has(field.type)) return field;
  if (field.options.length === 0) {
    warnings.push({ field: field.name, code: 'options_missing', value: null });
    return { ...field, type: 'text', format: null };
  }
  const isRadio = field.areas.every(({ option }) => field.options.some(({ value }) => value === option));
  return field.type === 'radio' && !isRadio ? { ...field, type: 'select' } : field;
}

/** A validation without its pattern, if that is not a valid one: no value would match it. */
function usable(validation: NewField['validation'] = null): FieldValidation | null {
  if (validation?.pattern === undefined || isPattern(validation.pattern)) return validation;
  const { pattern: _, ...rest } = validation;
  return rest;
}

/** What is wrong with the fields an author has defined: errors about the fields of DocumentPatch. */
export function fieldFaults(fields: readonly DocumentField[], pages: number): FieldError[] {
  const names = new Set<string>();
  return fields.flatMap((field, index) => {
    const faults = faultsOf(field, pages);
    if (names.has(field.name)) faults.push(['name', 'Another field has this name.']);
    names.add(field.name);
    return faults.map(
      ([part, message]): FieldError => ({ field: `/fields/${index}/${part}`, code: 'invalid_value', message }),
    );
  });
}

function faultsOf(field: DocumentField, pages: number): [part: string, message: string][] {
  const { type, areas, options, validation, defaultValue, readOnly } = field;
  const faults: [string, string][] = [];
  areas.forEach(({ page, x, y, width, height, option }, index) => {
    if (page >= pages) faults.push([`areas/${index}/page`, 'There is no such page.']);
    if (width <= 0 || height <= 0 || x + width > ROUNDED_ONE || y + height > ROUNDED_ONE)
      faults.push([`areas/${index}`, 'Not within the page.']);
    if (type === 'radio' && !options.some(({ value }) => value === option))
      faults.push([`areas/${index}/option`, 'Not one of the options.']);
  });
  if (field.comb && field.maxLength === null) faults.push(['comb', 'It has as many cells as maxLength says.']);
  if (CHOICES.has(type) && options.length === 0) faults.push(['options', 'There is nothing to choose from.']);
  if (validation?.pattern !== undefined && !isPattern(validation.pattern))
    faults.push(['validation/pattern', 'Not a regular expression.']);
  if (defaultValue !== null && (SIGNED.has(type) || valueFault(field, defaultValue) !== undefined))
    faults.push(['defaultValue', 'Not a value of this field.']);
  if (readOnly && (type === 'signature' || type === 'initials')) faults.push(['readOnly', 'Nobody could sign.']);
  return faults;
}
