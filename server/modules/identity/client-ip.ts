import { isIPv6 } from 'node:net';
import type { Context } from 'hono';
import type { Deps } from '../../deps.ts';

/**
 * The address a request came from, for counting. Taken from the socket; from `X-Forwarded-For` only behind so many proxies of our own
 * (`hops`), counted from the right, because everything left of them is what the client claims. IPv6 counts by /64: that is one customer.
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

/** The same for a request on its way through Hono; in tests there may be no socket. */
export function requestIp(
  c: Context<{ Bindings: { incoming?: { socket?: { remoteAddress?: string } } } }>,
  { config }: Deps,
): string {
  return clientIp(c.req.raw.headers, c.env?.incoming?.socket?.remoteAddress, config.proxyHops);
}
