import { randomUUID } from 'node:crypto';
import * as account from '../../src/contract/account.ts';
import * as contacts from '../../src/contract/contacts.ts';
import * as documents from '../../src/contract/documents.ts';
import { RECORD_KINDS, type RecordKind } from '../../src/contract/history.limits.ts';
import * as history from '../../src/contract/history.ts';
import * as invoices from '../../src/contract/invoices.ts';
import * as orders from '../../src/contract/orders.ts';
import { getOverview } from '../../src/contract/overview.ts';
import * as session from '../../src/contract/session.ts';
import * as subscriptions from '../../src/contract/subscriptions.ts';
import { SYNC_KINDS } from '../../src/contract/sync.limits.ts';
import * as sync from '../../src/contract/sync.ts';
import * as tickets from '../../src/contract/tickets.ts';
import { LINES_TYPE } from '../http/body.ts';
import {
  ACTORS,
  type ActorName,
  CUSTOMERS,
  GUEST,
  KEYS,
  on,
  own,
  ownPage,
  participants,
  people,
  type Rule,
  STRANGERS,
  signers,
  type TestRecords,
} from './rights-actors.ts';
import { withoutAccount } from './rights-without-account.ts';
import { DRAWN } from './signing-world.ts';

// Who may do what. Everything below is about the records of one company; whoever is not named in a rule has to log in.

const nothing = () => ({});

const company = ({ company }: TestRecords) => ({ params: { id: company } });
const ticket = ({ ticket }: TestRecords) => ({ params: { id: ticket } });
const document = ({ document }: TestRecords) => ({ params: { id: document.id } });
const offer = ({ offer }: TestRecords) => ({ params: { id: offer.id } });
const salesOrder = ({ salesOrder }: TestRecords) => ({ params: { id: salesOrder.id } });
const invoice = ({ invoice }: TestRecords) => ({ params: { id: invoice.id } });

const logIn: Rule[] = [
  on(session.createSession, () => ({ body: { email: 'x@example.com', password: 'x' } }), {
    yes: ownPage,
    origin: ACTORS,
  }),
  on(session.requestLink, () => ({ body: { email: `${randomUUID()}@example.com`, language: 'de' } }), {
    yes: ACTORS,
  }),
  on(session.redeemLink, () => ({ body: { token: 'x' } }), { yes: ownPage, origin: ACTORS }),
  on(account.requestPasswordLink, () => ({ body: { email: `${randomUUID()}@example.com`, language: 'de' } }), {
    yes: ACTORS,
  }),
  on(account.redeemPasswordLink, () => ({ body: { token: 'x', password: 'Regen auf altem Blech' } }), {
    yes: ownPage,
    origin: ACTORS,
  }),
  // No host's token.
  on(session.exchangeHostToken, () => ({ body: { token: 'x' } }), { login: ACTORS }),
  on(session.getSession, nothing, { yes: people }),
];

/** What people do to their own account: ACTORS to their own, and nobody to another's. */
const accounts: Rule[] = [
  on(account.getAccount, nothing, { yes: people }),
  on(account.updateAccount, () => ({ body: { language: 'de' } }), { yes: people }),
  on(account.setPassword, () => ({ body: { current: 'wrong', password: 'Regen auf altem Blech' } }), { yes: people }),
  on(account.removePassword, () => ({ body: { current: 'wrong' } }), { yes: people }),
  on(account.listSessions, nothing, { yes: people }),
  on(account.endSession, ({ session }) => ({ params: { id: session } }), { hidden: people }),
  on(account.endOtherSessions, nothing, { yes: people }),
];

const directory: Rule[] = [
  on(session.listStaff, nothing, { yes: ['staff'], forbidden: people }),
  on(session.getStaffPicture, ({ employee }) => ({ params: { id: employee } }), { yes: ACTORS }),
  on(session.listCompanies, nothing, { yes: people }),
  on(session.listCompanyUsers, company, { yes: ['staff'], forbidden: [...own, 'partner'], hidden: people }),
  on(session.setPermissions, ({ user }) => ({ params: { id: user }, body: { permissions: [] } }), {
    yes: ['staff'],
    forbidden: [...own, 'partner'],
    hidden: people,
  }),
];

