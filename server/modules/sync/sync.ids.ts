import { invalidInput, type Problem } from '../../http/problem.ts';

/** What a row did. `unchanged` touched nothing: neither `changed_at`, nor those who watch the record. */
export type SyncOutcome = 'created' | 'updated' | 'unchanged';

/** A PDF the ERP handed in. */
export interface SyncFile {
  sha256: string;
  /** Bytes. */
  size: number;
}

/** 422 for a field of a row, by its JSON Pointer. */
export const invalidValue = (field: string, message: string): Problem =>
  invalidInput([{ field, code: 'invalid_value', message }]);
