import { challengeSchema, confirmContactBody, embedParams } from '../../../src/contract/embeds.schema.ts';
import { confirmContact, getChallenge } from '../../../src/contract/embeds.ts';
import { confirmGuestContact } from '../../../src/contract/guests.ts';
import { type Api, binder } from '../../http/bind.ts';
import { requestIp } from '../identity/client-ip.ts';
import { limit } from '../identity/rate-limit.ts';
import type { ServerModule } from '../module.ts';
import { cleanUpBy } from '../outbox/clean-up.ts';
import { type ContactCodeJob, confirmByCode, deleteExpiredCodes, sendContactCode } from './contact-code.ts';
import { newChallenge } from './proof-of-work.ts';

export const embedsModule: ServerModule = {
  routes: registerEmbeds,
  jobs: (deps) => ({ 'contact-code': (job: ContactCodeJob) => sendContactCode(deps, job) }),
  cleanUps: () => ({ contact_codes: cleanUpBy(deleteExpiredCodes) }),
};

/** What a form without a login needs beside filing the ticket itself. */
function registerEmbeds(api: Api): void {
  const bind = binder(api, 'embed', 'Embeds');
  const bindForGuest = binder(api, 'guest', 'Embeds');
  const { deps } = api;

  bind(
    getChallenge,
    { params: embedParams, output: challengeSchema, summary: 'A proof-of-work challenge' },
    async ({ scope, c }) => {
      await limit(deps, 'challenge_ip', requestIp(c, deps));
      return newChallenge(deps, scope.actor.key);
    },
  );

  bind(
    confirmContact,
    { params: embedParams, body: confirmContactBody, summary: "Confirm the contact's address with the mailed code" },
    async ({ scope, input, c }) => {
      await confirmByCode(deps, scope.actor, { ...input.body, ip: requestIp(c, deps) });
    },
  );

  bindForGuest(
    confirmGuestContact,
    {
      body: confirmContactBody,
      summary: 'Confirm the address of a ticket that a guest has filed, with the mailed code',
    },
    async ({ scope, input, c }) => {
      await confirmByCode(deps, scope.actor, { ...input.body, ip: requestIp(c, deps) });
    },
  );
}
