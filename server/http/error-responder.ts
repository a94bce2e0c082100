import type { Context } from 'hono';
import type { Logger } from '../log.ts';
import { Problem } from './problem.ts';

/** Codes of errors that pass by themselves: PostgreSQL restarts, has no connection left or was too busy to answer in time. */
const TRANSIENT = new Set([
  '57P01',
  '57P02',
  '57P03',
  '57014',
  '53300',
  '08006',
  '08001',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
]);

/** Makes the function that turns an error of a handler into the answer. An error that is no Problem is logged, and nothing of it is told. */
export function errorResponder(log: Logger) {
  return (error: Error, c: Context): Response => {
    if (error instanceof Problem) return error.toResponse();
    // The client went away while it sent the request, so nobody reads this.
    if (isAborted(error)) return new Problem(400, 'malformed_json').toResponse();
    log.error('A request failed.', error, { method: c.req.method, path: c.req.path });
    if (isTransient(error)) return new Problem(503, 'internal', { headers: { 'Retry-After': '2' } }).toResponse();
    return new Problem(500, 'internal').toResponse();
  };
}

/** Whether an error says that the client is gone. */
export function isAborted(error: Error): boolean {
  return (error as { code?: string }).code === 'ECONNRESET' && error.message === 'aborted';
}

function isTransient(error: Error): boolean {
  const { code } = error as { code?: string };
  return (
    (code !== undefined && TRANSIENT.has(code)) ||
    /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message)
  );
}
