import { isFilled, isMissing, valueFault } from '../../src/contract/documents.rules.ts';
import type { DocumentField, FieldValue, FieldValues } from '../../src/contract/documents.ts';
import type { FieldErrorCode } from '../../src/contract/problem.ts';

/** How far a signer is in filling in a document. */
export interface Progress {
  /** Required fields, and those of them that hold what they should. */
  required: DocumentField[];
  filled: number;
  /** Fields that keep the signer from finishing, in reading order. */
  open: DocumentField[];
}

export const firstPage = (field: DocumentField): number => Math.min(...field.areas.map(({ page }) => page));

/** Whether the signer fills a field in, and not its author or the service. */
export const isOwn = (field: DocumentField): boolean => !field.readOnly && field.type !== 'signing_date';

/** The fields page by page, on each as the author ordered them. */
export const inReadingOrder = (fields: DocumentField[]): DocumentField[] =>
  fields.toSorted((a, b) => firstPage(a) - firstPage(b));

/** What is wrong with a value that was filled in; undefined for an empty one. */
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

/** The next open field after the one the signer is in; from the start again after the last. */
export function nextOpen(fields: DocumentField[], open: DocumentField[], current?: string): DocumentField | undefined {
  const now = fields.findIndex(({ id }) => id === current);
  return open.find((field) => fields.indexOf(field) > now) ?? open[0];
}

/** Brings a control into view, in whatever scrolls around it and across shadow roots, and moves the focus to it. */
export function focusInView(control: HTMLElement): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  control.scrollIntoView({ block: 'center', inline: 'center', behavior: still ? 'instant' : 'smooth' });
  control.focus({ preventScroll: true });
}

/** As HTML's `pattern` attribute: the whole value has to match, and a pattern that the browser cannot read forbids nothing. */
function matches(pattern: string | undefined, value: string): boolean {
  if (pattern === undefined) return true;
  try {
    return new RegExp(`^(?:${pattern})$`, 'v').test(value);
  } catch {
    return true;
  }
}
