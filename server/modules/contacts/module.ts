import type { ServerModule } from '../module.ts';
import { cleanUpBy } from '../outbox/clean-up.ts';
import { type ContactLinkJob, sendContactLink } from './confirmation.service.ts';
import { registerContacts } from './contacts.routes.ts';
import { sendTicketLink, type TicketLinkJob } from './ticket-link.service.ts';
import { deleteExpiredLinks } from './ticket-link.store.ts';

export const contactsModule: ServerModule = {
  routes: registerContacts,
  jobs: (deps) => ({
    'contact-link': (job: ContactLinkJob) => sendContactLink(deps, job),
    'ticket-link': (job: TicketLinkJob) => sendTicketLink(deps, job),
  }),
  cleanUps: () => ({ ticket_links: cleanUpBy(deleteExpiredLinks) }),
};
