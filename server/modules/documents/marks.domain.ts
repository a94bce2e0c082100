import type { DocumentField, FieldArea, FieldValue, FieldValues } from '../../../src/contract/documents.ts';
import type { Mark, PlacedMark } from '../../pdf/pdf.ts';

/** A mark with its place on the page, and the field it belongs to. */
export interface FieldMark extends PlacedMark {
  fieldId: string;
}

/** The marks that show a signer's values on the pages. `today` is the day of signing, `YYYY-MM-DD`. */
export function marksOf(fields: readonly DocumentField[], values: FieldValues, today: string): FieldMark[] {
  return fields.flatMap((field) => {
    const value = valueOf(field, values, today);
    if (value === undefined || value === '') return [];
    return areasOf(field, value).map((area) => ({ fieldId: field.id, area, mark: markOf(field, value) }));
  });
}

function valueOf(field: DocumentField, values: FieldValues, today: string): FieldValue | undefined {
  if (field.type === 'signing_date') return today;
  return field.readOnly ? (field.defaultValue ?? undefined) : values[field.id];
}

/** Where a value is shown. Of radio buttons, only the area of the chosen option. */
function areasOf({ type, areas }: DocumentField, value: FieldValue): FieldArea[] {
  return type === 'radio' ? areas.filter(({ option }) => option === value) : areas;
}

function markOf(field: DocumentField, value: FieldValue): Mark {
  if (typeof value !== 'string') return { kind: 'signature', mark: value };
  switch (field.type) {
    case 'checkbox':
    case 'radio':
      return { kind: 'tick' };
    case 'date':
    case 'signing_date':
      return text(formatDay(value, field.format ?? 'dd.mm.yyyy'));
    case 'number':
      return text(value.replace('.', ','));
    case 'select':
      return text(field.options.find((option) => option.value === value)?.label ?? value);
    default:
      return { kind: 'text', text: value, multiline: field.type === 'multiline' };
  }
}

const text = (value: string): Mark => ({ kind: 'text', text: value, multiline: false });

/** A day `YYYY-MM-DD` in a format of `dd mm yyyy yy` and separators. */
function formatDay(day: string, format: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const parts: Record<string, string> = { yyyy: year, yy: year.slice(2), mm: month, dd: date };
  return format.replace(/yyyy|yy|mm|dd/gi, (part) => parts[part.toLowerCase()]!);
}
