import { ownProblem, type ProblemError } from '../../src/api/client.ts';

/** The problem an error is. By its looks, since the engine may be another copy of the package, beside a bundle in one file; `internal` for all else. */
export const asProblem = (error: unknown): ProblemError =>
  error instanceof Error && 'problem' in error ? (error as ProblemError) : ownProblem('internal');
