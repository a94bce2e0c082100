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

/** Completes a field by the defaults of all properties that an author may leave out, and by an id if it has none. */
export function completeField(field: NewField): DocumentField {
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
 * Makes fields of a document from the form of a PDF. They pass the same checks as fields that an author defines: each has a role (`signerRole` if
 * the PDF names none), signatures are required, and default values that a field would refuse are removed. The warnings say what was lost.
 */
export function fieldsFromPdf(
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
      const field = withChoices(completeField({ ...found, role, validation: withValidPattern(found.validation) }), all);
      const value = field.defaultValue;
      if (SIGNED.has(field.type)) field.defaultValue = null;
      else if (value !== null && valueFault(field, value) !== undefined) {
        field.defaultValue = null;
        all.push({ field: field.name, code: 'default_invalid', value: shown(String(value)) });
      }
      // Its signer must be able to sign, so a signature field is required and never read-only.
      if (field.type === 'signature') return { ...field, required: true, readOnly: false };
      return field.type === 'initials' ? { ...field, readOnly: false } : field;
    }),
  };
}

/** Maximum length of a value in a warning. */
const SHOWN_MAX = 200;

const shown = (value: string): string => value.slice(0, SHOWN_MAX).toWellFormed().replaceAll('\0', '');

/** A field of choices that can really be chosen from: without options it becomes a text, and a radio field whose buttons have no options becomes a list. */
function withChoices(field: DocumentField, warnings: DocumentWarning[]): DocumentField {
  if (!CHOICES.has(field.type)) return field;
  if (field.options.length === 0) {
    warnings.push({ field: field.name, code: 'options_missing', value: null });
    return { ...field, type: 'text', format: null };
  }
  const isRadio = field.areas.every(({ option }) => field.options.some(({ value }) => value === option));
  return field.type === 'radio' && !isRadio ? { ...field, type: 'select' } : field;
}

/** A validation without its pattern if that is not a valid regular expression, because no value would match it. */
function withValidPattern(validation: NewField['validation'] = null): FieldValidation | null {
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
