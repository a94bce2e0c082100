import type { LitElement } from 'lit';
import type * as z from 'zod';
import type { Operation, OperationInput } from '../../../src/contract/operation.ts';
import type { Page } from '../../../src/controllers/pages.ts';

export type ListElement = LitElement & { view: object; refresh(): Promise<void> };

/** An element that is a list of records, and what the suite needs to know of it. */
export interface Subject<T, I extends OperationInput> {
  tag: keyof HTMLElementTagNameMap;
  list: Operation<I, Page<T>>;
  schema: z.ZodType<Page<T>>;
  /** So many records, as many-sided as the API has them; a record has the same id in every count. */
  records(count: number): T[];
  /** Mocks the list with keyset paging over records, and what the element asks for besides. */
  serve(records: T[]): void;
  /** What the control says that opens a record. */
  title(record: T): string;
  /** Where the page of a record is: the attribute that says it. */
  hrefAttribute: string;
  /** Event that says that a record was opened. */
  selected: keyof HTMLElementEventMap;
  /** A view that no record fits. */
  nowhere: object;
  /** Makes words as long as no list is made for. */
  lengthen(record: T): void;
  words: {
    loading: string;
    /** So many, of 7. */
    found: string;
    empty: string;
    noMatch: string;
  };
}
