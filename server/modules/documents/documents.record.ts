import type { RecordRules } from '../history/records.ts';
import { viewersOf } from '../identity/visibility.ts';
import { mailAbout } from './documents.mail.ts';
import { documentExists, loadDocument, lockDocument } from './documents.store.ts';

/** What history, time entries and live updates need to know of documents. */
export const documentRules: RecordRules = {
  isVisible: documentExists,

  async lock(tx, actor, id) {
    await lockDocument(tx, id);
    return documentExists(tx, actor, id);
  },

  async onMessage(tx, actor, id, now) {
    const document = await loadDocument(tx, id, now);
    if (actor.role === 'staff' && document && document.status !== 'draft')
      await mailAbout(tx, id, 'message', document.signers);
  },

  viewers: viewersOf('document'),
};
