import type { ServerModule } from '../module.ts';
import { cleanUpBy } from '../outbox/clean-up.ts';
import { registerUploads } from './uploads.routes.ts';
import { deleteUnreferencedBlobs, rescanQuarantined } from './uploads.service.ts';
import { deleteOrphans } from './uploads.store.ts';

const DAY = 24 * 60 * 60 * 1000;

export const uploadsModule: ServerModule = {
  routes: registerUploads,
  cleanUps: ({ fileColumns }) => ({
    // Uploads that nobody attached within a day, then the files that nothing refers to any more.
    uploads: cleanUpBy((tx, now) => deleteOrphans(tx, new Date(now.getTime() - DAY))),
    blobs: (deps, now) => deleteUnreferencedBlobs(deps, fileColumns, new Date(now.getTime() - DAY)),
    quarantine: rescanQuarantined,
  }),
  fileColumns: ['attachments.sha256'],
};
