import { isMissing, valueFault } from '../../../src/contract/documents.rules.ts';
import type { DocumentField, FieldValue, FieldValues } from '../../../src/contract/documents.ts';
import type { FieldError, FieldErrorCode } from '../../../src/contract/problem.ts';
import { invalidInput } from '../../http/problem.ts';
import { pictureFault } from '../signing/marks.ts';
import { createMatcher } from './pattern.ts';

/** Whether the signer fills a field in: not what the author did, nor the day of signing. */
const isOwn = ({ readOnly, type }: DocumentField): boolean => !readOnly && type !== 'signing_date';

/**
 * Checks what a signer filled in, and leaves out what only repeats the author's own values.
 * @throws Problem 422 naming every field that is wrong, or not theirs to fill in.
 */
export async function checkValues(fields: readonly DocumentField[], values: FieldValues): Promise<FieldValues> {
  const errors: FieldError[] = [];
  const checked: FieldValues = {};
  const matches = createMatcher();
  for (const [id, value] of Object.entries(values)) {
    const field = fields.find((candidate) => candidate.id === id);
    if (field && !isOwn(field) && value === (field.defaultValue ?? '')) continue;
    const code = field && isOwn(field) ? await faultOf(field, value, matches) : 'unknown_field';
    if (code) errors.push(fieldError(id, code));
    else checked[id] = value;
  }
  if (errors.length > 0) throw invalidInput(errors);
  return checked;
}

/** @throws Problem 422 naming every field that still has to be filled in. */
export function requireComplete(fields: readonly DocumentField[], values: FieldValues): void {
  const missing = fields.filter((field) => isMissing(field, values[field.id]));
  if (missing.length > 0) throw invalidInput(missing.map(({ id }) => fieldError(id, 'required')));
}

const MESSAGES: Partial<Record<FieldErrorCode, string>> = {
  required: 'Required.',
  unknown_field: 'No field the caller fills in.',
  unsupported_character: 'Holds a character that cannot be printed.',
};

export const fieldError = (id: string, code: FieldErrorCode): FieldError => ({
  field: `/values/${id}`,
  code,
  message: MESSAGES[code] ?? 'Not a value of this field.',
});

async function faultOf(
  field: DocumentField,
  value: FieldValue,
  matches: ReturnType<typeof createMatcher>,
): Promise<FieldErrorCode | undefined> {
  const fault = valueFault(field, value);
  if (fault !== undefined || value === '') return fault;
  if (typeof value !== 'string') return pictureFault(value);
  const pattern = field.validation?.pattern;
  return pattern === undefined || matches(pattern, value) ? undefined : 'invalid_format';
}
