import { DOCUMENT_STATUSES, type DocumentStatus } from '../../contract/documents.limits.ts';
import { documentCountsSchema, documentPageSchema, listDocumentsQuery } from '../../contract/documents.schema.ts';
import { countDocuments, type DocumentPage, type DocumentSummary, listDocuments } from '../../contract/documents.ts';
import { mock } from './network.ts';
import { uuid } from './samples.ts';

const DAY = 86_400_000;
const STATUSES: DocumentStatus[] = ['waiting', 'waiting', 'signed', 'declined', 'expired', 'cancelled'];

/** So many documents of all kinds but drafts, the one changed last first; the first of six waits for the reader and expires in three days. */
export const sampleDocuments = (count: number): DocumentSummary[] =>
  Array.from({ length: count }, (_, i) => {
    const changedAt = new Date(Date.now() - i * DAY).toISOString();
    return {
      id: uuid(2_000 + i),
      title: `Wartungsvertrag ${i + 1}`,
      status: STATUSES[i % 6] ?? 'signed',
      company: { id: uuid(5), name: 'Bäckerei Huber & Söhne GmbH' },
      createdAt: changedAt,
      changedAt,
      expiresAt: i % 6 === 0 ? new Date(Date.now() + 3 * DAY).toISOString() : null,
      myTurn: i % 6 === 0,
      unread: false,
    };
  });

/** Mocks the list with keyset paging over `documents`, and its counters, as the API does it. */
export function mockDocuments(documents: DocumentSummary[]): void {
  mock(listDocuments, documentPageSchema, ({ query }): DocumentPage => {
    const { search, status, turn, company, cursor, limit } = listDocumentsQuery.parse(Object.fromEntries(query));
    const found = documents.filter(
      (document) =>
        (!search || document.title.toLowerCase().includes(search.toLowerCase())) &&
        (!status || status.split(',').includes(document.status)) &&
        (!turn || (document.status === 'waiting' && document.myTurn === (turn === 'mine'))) &&
        (!company || document.company.id === company),
    );
    const from = Number(cursor ?? 0);
    const to = from + (limit ?? 50);
    return { items: found.slice(from, to), cursor: to < found.length ? `${to}` : null };
  });
  mock(countDocuments, documentCountsSchema, () => ({
    statuses: DOCUMENT_STATUSES.map((status) => ({
      status,
      count: documents.filter((document) => document.status === status).length,
    })),
    myTurn: documents.filter(({ myTurn }) => myTurn).length,
  }));
}