const ticketRules: Rule[] = [
  on(tickets.listTickets, nothing, { yes: people }),
  on(tickets.getTicketFacets, nothing, { yes: people }),
  on(tickets.exportTickets, () => ({ query: { language: 'de' } }), { yes: people }),
  on(tickets.createTicket, () => ({ body: { subject: 'x', description: 'x', category: 'fault', priority: 'low' } }), {
    yes: people,
  }),
  on(
    tickets.createTicket,
    ({ company }) => ({
      body: { subject: 'x', description: 'x', category: 'fault', priority: 'low', companyId: company },
    }),
    // Everybody else hears that there is no such company.
    { yes: [...own, 'partner', 'staff'], hidden: people },
  ),
  on(tickets.getTicket, ticket, { yes: [...own, 'partner', 'contact', 'staff'], hidden: participants }),
  on(tickets.closeTicket, ticket, { yes: [...own, 'partner', 'contact', 'staff'], hidden: participants }),
  on(tickets.undoClosing, ticket, { yes: [...own, 'partner', 'contact', 'staff'], hidden: participants }),
  // Into itself, so that it stays.
  on(tickets.mergeTicket, (records) => ({ ...ticket(records), body: { into: records.ticketNumber } }), {
    yes: ['staff'],
    forbidden: [...own, 'partner'],
    hidden: people,
  }),
  on(tickets.updateTicket, (records) => ({ ...ticket(records), body: { priority: 'high' } }), {
    yes: ['staff'],
    forbidden: [...own, 'partner'],
    hidden: people,
  }),
];

/** Who sees a record of each kind, and who learns only that a permission is missing. */
const seers: Record<RecordKind, { may: readonly ActorName[]; unpermitted: readonly ActorName[] }> = {
  ticket: { may: [...own, 'partner', 'staff'], unpermitted: [] },
  document: { may: [...own, 'staff'], unpermitted: [] },
  // An offer that nobody has answered; with the permission for sales orders alone it does not exist.
  order: {
    may: ['offers', 'management', 'reseller', 'staff'],
    unpermitted: ['customer', 'invoices', 'subscriptions', 'client'],
  },
  invoice: {
    may: ['invoices', 'management', 'reseller', 'staff'],
    unpermitted: ['customer', 'offers', 'orders', 'subscriptions', 'client'],
  },
  subscription: {
    may: ['subscriptions', 'management', 'reseller', 'staff'],
    unpermitted: ['customer', 'offers', 'orders', 'invoices', 'client'],
  },
};

const historyRules: Rule[] = RECORD_KINDS.flatMap((kind): Rule[] => {
  const { may, unpermitted: permission } = seers[kind];
  const record = ({ history }: TestRecords) => ({ params: { kind, id: history[kind].id } });
  const message = ({ history }: TestRecords) => ({
    params: { kind, id: history[kind].id, message: history[kind].message },
    body: { body: 'x' },
  });
  const entry = ({ history }: TestRecords) => ({ params: { kind, id: history[kind].id, entry: history[kind].entry } });
  const time = { date: '2026-01-01', minutes: 1, text: 'x' };
  const seen = { yes: may, permission, hidden: people };
  // A contact sees the one ticket, and of all that can be done on it these three.
  const taken = { yes: kind === 'ticket' ? [...may, 'contact' as const] : may, permission, hidden: participants };
  const staffOnly = { yes: ['staff'], forbidden: may, permission, hidden: people } as const;
  // Also what a colleague wrote, or worked.
  const nobody = { forbidden: may, permission, hidden: people };
  return [
    on(history.listHistory, record, taken),
    on(history.createMessage, (records) => ({ ...record(records), body: { body: 'x' } }), taken),
    on(history.createMessage, (records) => ({ ...record(records), body: { body: 'x', internal: true } }), {
      ...staffOnly,
      forbidden: taken.yes,
      hidden: participants,
    }),
    on(history.updateMessage, message, nobody),
    on(history.markRead, record, seen),
    on(history.streamChanges, record, taken),
    on(
      history.assignRecord,
      ({ history, employee }) => ({ params: { kind, id: history[kind].id }, body: { employeeId: employee } }),
      // The ERP assigns all other kinds.
      kind === 'ticket' || kind === 'document' ? staffOnly : nobody,
    ),
    on(history.listTimeEntries, record, seen),
    on(history.createTimeEntry, (records) => ({ ...record(records), body: time }), staffOnly),
    on(history.deleteTimeEntry, entry, nobody),
  ];
});

const files: Rule[] = [
  on(history.createUpload, () => ({ query: { name: 'a.txt' }, raw: 'x' }), { yes: [...participants, GUEST] }),
  on(history.getAttachment, ({ attachment }) => ({ params: { id: attachment } }), {
    yes: [...seers.ticket.may, 'contact'],
    hidden: participants,
  }),
];

const authors = { yes: ['staff'], forbidden: own, hidden: people } as const;
const signing = { yes: signers, forbidden: [...own, 'staff'], hidden: people } as const;
const SHA256 = '0'.repeat(64);

