import type { Deps } from '../../deps.ts';
import { appendEvents } from './audit.store.ts';
import { signersNow } from './documents.domain.ts';
import { everybody, mailAbout } from './documents.mail.ts';
import {
  dueReminders,
  endDocument,
  loadDocument,
  lockOverdue,
  markReminded,
  overdueDocuments,
} from './documents.store.ts';

// What happens to documents as time passes: they expire, and their signers are reminded.

/** Ends a document if it is overdue. */
export async function expireDocument({ db, clock }: Pick<Deps, 'db' | 'clock'>, id: string): Promise<void> {
  await db.system(async (tx) => {
    const now = clock();
    if (!(await lockOverdue(tx, id, now))) return;
    const document = (await loadDocument(tx, id, now))!;
    await appendEvents(tx, id, [{ kind: 'expired', at: now }]);
    await endDocument(tx, id, { status: 'expired', reason: null, by: null, now });
    await mailAbout(tx, id, 'ended', await everybody(tx, document));
  });
}

export async function expireDocuments(deps: Deps, now: Date): Promise<void> {
  for (const id of await deps.db.system((tx) => overdueDocuments(tx, now), 'read')) await expireDocument(deps, id);
}

/** Reminds those whose turn it is to sign, every so many days, as the author wanted. */
export async function remindSigners({ db }: Deps, now: Date): Promise<void> {
  for (const id of await db.system((tx) => dueReminders(tx, now), 'read')) {
    await db.system(async (tx) => {
      if (!(await markReminded(tx, id, now))) return;
      const { signers } = (await loadDocument(tx, id, now))!;
      const reminded = signersNow(signers);
      const events = reminded.map(({ id: signer }) => ({ kind: 'reminded' as const, details: { signer }, at: now }));
      await appendEvents(tx, id, events);
      await mailAbout(tx, id, 'reminder', reminded);
    });
  }
}
