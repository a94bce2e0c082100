import type { Context, MiddlewareHandler } from 'hono';

/** Answers a request, within the headers that let pages of other origins read the answer. */
export type Answer = (c: Context) => Promise<Response>;

/**
 * Applies CORS to requests that carry an Origin. As a middleware of the whole API it cost every request a tenth of the throughput, though
 * GETs of our own pages and requests of programs never carry one.
 */
export function acrossOrigins(
  cors: MiddlewareHandler,
  answer: Answer,
  failed: (error: Error, c: Context) => Response,
): Answer {
  const answerAcross: Answer = async (c) => {
    await cors(c, async () => {
      // Set, not returned: that keeps the headers CORS has set already, for problems too.
      c.res = await answer(c).catch((error: Error) => failed(error, c));
    });
    return c.res;
  };
  return (c) => (originOf(c) === undefined ? answer(c) : answerAcross(c));
}

/** From Node's own headers where there are some: a Headers object would be made for this alone. */
function originOf(c: Context): string | undefined {
  const incoming = (c.env as { incoming?: { headers: { origin?: string } } } | undefined)?.incoming;
  return incoming ? incoming.headers.origin : (c.req.raw.headers.get('origin') ?? undefined);
}
