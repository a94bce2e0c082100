import type { Tx } from '../../db/database.ts';
import { Problem } from '../../http/problem.ts';
import type { Scope } from '../../http/scope.ts';

/**
 * Runs `prepare` outside of any transaction, because it may take seconds (it renders and seals a PDF), and then `commit` in a transaction,
 * which has to check everything again.
 *
 * A repeated request gets the answer of the first one, even if nothing could be prepared any more: it is not the problem of `prepare` that
 * decides then, but the stored answer. Problems that say what the caller may not know are thrown at once, so that somebody who has lost their
 * rights does not get the stored answer.
 *
 * @example
 * prepareThenCommit(scope, () => sealPdf(offer), (tx, pdf) => insertAcceptance(tx, pdf));
 */
export async function prepareThenCommit<P extends object, R>(
  scope: Scope,
  prepare: () => Promise<P>,
  commit: (tx: Tx, prepared: P) => Promise<R>,
): Promise<R> {
  const prepared = await prepare().catch((error: unknown) => {
    if (error instanceof Problem && !isAboutRights(error)) return error;
    throw error;
  });
  return scope.write((tx) => {
    if (prepared instanceof Problem) throw prepared;
    return commit(tx, prepared);
  });
}

const isAboutRights = ({ status }: Problem): boolean => [401, 403, 404].includes(status);
