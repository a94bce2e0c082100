import type { ZodType } from 'zod';
import type { FieldError, FieldErrorCode } from '../../src/contract/problem.ts';
import { invalidInput, Problem } from './problem.ts';

/** Maximum depth of a JSON body. Ours have four levels at most, and recursion over a very deep one could exhaust the stack. */
const DEPTH_MAX = 16;

/**
 * Maximum number of values in a body, all levels together. Validating a wrong body takes many times as long as reading it, and no other
 * request is served meanwhile.
 */
export const VALUES_MAX = 20_000;

/** Maximum number of fields of one object. The options of an order may have as many. */
const FIELDS_MAX = 1_000;

/** Maximum number of wrong fields that are named: otherwise the answer to a body of nothing else would be ten times as large. */
const ERRORS_MAX = 100;

type ToField = (path: PropertyKey[]) => string;

type Issue = NonNullable<Awaited<ReturnType<ZodType['safeParseAsync']>>['error']>['issues'][number];

/**
 * Parses a value of a request by its schema.
 * @param toField Names the field that an issue is about.
 * @throws Problem 422 `invalid_input`
 */
export function parse<T>(
  schema: ZodType<T>,
  value: unknown,
  toField: ToField,
  { valuesMax = VALUES_MAX, errorsMax = ERRORS_MAX }: { valuesMax?: number | undefined; errorsMax?: number } = {},
): T {
  requireWithinLimits(value, valuesMax, toField);
  const text = badText(value, [], toField);
  if (text.length > 0) throw invalidInput(text.slice(0, errorsMax));
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.slice(0, errorsMax);
  throw invalidInput(issues.flatMap((issue) => fieldErrors(issue, value, toField)).slice(0, errorsMax));
}

/** JSON Pointer (RFC 6901) into the body. */
export function jsonPointer(path: PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** `?name` of a query parameter. */
export function queryField([name = '']: PropertyKey[]): string {
  return `?${String(name)}`;
}

/** Whether a value is an id as the database writes it. For values that arrive inside a cursor. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}

/** Whether a value is a text that PostgreSQL can store: it refuses NUL characters and halves of surrogate pairs. */
export function isStorable(value: unknown): value is string {
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0');
}

/** Refuses a value that has more values, or is nested deeper, than any request of ours, before anything else is done with it. */
function requireWithinLimits(body: unknown, valuesMax: number, toField: ToField): void {
  let left = valuesMax;
  const count = (value: unknown, path: PropertyKey[]): void => {
    left -= 1;
    if (left < 0) throw new Problem(422, 'invalid_input', { detail: `More than ${valuesMax} values.` });
    if (typeof value !== 'object' || value === null) return;
    if (path.length >= DEPTH_MAX)
      throw new Problem(422, 'invalid_input', { detail: `Nested deeper than ${DEPTH_MAX} levels.` });
    const keys = Object.keys(value);
    if (!Array.isArray(value) && keys.length > FIELDS_MAX)
      throw invalidInput([{ field: toField(path), code: 'too_many', message: `More than ${FIELDS_MAX} fields.` }]);
    for (const key of keys) count((value as Record<string, unknown>)[key], [...path, key]);
  };
  count(body, []);
}

/** Errors that no schema finds: text that PostgreSQL cannot store, and keys that would reach a prototype. */
function badText(value: unknown, path: PropertyKey[], toField: ToField): FieldError[] {
  if (typeof value === 'string') {
    if (isStorable(value)) return [];
    return [
      { field: toField(path), code: 'invalid_value', message: 'Holds a NUL character or half of a surrogate pair.' },
    ];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const inner = [...path, key];
    if (key === '__proto__' || badText(key, [], toField).length > 0)
      return [unknownField(toField(inner.map(wellFormed)))];
    return badText(item, inner, toField);
  });
}

function wellFormed(key: PropertyKey): PropertyKey {
  return typeof key === 'string' ? key.toWellFormed() : key;
}

function unknownField(field: string): FieldError {
  return { field, code: 'unknown_field', message: 'Unknown field.' };
}

function fieldErrors(issue: Issue, value: unknown, toField: ToField): FieldError[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(toField([...issue.path, key])));
  return [{ field: toField(issue.path), code: codeOf(issue, valueAt(value, issue.path)), message: issue.message }];
}

function codeOf(issue: Issue, value: unknown): FieldErrorCode {
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined ? 'required' : 'invalid_value';
    case 'invalid_value':
      return value === undefined ? 'required' : 'invalid_value';
    case 'invalid_format':
      return value === '' ? 'required' : 'invalid_format';
    case 'too_small':
      if (issue.origin === 'string') return typeof value === 'string' && value.trim() === '' ? 'required' : 'too_short';
      return issue.origin === 'array' ? 'required' : 'too_small';
    case 'too_big':
      if (issue.origin === 'string') return 'too_long';
      return issue.origin === 'array' || issue.origin === 'object' ? 'too_many' : 'too_big';
    case 'custom':
      return (issue.params?.['code'] as FieldErrorCode | undefined) ?? 'invalid_value';
    default:
      return 'invalid_value';
  }
}

function valueAt(value: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);
}
