import { sql } from 'kysely';
import { createDocument, sendDocument, updateDocument } from '../../src/contract/documents.ts';
import type { RecordKind } from '../../src/contract/history.limits.ts';
import { createMessage, createTimeEntry } from '../../src/contract/history.ts';
import { exchangeHostToken, PERMISSIONS } from '../../src/contract/session.ts';
import { SCOPES } from '../../src/contract/sync.limits.ts';
import { createTicket } from '../../src/contract/tickets.ts';
import { writePdf } from '../blobs/pdfs.ts';
import { contactOf } from './contacts.ts';
import { CHEAP_HASH, type TestCompany, type TestUser } from './factories.ts';
import type { ActorName, TestRecords } from './rights-actors.ts';
import { fieldsFor } from './signing-world.ts';
import { smallPdf } from './small-pdf.ts';
import { createProgram } from './sync-world.ts';
import type { TestApp } from './test-app.ts';
import type { TestClient } from './test-client.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Somebody who asks, and whose records they ask for. */
export interface TestActor {
  client: TestClient;
  records: TestRecords;
}

/** A direct customer, a partner, and a customer of it, each with records of every kind; and everybody who may come. */
export async function createRightsWorld(t: TestApp): Promise<Record<ActorName, TestActor>> {
  const { make } = t;
  const all = { permissions: [...PERMISSIONS] };
  const reseller = await make.partner();
  const direct = await make.company();
  const customer = await make.company({ partner: reseller });
  const user = (company: TestCompany, options: object = {}) => make.user({ company, ...options });
  const users = {
    customer: await user(direct),
    offers: await user(direct, { permissions: ['offers'] }),
    orders: await user(direct, { permissions: ['orders'] }),
    invoices: await user(direct, { permissions: ['invoices'] }),
    subscriptions: await user(direct, { permissions: ['subscriptions'] }),
    management: await user(direct, { management: true, ...all }),
    client: await user(customer, { management: true }),
    partner: await user(reseller, { role: 'partner', ...all }),
    reseller: await user(reseller, { role: 'partner', management: true, ...all }),
    stranger: await make.user(all),
    otherPartner: await make.user({ role: 'partner', ...all }),
    staff: await make.staff(),
  };
  // So that nobody sets a password with a wrong one.
  await t.rows(sql`
    insert into accounts (user_id, account_id, provider_id, password) select id, id::text, 'credential', ${CHEAP_HASH} from users
  `);
  const employee = await make.staff();
  const { sha256: picture } = await t.deps.blobs.write(new Blob([PNG]).stream(), { maxBytes: 10_000 });
  await t.rows(sql`update users set image = ${picture} where id = ${employee.id}`);
  const embedKey = await make.embedKey();
  const common = { staff: await t.as(employee), asking: await t.as(users.staff), employee, embedKey: embedKey.id };
  const [ofDirect, ofCustomer, ofReseller] = [
    await fill(t, direct, users.management, common),
    await fill(t, customer, users.client, common),
    await fill(t, reseller, users.reseller, common),
  ];
  const other = await make.ticket({ company: null });
  const page = t.with({ origin: embedKey.origins[0]! });
  const actors: Partial<Record<ActorName, TestActor>> = {
    anonymous: { client: t.with({ origin: t.deps.config.publicUrl }), records: ofDirect },
    embed: { client: page, records: ofDirect },
    contact: { client: await contactOf(t, ofDirect.ticket), records: ofDirect },
    guest: { client: await guestOf(t), records: ofDirect },
    otherContact: { client: await contactOf(t, other.id), records: ofDirect },
  };
  const recordsOf: Record<string, TestRecords> = { client: ofCustomer, partner: ofCustomer, reseller: ofReseller };
  for (const [name, one] of Object.entries(users))
    actors[name as ActorName] = {
      client: await t.as(one),
      records: recordsOf[name] ?? ofDirect,
    };
  for (const scope of SCOPES)
    actors[`key ${scope}`] = { client: (await createProgram(t, [scope])).client, records: ofDirect };
  return actors as Record<ActorName, TestActor>;
}

/** Somebody whom a host vouches for and the portal does not know. */
async function guestOf(t: TestApp): Promise<TestClient> {
  const host = await t.make.host();
  const token = await host.signHostToken({ id: 'jonas' }, { name: 'Jonas Aigner', email: 'jonas@example.com' });
  const { body } = await t.call(exchangeHostToken, { body: { token } });
  return t.with({ authorization: `Bearer ${body.accessToken}` });
}

/** Makes records of a company; `signer` is asked to sign the document. */
async function fill(
  t: TestApp,
  company: TestCompany,
  signer: TestUser,
  {
    staff,
    asking,
    employee,
    embedKey,
  }: { staff: TestClient; asking: TestClient; employee: TestUser; embedKey: string },
): Promise<TestRecords> {
  const colleague = await t.make.user({ company, role: signer.role });
  const colleagues = await t.as(colleague);
  const contract = (client = staff) => client.upload('a.pdf', smallPdf() as BodyInit);

  const ticket = await colleagues.call(createTicket, {
    body: {
      subject: 'x',
      description: 'x',
      category: 'fault',
      priority: 'low',
      attachments: [await colleagues.upload('a.txt')],
    },
  });
  const draft = await staff.call(createDocument, {
    body: { title: 'x', companyId: company.id, upload: await contract() },
  });
  const params = { id: draft.body.id };
  await staff.call(updateDocument, {
    params,
    body: {
      fields: fieldsFor('Kunde'),
      signers: [{ role: 'Kunde', userId: signer.id, order: 1 }],
      needsCode: true,
    },
  });
  const document = await staff.call(sendDocument, { params });
  const offered = await t.make.order({ company });
  const pdf = await writePdf(t.deps.blobs, Buffer.from(smallPdf()));
  const salesOrder = await t.make.order({ company, status: 'ordered', offered: false });
  const invoice = await t.make.invoice({ company, pdf });
  const subscription = await t.make.subscription({ company });
  const ids: Record<RecordKind, string> = {
    ticket: ticket.body.id,
    document: params.id,
    order: offered.id,
    invoice: invoice.id,
    subscription: subscription.id,
  };
  const history = Object.fromEntries(
    await Promise.all(
      Object.entries(ids).map(async ([name, id]) => {
        const kind = name as RecordKind;
        const message = await staff.call(createMessage, { params: { kind, id }, body: { body: 'x' } });
        const entry = await staff.call(createTimeEntry, {
          params: { kind, id },
          body: { date: '2026-01-01', minutes: 1, text: 'x' },
        });
        return [kind, { id, message: message.body.id, entry: entry.body.id }];
      }),
    ),
  ) as TestRecords['history'];
  const accessRequest = await t.rows(sql<{ id: string }>`
    insert into access_requests (ticket_id, email, name, language, created_at)
    values (${ticket.body.id}, ${`gast@${company.id}.example`}, 'Gast', 'de', now()) returning id
  `);
  const [session] = await t.rows(sql<{ id: string }>`select id from sessions where user_id = ${colleague.id}`);
  return {
    accessRequest: accessRequest[0]!.id,
    company: company.id,
    user: colleague.id,
    session: session!.id,
    employee: employee.id,
    embedKey,
    ticket: ticket.body.id,
    ticketNumber: ticket.body.number,
    attachment: ticket.body.attachments[0]!.id,
    upload: await contract(asking),
    document: { id: params.id, sha256: document.body.sha256 },
    offer: { id: offered.id, sha256: offered.pdf.sha256 },
    salesOrder,
    invoice: { id: invoice.id, sha256: pdf.sha256 },
    history,
  };
}
