import { valueFault } from '../../../src/contract/documents.rules.ts';
import type { DocumentField, FieldValidation, NewField } from '../../../src/contract/documents.ts';
import type { FieldError } from '../../../src/contract/problem.ts';
import { isPattern } from './pattern.ts';

/** A field that has no id yet. */
export type FieldDefinition = Omit<DocumentField, 'id'>;

const SIGNED = new Set(['signature', 'initials', 'signing_date']);
const CHOICES = new Set(['radio', 'select']);
/** 1, with a tolerance for sums of fractions that are not exact. */
const ROUNDED_ONE = 1 + 1e-6;

/** A field with the defaults of all parts that an author may leave out. */
export function complete(field: NewField): FieldDefinition {
  return {
    type: field.type,
    name: field.name,
    label: field.label ?? field.name,
    tip: field.tip ?? null,
    areas: field.areas,
    role: field.role,
    required: field.required ?? field.type === 'signature',
    readOnly: field.readOnly ?? false,
    maxLength: field.maxLength ?? null,
    options: field.options ?? [],
    defaultValue: field.defaultValue ?? null,
    format: field.format ?? null,
    validation: field.validation ?? null,
  };
}

/** The fields of a PDF's form, with distinct names, a role each (`signerRole` where the PDF names none), and signatures that are required. */
export function fromPdf(fields: readonly NewField[], signerRole: string): FieldDefinition[] {
  const names = new Set<string>();
  return fields.map((found) => {
    let name = found.name;
    for (let count = 2; names.has(name); count++) name = `${found.name} (${count})`;
    names.add(name);
    const field = complete({
      ...found,
      name,
      label: found.label ?? found.name,
      role: found.role || signerRole,
      validation: usable(found.validation),
    });
    // A signature field has to be one that its signer can sign.
    if (field.type === 'signature') return { ...field, required: true, readOnly: false };
    return field.type === 'initials' ? { ...field, readOnly: false } : field;
  });
}

/** A validation without its pattern, if that is not a valid one: no value would match it. */
function usable(validation: NewField['validation'] = null): FieldValidation | null {
  if (validation?.pattern === undefined || isPattern(validation.pattern)) return validation;
  const { pattern: _, ...rest } = validation;
  return rest;
}

/** What is wrong with the fields an author has defined: errors about the fields of DocumentPatch. */
export function fieldFaults(fields: readonly FieldDefinition[], pages: number): FieldError[] {
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

function faultsOf(field: FieldDefinition, pages: number): [part: string, message: string][] {
  const { type, areas, options, validation, defaultValue, readOnly } = field;
  const faults: [string, string][] = [];
  areas.forEach(({ page, x, y, width, height, option }, index) => {
    if (page >= pages) faults.push([`areas/${index}/page`, 'There is no such page.']);
    if (width <= 0 || height <= 0 || x + width > ROUNDED_ONE || y + height > ROUNDED_ONE)
      faults.push([`areas/${index}`, 'Not within the page.']);
    if (type === 'radio' && !options.some(({ value }) => value === option))
      faults.push([`areas/${index}/option`, 'Not one of the options.']);
  });
  if (CHOICES.has(type) && options.length === 0) faults.push(['options', 'There is nothing to choose from.']);
  if (validation?.pattern !== undefined && !isPattern(validation.pattern))
    faults.push(['validation/pattern', 'Not a regular expression.']);
  if (defaultValue !== null && (SIGNED.has(type) || valueFault({ ...field, id: '' }, defaultValue) !== undefined))
    faults.push(['defaultValue', 'Not a value of this field.']);
  if (readOnly && (type === 'signature' || type === 'initials')) faults.push(['readOnly', 'Nobody could sign.']);
  return faults;
}
