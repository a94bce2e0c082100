import type { ServerModule } from '../module.ts';
import { cleanUpBy } from '../outbox/clean-up.ts';
import { registerSync } from './sync.routes.ts';
import { deleteUnusedFiles } from './sync.store.ts';

const DAY = 24 * 60 * 60 * 1000;

export const syncModule: ServerModule = {
  routes: (api, { sync }) => registerSync(api, sync),
  // Rows have a day to refer to a file that was handed in.
  cleanUps: () => ({ erp_files: cleanUpBy((tx, now) => deleteUnusedFiles(tx, new Date(now.getTime() - DAY))) }),
  fileColumns: ['erp_files.sha256'],
};
