import type { ServerModule } from '../module.ts';
import { registerHistory } from './history.routes.ts';
import { type RecordMailJob, recordMail } from './records.ts';

export const historyModule: ServerModule = {
  routes: (api, { records }) => registerHistory(api, records),
  jobs: ({ mailer, config }) => ({
    'record-mail': (job: RecordMailJob) => mailer.send(recordMail(job, config.publicUrl)),
  }),
};
