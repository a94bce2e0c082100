import {
  DOCUMENT_STATUSES,
  DOCUMENT_TURNS,
  type DocumentStatus,
  type DocumentTurn,
} from '../../src/contract/documents.limits.ts';
import type { DocumentCounts, DocumentQuery } from '../../src/contract/documents.ts';
import { SEARCH_MAX } from '../../src/contract/limits.ts';
import type { Loose } from '../shared/record-view.ts';

/** Which documents are shown: those of a status, or those that wait for the reader or for others. */
export type DocumentState = DocumentTurn | DocumentStatus;

/** What the list shows. Plain strings only, so that it can be carried through an address. */
export interface DocumentsView {
  search?: string;
  state?: DocumentState;
  /** Id of a company. */
  company?: string;
  /** Only documents that wait for an answer of staff. */
  unanswered?: 'yes';
}

const STATES: readonly DocumentState[] = [...DOCUMENT_TURNS, ...DOCUMENT_STATUSES];

/** The same view without what the API would refuse (addresses get mangled) and without empty values. */
export function cleanView(view: Loose<DocumentsView>): DocumentsView {
  const clean: Loose<DocumentsView> = {
    search: view.search?.slice(0, SEARCH_MAX),
    state: STATES.find((state) => state === view.state),
    company: view.company,
    unanswered: view.unanswered && 'yes',
  };
  return Object.fromEntries(Object.entries(clean).filter(([, value]) => value));
}

/** What the API is asked for. */
export function queryOf({ state, ...query }: DocumentsView): DocumentQuery {
  if (!state) return query;
  const turn = DOCUMENT_TURNS.find((known) => known === state);
  return turn ? { ...query, turn } : { ...query, status: state };
}

/**
 * The states to choose from with the number of their documents: what waits and what is signed always, the others when there are any. Employees sign
 * nothing themselves: for them there are drafts, and what waits is one thing.
 */
export function statesOf(
  counts: DocumentCounts | undefined,
  chosen: DocumentState | undefined,
  staff: boolean,
): { state: DocumentState; count: number | undefined }[] {
  const of = (status: DocumentStatus) =>
    counts && (counts.statuses.find((known) => known.status === status)?.count ?? 0);
  const waiting = of('waiting');
  const states: [state: DocumentState, count: number | undefined, always: boolean][] = [
    ['draft', of('draft'), staff],
    ['waiting', staff ? waiting : 0, staff],
    ['mine', staff ? 0 : counts?.myTurn, !staff],
    ['others', counts && !staff ? (waiting ?? 0) - counts.myTurn : 0, false],
    ['signed', of('signed'), true],
    ['declined', of('declined'), false],
    ['expired', of('expired'), false],
    ['cancelled', of('cancelled'), false],
  ];
  return states.flatMap(([state, count, always]) => (always || count || state === chosen ? [{ state, count }] : []));
}
