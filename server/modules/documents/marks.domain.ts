import { formatDay, formatNumber, tickShapeOf } from '../../../src/contract/documents.formats.ts';
import { isFilled, isMark } from '../../../src/contract/documents.rules.ts';
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
    if (value === undefined || !isFilled(value)) return [];
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
  if (isMark(value)) return { kind: 'signature', mark: value };
  const { type, alignment, fontSize, comb, maxLength } = field;
  if (type === 'checkbox' || type === 'radio') return { kind: 'tick', shape: tickShapeOf(field) };
  return {
    kind: 'text',
    text: textOf(field, value),
    multiline: type === 'multiline' || type === 'multiselect',
    alignment,
    ...(fontSize !== null && { size: fontSize }),
    ...(comb && maxLength !== null && { cells: maxLength }),
  };
}

function textOf({ type, format, options }: DocumentField, value: string | string[]): string {
  switch (type) {
    case 'date':
    case 'signing_date':
      return formatDay(String(value), format ?? 'dd.mm.yyyy');
    case 'number':
      return formatNumber(String(value), format);
    case 'select':
    case 'multiselect':
      return [value]
        .flat()
        .map((chosen) => options.find((option) => option.value === chosen)?.label ?? chosen)
        .join(', ');
    default:
      return String(value);
  }
}
