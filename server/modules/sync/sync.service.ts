import { SYNC_FAILURES_MAX, type SyncKind } from '../../../src/contract/sync.limits.ts';
import { syncRowSchemas } from '../../../src/contract/sync.schema.ts';
import type { SyncMessage, SyncRows } from '../../../src/contract/sync.ts';
import type { Deps } from '../../deps.ts';
import { isAborted } from '../../http/failure.ts';
import { Problem } from '../../http/problem.ts';
import type { Scope } from '../../http/scope.ts';
import type { ApiKeyActor } from '../identity/actor.ts';
import { type Batch, failureOf, readBatches } from './sync.batches.ts';
import { SYNC } from './sync.kinds.ts';
import { writeBatch } from './sync.write.ts';

/**
 * Takes rows in as they come, a batch a transaction, and tells after each what became of it. Stops when nobody reads any more, after the batch that is being written.
 * When something else goes wrong than a row, or too many rows do, what was told is true, and no `end` comes.
 */
export async function* syncRows<K extends SyncKind>(
  deps: Deps,
  scope: Scope<ApiKeyActor>,
  kind: K,
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<SyncMessage[]> {
  const writer = { deps, scope, kind, rules: SYNC[kind] };
  const progress = { done: 0, created: 0, updated: 0, unchanged: 0, failed: 0 };
  try {
    for await (const { rows, failures } of readBatches<SyncRows[K]>(body, syncRowSchemas[kind])) {
      const results = await writeBatch<SyncRows[K]>(writer, rows);
      const failed: Batch<SyncRows[K]>['failures'] = [...failures];
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
