import { randomBytes } from 'node:crypto';
import { imprintOf, SHA_256, tstInfo } from './cms.ts';
import { derNull, derTrue, integer, octetString, oid, readValue, sequence, valueAt, valuesIn } from './der.ts';

export interface TimeStampServer {
  /** Address of an RFC 3161 server, http or https. */
  url: string;
  /** In milliseconds. */
  timeout: number;
}

/** Maximum size of a time stamp token with its certificates, in bytes. A seal reserves that much room. */
export const TOKEN_MAX = 16 * 1024;

/** Maximum size of an answer, in bytes: a token, and the status around it. */
const ANSWER_MAX = TOKEN_MAX + 1024;

/** Requests a token of at most TOKEN_MAX bytes which certifies that a digest exists now. Throws Error that names the server. */
export async function timeStamp(digest: Buffer, { url, timeout }: TimeStampServer): Promise<Uint8Array> {
  const nonce = BigInt(`0x7f${randomBytes(8).toString('hex')}`);
  const request = sequence(
    integer(1),
    sequence(sequence(oid(SHA_256), derNull), octetString(digest)),
    integer(nonce),
    derTrue,
  );
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: new Uint8Array(request),
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const answer = new Uint8Array(await response.arrayBuffer());
    if (answer.length > ANSWER_MAX) throw new Error('the answer is too long');
    const [status, token] = valuesIn(readValue(answer));
    const granted = valueAt(status!, 0).content;
    if (!token || granted.length !== 1 || granted[0]! > 1) throw new Error('it was refused');
    const numbers = valuesIn(tstInfo(token.raw)).map(({ raw }) => raw);
    if (!imprintOf(token.raw).equals(digest) || !numbers.some((raw) => raw.equals(integer(nonce))))
      throw new Error('the answer is to another question');
    if (token.raw.length > TOKEN_MAX) throw new Error('the token is too long');
    return token.raw;
  } catch (error) {
    throw new Error(`The time stamp server ${url} gave no time stamp: ${(error as Error).message}`, { cause: error });
  }
}
