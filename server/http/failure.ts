import type { Context } from 'hono';
import type { Logger } from '../log.ts';
import { Problem } from './problem.ts';

/** Errors of PostgreSQL and of the connection to it that pass: it is restarting, too busy for one more, or was too busy to answer in time. */
const PASSING = new Set([
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

/** Turns whatever a handler throws into the answer. What is not a Problem is our own fault: logged, and nothing of it told. */
export function failureHandler(log: Logger) {
  return (error: Error, c: Context): Response => {
    if (error instanceof Problem) return error.toResponse();
    // Whoever sent the request went away in the middle of it; nobody reads this.
    if (isAborted(error)) return new Problem(400, 'malformed_json').toResponse();
    log.error('A request failed.', error, { method: c.req.method, path: c.req.path });
    if (isPassing(error)) return new Problem(503, 'internal', { headers: { 'Retry-After': '2' } }).toResponse();
    return new Problem(500, 'internal').toResponse();
  };
}

/** Whether whoever sent the request is gone. */
export function isAborted(error: Error): boolean {
  return (error as { code?: string }).code === 'ECONNRESET' && error.message === 'aborted';
}

function isPassing(error: Error): boolean {
  const { code } = error as { code?: string };
  return (
    (code !== undefined && PASSING.has(code)) ||
    /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message)
  );
}
