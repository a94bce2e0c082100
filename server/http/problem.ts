import type { FieldError, ProblemCode, ProblemDetails } from '../../src/contract/problem.ts';
import { headersFor } from './headers.ts';

const TITLES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  416: 'Range Not Satisfiable',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

interface ProblemOptions {
  /** English, for developers. */
  detail?: string;
  errors?: FieldError[];
  headers?: Record<string, string>;
}

/** Thrown by services when a request cannot be done. It becomes the answer. */
export class Problem extends Error {
  readonly status: number;
  readonly code: ProblemCode;
  readonly options: ProblemOptions;

  constructor(status: number, code: ProblemCode, options: ProblemOptions = {}) {
    super(options.detail ?? code);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.options = options;
  }

  /** `application/problem+json` (RFC 9457). */
  toResponse(): Response {
    const { detail, errors, headers } = this.options;
    const details: ProblemDetails = {
      type: `https://portal.etron.at/problems/${this.code}`,
      title: TITLES[this.status] ?? 'Error',
      status: this.status,
      code: this.code,
      ...(detail !== undefined && { detail }),
      ...(errors !== undefined && { errors }),
    };
    const body = JSON.stringify(details);
    return new Response(body, {
      status: this.status,
      headers: { ...headersFor('application/problem+json'), ...headers },
    });
  }
}

/** For records that do not exist, and for those the caller may not know of: the two answers must not differ. */
export function notFound(): Problem {
  return new Problem(404, 'not_found');
}

/** For a request with wrong fields. */
export function invalidInput(errors: FieldError[]): Problem {
  return new Problem(422, 'invalid_input', { errors });
}
