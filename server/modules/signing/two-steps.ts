import type { Tx } from '../../db/database.ts';
import { Problem } from '../../http/problem.ts';
import type { Scope } from '../../http/scope.ts';

/**
 * Prepares outside of any transaction, which may take its time, and concludes in one, which has to check again. A request that is repeated gets the first one's
 * answer, also when by now nothing could be prepared any more; but not when it may no longer know.
 */
export async function inTwoSteps<P extends object, R>(
  scope: Scope,
  prepare: () => Promise<P>,
  conclude: (tx: Tx, prepared: P) => Promise<R>,
): Promise<R> {
  const prepared = await prepare().catch((error: unknown) => {
    if (error instanceof Problem && !isRefusal(error)) return error;
    throw error;
  });
  return scope.write((tx) => {
    if (prepared instanceof Problem) throw prepared;
    return conclude(tx, prepared);
  });
}

/** Whether it is not about the record, but about who asks. */
const isRefusal = ({ status }: Problem): boolean => [401, 403, 404].includes(status);
