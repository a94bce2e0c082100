import { SEARCH_MAX } from '../../src/contract/limits.ts';
import { isVisible } from '../../src/contract/text.ts';

/** What is looked up, and of which company. Plain strings only, so that it can be carried through an address. */
export interface SubscriptionsView {
  /** What to look up. */
  search?: string;
  /** Staff: id of the company. */
  company?: string;
}

/** The same view without what the API would refuse (addresses get mangled) and without empty values. */
export function cleanView({
  search,
  company,
}: { [name in keyof SubscriptionsView]?: string | undefined }): SubscriptionsView {
  return {
    ...(search && isVisible(search) && { search: search.slice(0, SEARCH_MAX) }),
    ...(company && { company }),
  };
}
