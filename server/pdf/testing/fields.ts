import { randomUUID } from 'node:crypto';
import type { DocumentField, NewField } from '../../../src/contract/documents.ts';

/** Fields as a document keeps them, of what a PDF was found to have. */
export const asFields = (fields: readonly NewField[]): DocumentField[] =>
  fields.map((field) => ({
    id: randomUUID(),
    label: field.name,
    tip: null,
    required: false,
    readOnly: false,
    maxLength: null,
    comb: false,
    alignment: 'left',
    fontSize: null,
    options: [],
    defaultValue: null,
    format: null,
    validation: null,
    ...field,
  }));
