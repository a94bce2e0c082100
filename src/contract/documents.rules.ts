import { POINTS_MAX, SIGNATURE_IMAGE_MAX, STROKES_MAX, VALUE_MAX } from './documents.limits.ts';
import type { DocumentField, FieldValue, SignatureMark } from './documents.ts';
import type { FieldErrorCode } from './problem.ts';
import { isVisible } from './text.ts';

// Rules for values. Browser and server share them: the screen tells at once what is wrong, and the server decides.

/** Whether a value is not empty. */
export const isFilled = (value: FieldValue | undefined): boolean =>
  typeof value === 'string' ? isVisible(value) : Array.isArray(value) ? value.length > 0 : value !== undefined;

export const isMark = (value: FieldValue | undefined): value is SignatureMark =>
  typeof value === 'object' && !Array.isArray(value);

/** Whether the signer still has to fill in a field. */
export const isMissing = (field: DocumentField, value: FieldValue | undefined): boolean =>
  field.required && !field.readOnly && field.type !== 'signing_date' && !isFilled(value);

/** What is wrong with a value, except that it is missing or does not match the field's pattern; undefined when it is valid. */
export function valueFault(field: DocumentField, value: FieldValue): FieldErrorCode | undefined {
  if (value === '') return undefined;
  if (field.type === 'signature' || field.type === 'initials')
    return isMark(value) ? markFault(value) : 'invalid_value';
  if (field.type === 'multiselect') return isChoice(field, value) ? undefined : 'invalid_value';
  if (typeof value !== 'string') return 'invalid_value';
  // A date is printed in another format than it is stored in, so its length is not limited.
  if (value.length > ((field.type !== 'date' && field.maxLength) || VALUE_MAX)) return 'too_long';
  const { min, max } = field.validation ?? {};
  switch (field.type) {
    case 'number': {
      const number = Number(value);
      if (!/^-?\d+(\.\d+)?$/.test(value)) return 'invalid_format';
      if (min !== undefined && number < Number(min)) return 'too_small';
      return max !== undefined && number > Number(max) ? 'too_big' : undefined;
    }
    case 'date':
      if (!isDay(value)) return 'invalid_format';
      if (min !== undefined && value < min) return 'too_small';
      return max !== undefined && value > max ? 'too_big' : undefined;
    case 'checkbox':
      return value === 'true' ? undefined : 'invalid_value';
    case 'radio':
    case 'select':
      return field.options.some((option) => option.value === value) ? undefined : 'invalid_value';
    case 'email':
      return /^[^\s@]+@(?:[^\s@.]+\.)+[^\s@.]+$/.test(value) ? undefined : 'invalid_format';
    case 'phone':
      return /^[+\d][\d\s()/.-]{3,}$/.test(value) ? undefined : 'invalid_format';
    case 'multiline':
      return undefined;
    default:
      return /[\r\n]/.test(value) ? 'invalid_value' : undefined;
  }
}

/** Options of a list, each once. */
const isChoice = ({ options }: DocumentField, value: FieldValue): boolean =>
  Array.isArray(value) &&
  new Set(value).size === value.length &&
  value.every((chosen) => options.some((option) => option.value === chosen));

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
const isDay = (text: string): boolean => {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

/** What is wrong with a signature; undefined when it is valid. An empty one, a dot or a nearly straight line is not valid. */
export function markFault(mark: SignatureMark): FieldErrorCode | undefined {
  switch (mark.kind) {
    case 'typed':
      return !isVisible(mark.text) ? 'required' : undefined;
    case 'uploaded':
      return mark.image === '' ? 'required' : mark.image.length > (SIGNATURE_IMAGE_MAX * 4) / 3 ? 'too_big' : undefined;
    case 'drawn': {
      const points = mark.strokes.flat();
      if (mark.strokes.length > STROKES_MAX || points.length > POINTS_MAX) return 'too_big';
      return isScribble(mark) ? 'required' : undefined;
    }
  }
}

/** Whether strokes are too small to be a signature, or almost one straight line. Parts outside of the box do not count. */
export function isScribble({ width, height, strokes }: Extract<SignatureMark, { kind: 'drawn' }>): boolean {
  const points = strokes
    .filter((stroke) => stroke.length > 2)
    .flat()
    .filter(([x, y]) => x >= 0 && x <= width && y >= 0 && y <= height);
  if (points.length < 5 || !(width > 0 && height > 0)) return true;
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [meanX, meanY] = [mean(xs), mean(ys)];
  // The spread of the points along their two principal axes. For a line, the smaller one is almost zero.
  const [xx, yy, xy] = [
    mean(xs.map((x) => (x - meanX) ** 2)),
    mean(ys.map((y) => (y - meanY) ** 2)),
    mean(points.map(([x, y]) => (x - meanX) * (y - meanY))),
  ];
  const root = Math.sqrt(((xx - yy) / 2) ** 2 + xy ** 2);
  const [along, across] = [Math.sqrt((xx + yy) / 2 + root), Math.sqrt(Math.max(0, (xx + yy) / 2 - root))];
  return along < width * 0.03 || across < along * 0.03;
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
