import type { ServerModule } from '../module.ts';
import { cleanUpBy } from '../outbox/clean-up.ts';
import { deleteExpiredCodes } from './contact-code.store.ts';
import { type ContactCodeJob, sendContactCode } from './contact-code.ts';
import { registerEmbeds } from './embeds.routes.ts';

export const embedsModule: ServerModule = {
  routes: registerEmbeds,
  jobs: (deps) => ({ 'contact-code': (job: ContactCodeJob) => sendContactCode(deps, job) }),
  cleanUps: () => ({ contact_codes: cleanUpBy(deleteExpiredCodes) }),
};
