import { SEARCH_MAX } from '../../src/contract/limits.ts';

/** What a list of records shows. Plain strings only, so that it can be carried through an address. */
export interface RecordView<Status extends string = string, Sort extends string = string> {
  search?: string;
  status?: Status;
  /** Id of a company. */
  company?: string;
  /** Only records that wait for an answer of staff. */
  unanswered?: 'yes';
  sort?: Sort;
  /** `desc` unless told. */
  direction?: 'asc' | 'desc';
}

/** A view whose values nobody has checked yet. */
export type Loose<V> = { [name in keyof V]?: string | undefined };

/** The value, if it is one of those that are known. */
export const oneOf = <T extends string>(known: readonly T[], value: string | undefined): T | undefined =>
  known.find((one) => one === value);

/** A view without its empty values. */
export const withoutEmpty = <V extends object>(view: V): { [name in keyof V]?: NonNullable<V[name]> } =>
  Object.fromEntries(Object.entries(view).filter(([, value]) => value)) as ReturnType<typeof withoutEmpty<V>>;

/** The same view without what the API would refuse (addresses get mangled) and without empty values. */
export function cleanRecordView<Status extends string, Sort extends string>(
  view: Loose<RecordView>,
  statuses: readonly Status[],
  sorts: readonly Sort[],
): RecordView<Status, Sort> {
  return withoutEmpty({
    search: view.search?.slice(0, SEARCH_MAX),
    status: oneOf(statuses, view.status),
    company: view.company,
    unanswered: oneOf(['yes'], view.unanswered),
    sort: oneOf(sorts, view.sort),
    direction: oneOf(['asc'], view.direction),
  });
}

/** The change that sorts by something; by the same once more, the other way round. */
export const sortedBy = <Sort extends string>(
  { sort, direction }: { sort: Sort; direction: 'asc' | 'desc' },
  by: Sort,
): { sort: Sort; direction: string } => ({
  sort: by,
  direction: by !== sort ? '' : direction === 'asc' ? 'desc' : 'asc',
});

/** What of a view narrows it, and is no order. */
const filtersOf = ({ sort, direction, group, ...filters }: { [name: string]: string | undefined }) => filters;

/** Number of filters by which a view hides rows; a search is one of them. */
export const filterCount = (view: object): number => Object.values(filtersOf({ ...view })).filter(Boolean).length;

/** The change that shows all rows of a view again, also those that are hidden by a search that is still being typed. */
export function widened<V extends { search?: string }>(view: V): Loose<V> {
  const change: Loose<V> = {};
  for (const name in filtersOf({ search: '', ...view })) change[name as keyof V] = '';
  return change;
}
