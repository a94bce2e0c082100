import { SEARCH_MAX } from '../../src/contract/limits.ts';

/** What a list of records shows. Plain strings only, so that it can be carried through an address. */
export interface RecordView<Status extends string = string, Sort extends string = string> {
  search?: string;
  status?: Status;
  /** Id of a company. */
  company?: string;
  sort?: Sort;
  /** `desc` unless told. */
  direction?: 'asc' | 'desc';
}

/** A view whose values nobody has checked yet. */
export type Loose<V> = { [name in keyof V]?: string | undefined };

/** The same view without what the API would refuse (addresses get mangled) and without empty values. */
export function cleanRecordView<Status extends string, Sort extends string>(
  view: Loose<RecordView>,
  statuses: readonly Status[],
  sorts: readonly Sort[],
): RecordView<Status, Sort> {
  const clean = {
    search: view.search?.slice(0, SEARCH_MAX),
    status: statuses.find((status) => status === view.status),
    company: view.company,
    sort: sorts.find((sort) => sort === view.sort),
    direction: view.direction === 'asc' ? view.direction : '',
  };
  return Object.fromEntries(Object.entries(clean).filter(([, value]) => value));
}

/** The change that sorts by something, from the last to the first; by the same once more, the other way round. */
export const sortedBy = <Sort extends string>(
  { sort, direction }: { sort: Sort; direction?: 'asc' | 'desc' | undefined },
  by: Sort,
): { sort: Sort; direction: string } => ({ sort: by, direction: by === sort && direction !== 'asc' ? 'asc' : '' });

/** Whether a view hides any rows. */
export const isNarrowed = ({ sort, direction, ...filters }: Loose<RecordView>): boolean =>
  Object.values(filters).some(Boolean);
