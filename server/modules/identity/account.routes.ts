import * as schemas from '../../../src/contract/account.schema.ts';
import * as operations from '../../../src/contract/account.ts';
import { meSchema } from '../../../src/contract/session.schema.ts';
import { type Api, binder } from '../../http/bind.ts';
import { changeAccount, endOtherSessions, endSession, listSessions, readAccount } from './account.service.ts';
import { requestIp } from './client-ip.ts';
import { mailPasswordLink, redeemPasswordLink, removePassword, setPassword } from './password.service.ts';
import { hashToken } from './secrets.ts';
import { accepted, loginClientOf, startLogin } from './session.routes.ts';
import { readSessionCookie } from './session-cookie.ts';

/**
 * What people see and change of their own access. Idempotency-Keys have no effect on passwords and sessions: the same request again comes to the same, and no
 * hash of a request with a password in it is kept.
 */
export function registerAccount(api: Api): void {
  const bindForUser = binder(api, 'user', 'Account');
  const bindForAll = binder(api, 'public', 'Session');
  const { deps } = api;

  bindForUser(operations.getAccount, { output: schemas.accountSchema, summary: 'The own account' }, ({ scope }) =>
    readAccount(deps, scope),
  );

  bindForUser(
    operations.updateAccount,
    { body: schemas.updateAccountBody, output: schemas.accountSchema, summary: 'Change name, phone or language' },
    ({ scope, input }) => changeAccount(deps, scope, input.body),
  );

  bindForUser(
    operations.setPassword,
    { body: schemas.setPasswordBody, summary: 'Set or change the password' },
    ({ scope, input, c }) => setPassword(deps, scope.actor, input.body, sessionHash(c.req.raw.headers)),
  );

  bindForUser(
    operations.removePassword,
    { body: schemas.removePasswordBody, summary: 'Remove the password' },
    ({ scope, input, c }) => removePassword(deps, scope.actor, input.body.current, sessionHash(c.req.raw.headers)),
  );

  bindForUser(
    operations.listSessions,
    { output: schemas.sessionListSchema, summary: 'The own sessions' },
    async ({ scope, c }) => ({ items: await listSessions(deps, scope.actor, sessionHash(c.req.raw.headers)) }),
  );

  bindForUser(
    operations.endSession,
    { params: schemas.sessionParams, summary: 'End one of the own sessions' },
    ({ scope, input }) => endSession(deps, scope.actor, input.params.id),
  );

  bindForUser(operations.endOtherSessions, { summary: 'End all other sessions' }, ({ scope, c }) =>
    endOtherSessions(deps, scope.actor, sessionHash(c.req.raw.headers)),
  );

  bindForAll(
    operations.requestPasswordLink,
    { body: schemas.requestPasswordLinkBody, status: 202, summary: 'Have a link for a new password mailed' },
    async ({ input, c }) => {
      await mailPasswordLink(deps, input.body, requestIp(c, deps));
      return accepted();
    },
  );

  bindForAll(
    operations.redeemPasswordLink,
    {
      body: schemas.redeemPasswordLinkBody,
      output: meSchema,
      summary: 'Set a new password with the token of a mailed link',
    },
    async ({ input, headers, c }) =>
      startLogin(headers, await redeemPasswordLink(deps, input.body, loginClientOf(c, deps))),
  );
}

/** The hash of the session that asks, by which the database knows it. Whoever comes with a host's token has none, and is refused anyway. */
const sessionHash = (headers: Headers): string => hashToken(readSessionCookie(headers) ?? '');
