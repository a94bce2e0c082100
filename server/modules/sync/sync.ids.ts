import { invalidInput, type Problem } from '../../http/problem.ts';

/** What a row did. `unchanged` touched nothing: neither `changed_at`, nor those who watch the record. */
export type SyncOutcome = 'created' | 'updated' | 'unchanged';

/** What an upsert did, by what it returned: a row that was so before is not touched, and not returned. */
export const outcomeOf = (written: { created: boolean } | undefined): SyncOutcome =>
  written === undefined ? 'unchanged' : written.created ? 'created' : 'updated';

/** A PDF the ERP handed in. */
export interface SyncFile {
  sha256: string;
  /** Bytes. */
  size: number;
}

/** 422 for a field of a row, by its JSON Pointer. */
export const invalidValue = (field: string, message: string): Problem =>
  invalidInput([{ field, code: 'invalid_value', message }]);
