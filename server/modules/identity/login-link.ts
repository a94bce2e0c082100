import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { enqueue } from '../outbox/outbox.ts';
import { loginLinkMail } from './login-link.mail.ts';
import { hasUser, insertLink } from './session.store.ts';
import { hashToken, newToken } from './tokens.ts';

/** Minutes a mailed link can be used. */
const LINK_MINUTES = 15;

export interface LoginLinkJob {
  /** Normalised. */
  email: string;
  language: 'de' | 'en';
}

/** Whether anybody has the address is looked up by the job, so that asking takes the same time for every address. */
export function requestLoginLink(tx: Tx, job: LoginLinkJob): Promise<void> {
  return enqueue(tx, 'login-link', job);
}

/** The job: makes the token where it is sent, so that it is kept nowhere but in the mail. */
export async function sendLoginLink(deps: Deps, { email, language }: LoginLinkJob): Promise<void> {
  const token = newToken();
  const expiresAt = new Date(deps.clock().getTime() + LINK_MINUTES * 60_000);
  const known = await deps.db.system(async (tx) => {
    const found = await hasUser(tx, email);
    if (found) await insertLink(tx, hashToken(token), email, expiresAt);
    return found;
  });
  if (known)
    await deps.mailer.send({
      to: email,
      ...loginLinkMail(language, `${deps.config.publicUrl}/#/login/${token}`, LINK_MINUTES),
    });
}
