import type { Context, MiddlewareHandler } from 'hono';

/** Answers a request, within the headers that let pages of other origins read the answer. */
export type Responder = (c: Context) => Promise<Response>;

/**
 * Applies CORS to requests that carry an Origin. As a middleware of the whole API it cost every request a tenth of the throughput, though
 * GETs of our own pages and requests of programs never carry one.
 */
export function acrossOrigins(
  cors: MiddlewareHandler,
  answer: Responder,
  failed: (error: Error, c: Context) => Response,
): Responder {
  const answerAcross: Responder = async (c) => {
    await cors(c, async () => {
      // Set, not returned: that keeps the headers CORS has set already, for problems too.
      c.res = await answer(c).catch((error: Error) => failed(error, c));
    });
    return c.res;
  };
  return (c) => {
    const answered = originOf(c) === undefined ? answer(c) : answerAcross(c);
    return c.req.method === 'HEAD' ? answered.then(closed) : answered;
  };
}

/** Hono answers HEAD as GET and drops the body unread; the file or the listener behind it would stay open for ever. */
async function closed(response: Response): Promise<Response> {
  await response.body?.cancel();
  return response;
}

/** From Node's own headers where there are some: a Headers object would be made for this alone. */
function originOf(c: Context): string | undefined {
  const incoming = (c.env as { incoming?: { headers: { origin?: string } } } | undefined)?.incoming;
  return incoming ? incoming.headers.origin : (c.req.raw.headers.get('origin') ?? undefined);
}
