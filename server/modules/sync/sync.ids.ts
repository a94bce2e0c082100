import type { FieldError } from '../../../src/contract/problem.ts';
import { invalidInput } from '../../http/problem.ts';

/** What a row did. `unchanged` touched nothing: neither `changed_at`, nor those who watch the record. */
export type SyncOutcome = 'created' | 'updated' | 'unchanged';

/** A file the ERP handed in. */
export interface SyncFile {
  sha256: string;
  size: number;
}

/**
 * Our ids of what the rows of a batch name by its id in the ERP, looked up beforehand. 422 `invalid_value` that names the field when there is no such thing; `field`
 * is a JSON Pointer into the row.
 */
export interface SyncIds {
  company(externalId: string, field?: string): string;
  /** A company that is a sales partner. */
  partner(externalId: string, field?: string): string;
  /** Of staff. Null for nobody. */
  employee(externalId: string | null | undefined, field?: string): string | null;
  /** Of the catalogue. */
  module(externalId: string, field: string): string;
  /** Null for none. */
  file(sha256: string | null | undefined, field?: string): SyncFile | null;
  /** The moment of the batch. */
  now: Date;
}

/** 422 for a field of a row. */
export const invalidValue = (field: string, message: string): Error =>
  invalidInput([{ field, code: 'invalid_value', message } satisfies FieldError]);
