import { randomUUID } from 'node:crypto';
import * as contacts from '../../src/contract/contacts.ts';
import * as embeds from '../../src/contract/embeds.ts';
import * as guests from '../../src/contract/guests.ts';
import { ACTORS, CONTACTS, GUEST, on, people, type Rule } from './rights-actors.ts';

// The part of the rights matrix that is about people without an account: visitors of websites, guests of hosts, contacts of tickets.

const nothing = () => ({});

const contactRules: Rule[] = [
  on(contacts.exchangeTicketLink, () => ({ body: { token: 'x' } }), { yes: ACTORS }),
  on(
    contacts.requestTicketLink,
    () => ({ body: { number: 'T-2026-000001', email: `${randomUUID()}@example.com`, language: 'de' } }),
    { yes: ACTORS },
  ),
  on(contacts.requestAccess, () => ({ body: { language: 'de' } }), { yes: CONTACTS }),
  on(contacts.listAccessRequests, nothing, { yes: ['staff'], forbidden: people }),
  on(
    contacts.grantAccess,
    ({ accessRequest, company }) => ({ params: { id: accessRequest }, body: { companyId: company } }),
    { yes: ['staff'], hidden: people },
  ),
  on(contacts.dismissAccessRequest, ({ accessRequest }) => ({ params: { id: accessRequest } }), {
    // For staff, because it was granted just before.
    hidden: people,
  }),
];

const forms: Rule[] = [
  on(embeds.getChallenge, ({ embedKey }) => ({ params: { key: embedKey } }), { yes: ['embed'], origin: ACTORS }),
  on(embeds.createEmbedUpload, ({ embedKey }) => ({ params: { key: embedKey }, query: { name: 'a.txt' }, raw: 'x' }), {
    yes: ['embed'],
    origin: ACTORS,
  }),
  on(
    embeds.createAnonymousTicket,
    ({ embedKey }) => ({
      params: { key: embedKey },
      body: {
        subject: 'x',
        description: 'x',
        category: 'fault',
        priority: 'low',
        contact: { name: 'x', email: 'x@example.com' },
        proof: 'x',
        language: 'de',
      },
    }),
    { yes: ['embed'], origin: ACTORS },
  ),
  on(
    embeds.confirmContact,
    ({ embedKey }) => ({ params: { key: embedKey }, body: { number: 'T-2026-000001', code: '000000' } }),
    {
      yes: ['embed'],
      origin: ACTORS,
    },
  ),
];

const guestRules: Rule[] = [
  on(
    guests.createGuestTicket,
    () => ({ body: { subject: 'x', description: 'x', category: 'fault', priority: 'low', language: 'de' } }),
    { yes: [GUEST] },
  ),
  on(guests.confirmGuestContact, () => ({ body: { number: 'T-2026-000001', code: '000000' } }), { yes: [GUEST] }),
];

export const withoutAccount: Rule[] = [...forms, ...guestRules, ...contactRules];
