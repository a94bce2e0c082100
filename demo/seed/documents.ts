import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Deps } from '../../server/deps.ts';
import type { Scope } from '../../server/http/scope.ts';
import * as author from '../../server/modules/documents/authoring.service.ts';
import { expireDocument, readDocument } from '../../server/modules/documents/documents.service.ts';
import { declineDocument, signDocument } from '../../server/modules/documents/signing.service.ts';
import { assignRecord } from '../../server/modules/history/assignment.service.ts';
import { writeMessage } from '../../server/modules/history/history.service.ts';
import type { UserActor } from '../../server/modules/identity/actor.ts';
import { KINDS } from '../../server/modules/modules.ts';
import { recordTime } from '../../server/modules/time/time.service.ts';
import { insertUpload } from '../../server/modules/uploads/uploads.store.ts';
import type { DocumentField, FieldValue, NewField } from '../../src/contract/documents.ts';
import { DEVICE, pastScopeOf, scopeOf } from './acting.ts';
import { agreements, type DemoAgreement } from './agreements.ts';
import { after, dayOf, SHOP_HOURS, SUPPORT_HOURS } from './calendar.ts';
import { companies } from './companies.ts';
import { writeLetter } from './letter.ts';
import { people, staff } from './people.ts';
import { companyId, userId } from './rows.ts';

const DAY = 24 * 60 * 60 * 1000;
/** Who looks after contracts. */
const AUTHOR = staff[2]!;

/** Creates the demo's documents and their histories, each event at its time, through the portal's own services. */
export async function fillDocuments(deps: Deps, now: number): Promise<void> {
  for (const agreement of agreements) await tell(deps, agreement, now);
  // Mails about the past are not sent.
  await deps.db.system((tx) => sql`delete from outbox where kind = 'notice'`.execute(tx));
}

async function tell(deps: Deps, agreement: DemoAgreement, now: number): Promise<void> {
  const { end, signers, settings } = agreement;
  let time = after(now - agreement.daysAgo * DAY - 4 * 60 * 60 * 1000, 0, SUPPORT_HOURS);
  if (time >= now) time = now - 60_000;
  const at: Deps = { ...deps, clock: () => new Date(time) };
  const later = (minutes: number, hours = SHOP_HOURS) => {
    time = Math.min(after(time, minutes, hours), now - 30_000);
  };
  const writer = await scopeOf(deps, userId(AUTHOR));
  const { pdf, fields } = await paperOf(agreement);
  const upload = await store(at, writer, pdf, `${agreement.title}.pdf`);
  const draft = { title: agreement.title, companyId: companyId(agreement.company), upload };
  const { id, fields: found } = await author.createDocument(at, writer, draft, DEVICE);
  await author.updateDocument(at, writer, id, {
    ...settings,
    fields: fields ?? found.map((field) => filledFor(agreement, field)),
    signers: Object.entries(signers).map(([role, name], index) => ({ role, userId: personId(name), order: index + 1 })),
    ...(end === 'expired' && { expiresAt: new Date(time + 14 * DAY).toISOString() }),
  });
  if (end === 'draft') return;
  later(5, SUPPORT_HOURS);
  await author.sendDocument(at, writer, id, DEVICE);
  const record = { kind: 'document', id } as const;
  const withKinds = { ...at, ...KINDS };
  if (agreement.assigned) await assignRecord(withKinds, writer, record, userId(AUTHOR));
  for (const role of end === 'signed' ? Object.keys(signers) : (agreement.signed ?? [])) {
    later(150);
    await sign(at, id, signers[role]!);
  }
  later(400);
  if (end === 'expired') {
    time = Math.min(time + 14 * DAY, now);
    await expireDocument(at, id);
  } else if (typeof end === 'object' && 'cancelled' in end)
    await author.cancelDocument(at, writer, id, end.cancelled, DEVICE);
  else if (typeof end === 'object')
    await declineDocument(at, await scopeOf(deps, personId(signers['Kunde']!)), id, end.declined, DEVICE);
  for (const [minutes, text] of agreement.work ?? [])
    await recordTime(withKinds, writer, record, { date: dayOf(time), minutes, text });
  const customer = await pastScopeOf(deps, personId(signers['Kunde']!));
  for (const [minutes, side, body] of agreement.talk ?? []) {
    later(minutes, SUPPORT_HOURS);
    await writeMessage(withKinds, side === 'staff' ? writer : customer, record, { body });
  }
}

/** A field of the form, filled in with the company the document is sent to. */
function filledFor({ company }: DemoAgreement, { id: _, ...field }: DocumentField): NewField {
  const { name } = companies.find(({ key }) => key === company)!;
  return field.name === 'Firma' ? { ...field, defaultValue: name } : field;
}

async function paperOf({ text }: DemoAgreement) {
  if (text !== 'maintenance') return writeLetter(text);
  return { pdf: await readFile(new URL('./contracts/maintenance.pdf', import.meta.url)), fields: undefined };
}

async function store(deps: Deps, { actor, write }: Scope<UserActor>, pdf: Uint8Array, name: string): Promise<string> {
  const { sha256, size } = await deps.blobs.write(new Blob([pdf as Uint8Array<ArrayBuffer>]).stream(), {
    maxBytes: pdf.length,
  });
  const upload = { sha256, name, size, type: 'application/pdf', quarantinedAt: null };
  return (await write((tx) => insertUpload(tx, actor, upload, deps.clock()))).id;
}

async function sign(deps: Deps, id: string, name: string): Promise<void> {
  const scope = await scopeOf(deps, personId(name));
  const { sha256, fields } = await readDocument(deps, scope, id, DEVICE);
  const values = Object.fromEntries(fields.flatMap((field) => valueOf(field, scope.actor)));
  await signDocument(deps, scope, id, { sha256, values }, DEVICE);
}

/** What somebody of the demo fills in. */
function valueOf({ id, type, name, required }: DocumentField, actor: UserActor): [string, FieldValue][] {
  if (type === 'signature') return [[id, { kind: 'typed', text: actor.name, font: 'dancing-script' }]];
  if (!required) return [];
  const texts: Record<string, string> = {
    Verantwortlicher: actor.company!.name,
    'E-Mail für Meldungen': actor.email,
    'Kassen-ID': 'KASSA-01',
    Ort: companies.find(({ name }) => name === actor.company!.name)!.branches[0]!.split(' ')[0]!,
  };
  return [[id, type === 'checkbox' ? 'true' : (texts[name] ?? name)]];
}

function personId(name: string): string {
  return userId(people.find(({ email }) => email.startsWith(`${name}@`))!);
}
