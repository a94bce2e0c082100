import {
  createDocument,
  type DocumentSignature,
  type FieldValues,
  getDocument,
  type NewField,
  type SigningDocument,
  sendDocument,
  signDocument,
  updateDocument,
} from '../../src/contract/documents.ts';
import { assignRecord } from '../../src/contract/history.ts';
import type { TestCompany, TestUser } from './factories.ts';
import { smallPdf } from './small-pdf.ts';
import { createTestApp } from './test-app.ts';
import type { TestClient } from './test-client.ts';

/** A signature that somebody has drawn. */
export const DRAWN = {
  kind: 'drawn' as const,
  width: 300,
  height: 100,
  strokes: [
    Array.from({ length: 20 }, (_, index): [number, number, number] => [10 + index * 12, 50 + 30 * Math.sin(index), 2]),
  ],
};

const area = (y: number) => ({ page: 0, x: 0.1, y, width: 0.3, height: 0.04 });

/** Fields of one role: a required text, an optional one, the day of signing, and a signature. */
export const fieldsFor = (role: string): NewField[] => [
  { type: 'text', name: `${role} Ort`, role, areas: [area(0.1)], required: true },
  { type: 'text', name: `${role} Anmerkung`, role, areas: [area(0.2)] },
  { type: 'signing_date', name: `${role} Datum`, role, areas: [area(0.3)] },
  { type: 'signature', name: `${role} Unterschrift`, role, areas: [area(0.4)] },
];

/** A customer of a sales partner with two signers and a colleague, the partner, a stranger, and staff who send documents. */
export async function createSigningWorld(options: Parameters<typeof createTestApp>[0] = {}) {
  const t = await createTestApp(options);
  const reseller = await t.make.partner();
  const company = await t.make.company({ partner: reseller });
  const users = {
    signer: await t.make.user({ company, name: 'Maria Muster' }),
    second: await t.make.user({ company, name: 'Max Muster' }),
    colleague: await t.make.user({ company }),
    partner: await t.make.user({ company: reseller, role: 'partner' }),
    stranger: await t.make.user(),
    staff: await t.make.staff({ name: 'Jakob Berger' }),
  };
  const clients = await t.asAll(users);

  const upload = (content: string | Uint8Array = smallPdf(), client = clients.staff): Promise<string> =>
    client.upload('vertrag.pdf', content as BodyInit);

  interface DraftOptions {
    signers?: [role: string, user: TestUser, order: number][];
    fields?: NewField[];
    of?: TestCompany;
    settings?: object;
  }

  /** A draft for one signer, unless said otherwise. */
  async function draft({ signers = [['Kunde', users.signer, 1]], fields, of = company, settings }: DraftOptions = {}) {
    const { body } = await clients.staff.call(createDocument, {
      body: { title: 'Wartungsvertrag', companyId: of.id, upload: await upload() },
    });
    const updated = await clients.staff.call(updateDocument, {
      params: { id: body.id },
      body: {
        fields: fields ?? signers.flatMap(([role]) => fieldsFor(role)),
        signers: signers.map(([role, user, order]) => ({ role, userId: user.id, order })),
        ...settings,
      },
    });
    return updated.body;
  }

  async function send(options?: DraftOptions): Promise<SigningDocument> {
    const { id } = await draft(options);
    return (await clients.staff.call(sendDocument, { params: { id } })).body;
  }

  const assign = async ({ id }: { id: string }, employee: TestUser): Promise<void> => {
    await clients.staff.call(assignRecord, { params: { kind: 'document', id }, body: { employeeId: employee.id } });
  };

  const look = async (client: TestClient, { id }: { id: string }): Promise<SigningDocument> =>
    (await client.call(getDocument, { params: { id } })).body;

  /** Values for all required fields of a document as it is shown to somebody. */
  const filled = ({ fields }: SigningDocument): FieldValues =>
    Object.fromEntries(
      fields.flatMap(({ id, type, required }): [string, string | typeof DRAWN][] =>
        type === 'signature' ? [[id, DRAWN]] : required ? [[id, 'Linz']] : [],
      ),
    );

  const signature = (document: SigningDocument, changes: Partial<DocumentSignature> = {}): DocumentSignature => ({
    sha256: document.sha256,
    values: filled(document),
    ...changes,
  });

  const sign = (client: TestClient, document: SigningDocument, body = signature(document), key?: string) =>
    client.call(signDocument, { params: { id: document.id }, body }, key === undefined ? {} : { key });

  /** Everybody who cannot do what a signer can, with the status they get. */
  const others: [client: TestClient, status: 401 | 403 | 404][] = [
    [clients.colleague, 403],
    [clients.staff, 403],
    [clients.partner, 404],
    [clients.stranger, 404],
    [t, 401],
  ];

  return { t, company, reseller, users, clients, others, upload, draft, send, assign, look, filled, signature, sign };
}
