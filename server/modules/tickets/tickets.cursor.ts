import { isUuid } from '../../http/input.ts';
import { invalidInput } from '../../http/problem.ts';

/** Where a page ended: the place of its last row in the order of the list. */
export interface Cursor {
  /** Of the lane, one for each dimension the list is ordered by. */
  ranks: string[];
  /** Of the row in its lane: text, or a moment in microseconds, or a number. */
  key: string | number;
  id: string;
}

/** Text nobody needs to look into. `order` names the order it belongs to, because in another one it would point anywhere. */
export function encodeCursor({ ranks, key, id }: Cursor, order: string): string {
  return Buffer.from(JSON.stringify([order, ranks, key, id])).toString('base64url');
}

/** 422 `invalid_value` for anything but a cursor of the same order. */
export function decodeCursor(
  text: string,
  expected: { order: string; ranks: number; key: 'string' | 'number' },
): Cursor {
  const [order, ranks, key, id] = parse(text);
  const valid =
    order === expected.order &&
    Array.isArray(ranks) &&
    ranks.length === expected.ranks &&
    ranks.every(isStorable) &&
    (expected.key === 'number' ? Number.isSafeInteger(key) : isStorable(key)) &&
    isUuid(id);
  if (!valid) throw invalidInput([{ field: '?cursor', code: 'invalid_value', message: 'Not a cursor of this list.' }]);
  return { ranks, key: key as string | number, id };
}

function parse(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

/** PostgreSQL refuses NUL and halves of surrogate pairs. */
function isStorable(value: unknown): value is string {
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0');
}
