import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { HS256_SECRET, ISSUER } from './fill.ts';

/** An access token for one of the bench's people. */
export async function login(address: string, subject: string): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const token = await new SignJWT({
    iss: ISSUER,
    aud: 'etron-portal',
    sub: subject,
    jti: randomUUID(),
    iat: now,
    exp: now + 60,
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(new TextEncoder().encode(HS256_SECRET));
  const response = await fetch(`${address}/api/v1/session/host-tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ token }),
  });
  if (!response.ok) throw new Error(await response.text());
  return ((await response.json()) as { accessToken: string }).accessToken;
}
