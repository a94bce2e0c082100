import { randomBytes } from 'node:crypto';
import { SIGNING_CODE_ATTEMPTS } from '../../../src/contract/documents.limits.ts';
import type { Deps } from '../../deps.ts';
import { Problem } from '../../http/problem.ts';
import type { Scope } from '../../http/scope.ts';
import type { UserActor } from '../identity/actor.ts';
import { limit } from '../identity/rate-limit.ts';
import { enqueue } from '../outbox/outbox.ts';
import type { Client } from '../signing/client.ts';
import { appendEvents } from './audit.store.ts';
import { requireDocument, requireTurn } from './documents.access.ts';
import { codeMail } from './documents.mail.ts';
import { CODE_MINUTES, type CodeSubject, isSigningCode, signingCode } from './signing-code.domain.ts';
import { findCode, putCode, takeAttempt } from './signing-code.store.ts';

export interface SigningCodeJob {
  signerId: string;
}

/** Mails the actor a code for the document as it is now. 429 `rate_limited` */
export async function requestSigningCode(
  deps: Deps,
  { actor, read, write }: Scope<UserActor>,
  id: string,
  client: Client,
): Promise<void> {
  await read(async (tx) => requireTurn(await requireDocument(tx, actor, id, deps.clock()), actor));
  await limit(deps, 'signing_code', actor.id);
  await write(async (tx) => {
    const now = deps.clock();
    const document = await requireDocument(tx, actor, id, now);
    const { id: signerId } = requireTurn(document, actor);
    const expiresAt = new Date(now.getTime() + CODE_MINUTES * 60_000);
    const salt = randomBytes(16).toString('base64url');
    await putCode(tx, { signerId, sha256: document.sha256, salt, expiresAt });
    const details = { signer: signerId, sha256: document.sha256 };
    await appendEvents(tx, id, [{ kind: 'code_sent', details, at: now, client }]);
    await enqueue(tx, 'signing-code', { signerId } satisfies SigningCodeJob);
  });
}

/** The job: nothing but the mail has the code in it. */
export async function sendSigningCode(deps: Deps, { signerId }: SigningCodeJob): Promise<void> {
  const found = await deps.db.system((tx) => findCode(tx, signerId, deps.clock()), 'read');
  if (!found) return;
  await deps.mailer.send({ to: found.email, ...codeMail(signingCode(deps.config.secret, found), CODE_MINUTES) });
}

/**
 * Checks a code for a PDF, in a transaction of its own, so that a wrong one stays counted. Whoever signs uses it up in theirs.
 * @throws Problem 422 `code_invalid`, the same for a wrong code, one that is too old, and one for another PDF.
 */
export async function checkCode(
  deps: Deps,
  { signerId, sha256, code }: { signerId: string; sha256: string; code: string | undefined },
): Promise<CodeSubject> {
  const attempt = { signerId, sha256, now: deps.clock(), attempts: SIGNING_CODE_ATTEMPTS };
  const subject = code === undefined ? undefined : await deps.db.system((tx) => takeAttempt(tx, attempt));
  if (!subject || !isSigningCode(deps.config.secret, subject, code!)) throw new Problem(422, 'code_invalid');
  return subject;
}
