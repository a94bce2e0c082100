import { FILE_SIZE_MAX } from '../../../src/contract/limits.ts';
import { CHANGES_MAX, SYNC_FAILURES_MAX, type SyncKind } from '../../../src/contract/sync.limits.ts';
import { syncRowSchemas } from '../../../src/contract/sync.schema.ts';
import type { ReceivedFile, SyncMessage, SyncRows } from '../../../src/contract/sync.ts';
import { mapPdfErrors, readPdf, writePdf } from '../../blobs/pdfs.ts';
import type { Deps } from '../../deps.ts';
import { isAborted } from '../../http/error-responder.ts';
import { invalidInput, Problem } from '../../http/problem.ts';
import { RawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import type { ApiKeyActor } from '../identity/actor.ts';
import { scan } from '../uploads/scanner.ts';
import { failureOf, readBatches } from './sync.batches.ts';
import type { SyncKinds } from './sync.rules.ts';
import { changesJson, type FeedPosition, insertFile } from './sync.store.ts';
import { writeBatch } from './sync.write.ts';

/** Changes of a page when the caller does not say how many. */
const CHANGES = 100;

const BEGINNING: FeedPosition = { xid: '0', id: '0' };

/**
 * Writes the rows of a body as they arrive, one transaction per batch, and yields after each batch what became of its rows. When the reader
 * goes away, it stops after the current batch. When something else than a row is wrong, or too many rows are, it ends without `end`; what it
 * has yielded before stays true.
 */
export async function* syncRows<K extends SyncKind>(
  { kinds, ...deps }: Deps & { kinds: SyncKinds },
  scope: Scope<ApiKeyActor>,
  kind: K,
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<SyncMessage[]> {
  const writer = { deps, scope, kind, rules: kinds[kind] };
  const progress = { done: 0, created: 0, updated: 0, unchanged: 0, failed: 0 };
  try {
    for await (const { rows, failures } of readBatches<SyncRows[K]>(body, syncRowSchemas[kind])) {
      const results = await writeBatch<SyncRows[K]>(writer, rows);
      const failed = [...failures];
      for (const [{ line, row }, result] of results) {
        if (result instanceof Problem) failed.push(failureOf(line, row.externalId, result));
        else progress[result] += 1;
      }
      progress.failed += failed.length;
      progress.done += rows.length + failures.length;
      failed.sort((a, b) => a.line - b.line);
      const tooMany = progress.failed >= SYNC_FAILURES_MAX && failed.at(-1);
      if (tooMany) tooMany.detail = `After ${SYNC_FAILURES_MAX} failures no further row is read.`;
      yield [...failed.map((failure) => ({ type: 'failure' as const, ...failure })), { type: 'progress', ...progress }];
      if (tooMany) return;
    }
    yield [{ type: 'end', ...progress }];
  } catch (error) {
    const isExpected = error instanceof Problem || isAborted(error as Error);
    if (!isExpected) deps.log.error('Taking in rows broke off.', error, { kind, key: scope.actor.name });
  }
}

/**
 * Takes in a PDF that rows may refer to within a day: by the SHA-256 of what is kept, which is not always what was sent.
 * @throws Problem 413 `payload_too_large`, 422 `file_empty`, `file_infected` or what is wrong with the PDF, 503 when the scanner cannot be asked
 */
export async function receiveFile(
  { blobs, pdf, config: { scanner }, clock }: Deps,
  { write }: Scope<ApiKeyActor>,
  content: ReadableStream<Uint8Array> | null,
): Promise<ReceivedFile> {
  if (!content) throw new Problem(422, 'file_empty');
  const { sha256, size } = await blobs.write(content, { maxBytes: FILE_SIZE_MAX });
  if (size === 0) throw new Problem(422, 'file_empty');
  const { pdf: cleaned, dropped } = await mapPdfErrors(pdf.clean(await readPdf(blobs, sha256)));
  const file = cleaned ? await writePdf(blobs, cleaned) : { sha256, size };
  const verdict = scanner ? await scan(scanner, blobs.read(file.sha256)) : 'clean';
  if (verdict === 'infected') throw new Problem(422, 'file_infected');
  if (verdict === 'unavailable') throw new Problem(503, 'internal', { headers: { 'Retry-After': '60' } });
  await write((tx) => insertFile(tx, file, clock()));
  return { sha256: file.sha256, size: file.size, ...(dropped.length > 0 && { dropped }) };
}

/** What customers did after a cursor, oldest first. */
export async function listChanges(
  { read }: Scope<ApiKeyActor>,
  { after, limit = CHANGES }: { after?: string | undefined; limit?: number | undefined } = {},
): Promise<RawJson> {
  const position = after === undefined ? BEGINNING : positionOf(after);
  return new RawJson(await read((tx) => changesJson(tx, position, Math.min(limit, CHANGES_MAX), after ?? null)));
}

/** The position that a cursor stands for. 422 for anything but a cursor of the feed. */
function positionOf(cursor: string): FeedPosition {
  const match = /^(\d{1,19})-(\d{1,18})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (!match) throw invalidInput([{ field: '?after', code: 'invalid_value', message: 'Not a cursor of this feed.' }]);
  return { xid: match[1]!, id: match[2]! };
}
