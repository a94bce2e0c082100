import { ownProblem, ProblemError } from '../../src/api/client.ts';

/** The problem an error is; `internal` for all else. */
export const asProblem = (error: unknown): ProblemError =>
  error instanceof ProblemError ? error : ownProblem('internal');
