import type { Deps } from '../../deps.ts';
import { type CleanUp, cleanUpBy } from '../outbox/clean-up.ts';
import { scan } from './scanner.ts';
import { deleteOrphans, isReferenced, listQuarantined, settleQuarantine } from './uploads.store.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Uploads nobody attached, then files nothing refers to any more; and the scanner is asked again about what it has not seen. */
export const UPLOAD_CLEAN_UPS: Record<string, CleanUp> = {
  uploads: cleanUpBy((tx, now) => deleteOrphans(tx, new Date(now.getTime() - DAY))),
  blobs: async ({ db, blobs }, now) => {
    for await (const { sha256, writtenAt } of blobs.list()) {
      // A file that was just written has no row yet; nor one that is written again while its row is looked for.
      const before = new Date(now.getTime() - DAY);
      if (writtenAt > before) continue;
      if (!(await db.system((tx) => isReferenced(tx, sha256), 'read'))) await blobs.delete(sha256, before);
    }
  },
  quarantine: rescan,
};

async function rescan({ db, blobs, config: { scanner } }: Deps): Promise<void> {
  // One that is away would keep us waiting at each of the files.
  if (!scanner || (await scan(scanner, new Blob(['Is anybody there?']).stream())) === 'unavailable') return;
  for (const { id, sha256 } of await db.system(listQuarantined, 'read')) {
    const verdict = await scan(scanner, blobs.read(sha256));
    // A file that it does not take must not keep the others waiting.
    if (verdict !== 'unavailable') await db.system((tx) => settleQuarantine(tx, id, verdict));
  }
}
