import { isIPv6 } from 'node:net';
import type { Context } from 'hono';
import type { Deps } from '../../deps.ts';

/**
 * The address a request came from, for rate limits. It is that of the socket; behind `hops` proxies of our own it is the entry of
 * `X-Forwarded-For` that the outermost of them wrote, counted from the right, because everything left of it is what the client claims.
 * IPv6 addresses are reduced to their /64 network, which belongs to one customer.
 */
export function clientIp(headers: Headers, socketAddress: string | undefined, hops: number): string {
  const forwarded = hops > 0 ? (headers.get('x-forwarded-for')?.split(',') ?? []) : [];
  const address = (forwarded.at(-hops)?.trim() || socketAddress) ?? 'unknown';
  const ip = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIPv6(ip) ? network64(ip) : ip;
}

function network64(ip: string): string {
  const [head = '', tail] = ip.toLowerCase().split('%')[0]!.split('::');
  const groups = head ? head.split(':') : [];
  const rest = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - groups.length - rest.length;
  const all = [...groups, ...Array<string>(zeros).fill('0'), ...rest];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/** `clientIp` of a request that Hono handles. In tests there may be no socket. */
export function requestIp(
  c: Context<{ Bindings: { incoming?: { socket?: { remoteAddress?: string } } } }>,
  { config }: Deps,
): string {
  return clientIp(c.req.raw.headers, c.env?.incoming?.socket?.remoteAddress, config.proxyHops);
}