const documentRules: Rule[] = [
  on(documents.listDocuments, nothing, { yes: people }),
  on(documents.countDocuments, nothing, { yes: people }),
  on(documents.getDocument, document, { yes: [...own, 'staff'], hidden: people }),
  on(documents.getDocumentFile, ({ document }) => ({ params: document }), { yes: [...own, 'staff'], hidden: people }),
  on(documents.listDocumentEvents, document, { yes: [...signers, 'staff'], forbidden: own, hidden: people }),
  on(documents.saveValues, (records) => ({ ...document(records), body: { values: {} } }), signing),
  on(documents.requestSigningCode, document, signing),
  on(
    documents.signDocument,
    (records) => ({ ...document(records), body: { sha256: SHA256, values: {}, code: '0' } }),
    signing,
  ),
  on(
    documents.createDocument,
    ({ company, upload }) => ({ body: { title: 'x', companyId: company, upload } }),
    // Nobody is told anything by its refusal: there is no record yet.
    { yes: ['staff'], forbidden: people },
  ),
  on(documents.updateDocument, (records) => ({ ...document(records), body: { title: 'x' } }), authors),
  on(documents.sendDocument, document, authors),
  on(documents.copyDocument, document, authors),
  on(documents.deleteDocument, document, authors),
  on(documents.declineDocument, (records) => ({ ...document(records), body: { reason: 'x' } }), signing),
  on(documents.cancelDocument, (records) => ({ ...document(records), body: { reason: 'x' } }), authors),
  on(documents.verifyPdf, () => ({ raw: 'x' }), { yes: ACTORS }),
];

const withAll = ['management', 'partner', 'reseller', ...STRANGERS, 'staff'] as const;
const answering = { yes: ['offers', 'management', 'reseller'], forbidden: ['staff'] } as const;
const answer = { sha256: SHA256, options: {}, signature: DRAWN };

const orderRules: Rule[] = [
  on(orders.listOrders, () => ({ query: { view: 'offers' } }), { yes: ['offers', ...withAll], permission: people }),
  on(orders.listOrders, () => ({ query: { view: 'orders' } }), { yes: ['orders', ...withAll], permission: people }),
  on(orders.getOrder, offer, { yes: seers.order.may, permission: seers.order.unpermitted, hidden: people }),
  on(orders.getOrderFile, ({ offer }) => ({ params: offer }), {
    yes: seers.order.may,
    permission: seers.order.unpermitted,
    hidden: people,
  }),
  // One that never was an offer.
  on(orders.getOrder, salesOrder, {
    yes: ['orders', 'management', 'reseller', 'staff'],
    permission: seers.order.unpermitted,
    hidden: people,
  }),
  ...[
    on(orders.acceptOrder, (records) => ({ ...offer(records), body: answer }), {
      ...answering,
      permission: [...CUSTOMERS, 'client'],
      hidden: people,
    }),
    on(orders.declineOrder, (records) => ({ ...offer(records), body: { sha256: SHA256, reason: 'x' } }), {
      ...answering,
      permission: [...CUSTOMERS, 'client'],
      hidden: people,
    }),
  ],
];

const invoiceRules: Rule[] = [
  on(invoices.listInvoices, nothing, { yes: ['invoices', ...withAll], permission: people }),
  on(invoices.exportInvoices, () => ({ query: { language: 'de' } }), {
    yes: ['invoices', ...withAll],
    permission: people,
  }),
  on(invoices.getInvoice, invoice, {
    yes: seers.invoice.may,
    permission: seers.invoice.unpermitted,
    hidden: people,
  }),
  on(invoices.getInvoiceFile, ({ invoice }) => ({ params: invoice }), {
    yes: seers.invoice.may,
    permission: seers.invoice.unpermitted,
    hidden: people,
  }),
];

const subscriptionRules: Rule[] = [
  on(subscriptions.listSubscriptions, nothing, { yes: ['subscriptions', ...withAll], permission: people }),
  on(subscriptions.lookUpModules, () => ({ query: { search: 'x', language: 'de' } }), {
    yes: ['subscriptions', ...withAll],
    permission: people,
  }),
  on(getOverview, nothing, { yes: people }),
];

const programs: Rule[] = [
  ...SYNC_KINDS.map((kind) =>
    on(sync.syncRows, () => ({ params: { kind }, raw: '', type: LINES_TYPE }), { yes: [`key ${kind}`], scope: KEYS }),
  ),
  on(sync.putSyncFile, () => ({ raw: 'x' }), { yes: ['key files'], scope: KEYS }),
  on(sync.listChanges, nothing, { yes: ['key changes'], scope: KEYS }),
];

export const RULES: Rule[] = [
  ...logIn,
  ...accounts,
  ...directory,
  ...ticketRules,
  ...withoutAccount,
  ...historyRules,
  ...files,
  ...documentRules,
  ...orderRules,
  ...invoiceRules,
  ...subscriptionRules,
  ...programs,
  // Last, since they end sessions and links.
  on(contacts.resendConfirmation, ticket, { yes: ['staff'], forbidden: [...own, 'partner'], hidden: people }),
  on(contacts.revokeTicketLinks, ticket, { yes: ['staff'], forbidden: [...own, 'partner'], hidden: people }),
  on(session.deleteSession, nothing, { yes: ownPage, origin: ACTORS }),
];
