import { randomBytes } from 'node:crypto';
import { SIGNING_CODE_ATTEMPTS } from '../../../src/contract/documents.limits.ts';
import type { Deps } from '../../deps.ts';
import { Problem } from '../../http/problem.ts';
import type { Scope } from '../../http/scope.ts';
import type { UserActor } from '../identity/actor.ts';
import { mailPerson } from '../identity/mail-person.ts';
import { limit } from '../identity/rate-limit.ts';
import { isMailedCode, mailedCode } from '../identity/secrets.ts';
import { REQUESTED_MAILS } from '../mails/mail-matrix.ts';
import { enqueue } from '../outbox/outbox.ts';
import type { ClientEvidence } from '../signing/evidence.ts';
import { appendEvents } from './audit-trail.ts';
import { requireDocument, requireTurn } from './documents.service.ts';
import { type CodeSubject, findCode, putCode, takeAttempt } from './signing.store.ts';

/** Minutes a code is valid. */
const CODE_MINUTES = 15;

const signingCode = ({ config }: Deps, { signerId, sha256, salt }: CodeSubject): string =>
  mailedCode(config.secret, 'signing-code', `${signerId} ${sha256} ${salt}`);

export interface SigningCodeJob {
  signerId: string;
}

/** Has a code mailed to the actor, for signing the document as it is now. 429 `rate_limited` */
export async function requestSigningCode(
  deps: Deps,
  { actor, read, write }: Scope<UserActor>,
  id: string,
  client: ClientEvidence,
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

/** The job that mails a code. It computes the code, so that nothing but the mail ever contains it. */
export async function sendSigningCode(deps: Deps, { signerId }: SigningCodeJob): Promise<void> {
  const found = await deps.db.system((tx) => findCode(tx, signerId, deps.clock()), 'read');
  if (!found) return;
  const code = signingCode(deps, found);
  await mailPerson(deps, found.email, ({ mails }) => REQUESTED_MAILS.signingCode.write(mails, code, CODE_MINUTES));
}

/**
 * Checks a code for a PDF in a transaction of its own, so that a wrong attempt is counted even if the request fails. The transaction that
 * signs uses the code up.
 * @throws Problem 422 `code_invalid`, the same for a wrong code, one that has expired, and one for another PDF
 */
export async function checkCode(
  deps: Deps,
  { signerId, sha256, code }: { signerId: string; sha256: string; code: string | undefined },
): Promise<CodeSubject> {
  const attempt = { signerId, sha256, now: deps.clock(), attempts: SIGNING_CODE_ATTEMPTS };
  const subject = code === undefined ? undefined : await deps.db.system((tx) => takeAttempt(tx, attempt));
  if (!subject || !isMailedCode(code!, signingCode(deps, subject))) throw new Problem(422, 'code_invalid');
  return subject;
}
