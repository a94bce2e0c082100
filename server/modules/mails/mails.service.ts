import type { RecordParams } from '../../../src/contract/history.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { findNumberForContact } from '../contacts/ticket-link.store.ts';
import { LINK_DAYS, makeLink } from '../contacts/ticket-link.ts';
import { mailPerson } from '../identity/mail-person.ts';
import { enqueue } from '../outbox/outbox.ts';
import { NOTICES, type Notice, type NoticeEvent, type RecordFacts } from './mail-matrix.ts';
import { findPage, type Occasion, recipientsOf } from './mails.store.ts';

/** Milliseconds for which a mail waits, if those of the same kind about the same record that come meanwhile are to be one with it. */
export const MERGE_TIME = 3 * 60_000;

/** Something that happened, as the outbox keeps it: who is told is found out when the mails are sent. */
export interface NoticeJob extends Occasion {
  event: NoticeEvent;
}

/** One mail of a notice. */
export interface NoticeMailJob {
  event: NoticeEvent;
  record: RecordParams;
  email: string;
}

/** Has people told by mail what happened on a record at the moment `now`, once the transaction has committed. The mail matrix says whom. */
export async function tell(tx: Tx, event: NoticeEvent, occasion: Occasion, now: Date): Promise<void> {
  const { merged }: Notice = NOTICES[event];
  const { kind, id } = occasion.record;
  const waiting = { key: `${event} ${kind} ${id}`, runAt: new Date(now.getTime() + MERGE_TIME) };
  await enqueue(tx, 'notice', { ...occasion, event } satisfies NoticeJob, merged ? waiting : undefined);
}

/** The job of a notice: one more job for each recipient, so that none gets a mail twice because that of another one failed. */
export async function sendNotice({ db, config }: Deps, { event, ...occasion }: NoticeJob): Promise<void> {
  await db.system(async (tx) => {
    const emails = await recipientsOf(tx, NOTICES[event].to, occasion, config.supportAddress);
    for (const email of emails)
      await enqueue(tx, 'notice-mail', { event, record: occasion.record, email } satisfies NoticeMailJob);
  });
}

/** The job of one mail. Whoever cannot open the record (any more) gets none. */
export async function sendNoticeMail(deps: Deps, { event, record, email }: NoticeMailJob): Promise<void> {
  const facts = await factsFor(deps, record, email);
  if (facts) await mailPerson(deps, email, ({ mails }) => NOTICES[event].write(mails, facts));
}

/** What a mail to this address may say about a record. Undefined if nothing that the mail could link to would open. */
async function factsFor(deps: Deps, record: RecordParams, email: string): Promise<RecordFacts | undefined> {
  const { db, config } = deps;
  const { kind, id } = record;
  const isTeam = email === config.supportAddress;
  const found = await db.system((tx) => findPage(tx, record, email, isTeam), 'read');
  if (found) {
    const { page } = found;
    // There is one page for all subscriptions.
    const path = page === 'subscription' ? 'subscriptions' : `${page}s/${id}`;
    return { ...found, link: `${config.publicUrl}/#/${path}`, linkDays: null };
  }
  const number = kind === 'ticket' ? await db.system((tx) => findNumberForContact(tx, id, email), 'read') : undefined;
  if (number === undefined) return undefined;
  return { page: 'ticket', number, link: await makeLink(deps, id, email), linkDays: LINK_DAYS };
}
