import { isFilled, isMissing, valueFault } from '../../src/contract/documents.rules.ts';
import type { DocumentField, FieldValue, FieldValues } from '../../src/contract/documents.ts';
import type { FieldErrorCode } from '../../src/contract/problem.ts';

/** How far a signer has got in filling in a document. */
export interface Progress {
  required: DocumentField[];
  /** Number of required fields with a valid value. */
  filled: number;
  /** Fields that are missing or wrong and so keep the signer from finishing, in reading order. */
  open: DocumentField[];
}

export const firstPage = (field: DocumentField): number => Math.min(...field.areas.map(({ page }) => page));

/** Whether the signer fills the field in, rather than the document's author or the service. */
export const isOwn = (field: DocumentField): boolean => !field.readOnly && field.type !== 'signing_date';

/** Sorts fields by page. Within a page, the author's order stays. */
export const inReadingOrder = (fields: DocumentField[]): DocumentField[] =>
  fields.toSorted((a, b) => firstPage(a) - firstPage(b));

/** What is wrong with the value of a field; undefined for a valid or empty one. */
export function faultOf(field: DocumentField, value: FieldValue | undefined): FieldErrorCode | undefined {
  if (!isOwn(field) || !isFilled(value)) return undefined;
  const fault = valueFault(field, value as FieldValue);
  if (fault || typeof value !== 'string') return fault;
  return matches(field.validation?.pattern, value) ? undefined : 'invalid_format';
}

export function progressOf(
  fields: DocumentField[],
  values: FieldValues,
  refused: Record<string, FieldErrorCode>,
): Progress {
  const isOpen = (field: DocumentField): boolean =>
    isMissing(field, values[field.id]) || !!faultOf(field, values[field.id]) || field.id in refused;
  const required = fields.filter((field) => field.required && isOwn(field));
  const open = fields.filter(isOpen);
  return { required, open, filled: required.filter((field) => !open.includes(field)).length };
}

/** The next open field after the current one; after the last it begins again with the first. */
export function nextOpen(fields: DocumentField[], open: DocumentField[], current?: string): DocumentField | undefined {
  const now = fields.findIndex(({ id }) => id === current);
  return open.find((field) => fields.indexOf(field) > now) ?? open[0];
}

/** Scrolls a control into view and focuses it. */
export function focusInView(control: HTMLElement): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  control.scrollIntoView({ block: 'center', inline: 'center', behavior: still ? 'instant' : 'smooth' });
  control.focus({ preventScroll: true });
}

/** Matches like HTML's `pattern` attribute: the pattern applies to the whole value, and one that is no valid expression forbids nothing. */
function matches(pattern: string | undefined, value: string): boolean {
  if (pattern === undefined) return true;
  try {
    return new RegExp(`^(?:${pattern})$`, 'v').test(value);
  } catch {
    return true;
  }
}
