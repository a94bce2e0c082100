import type { ServerModule } from '../module.ts';
import { registerHistory } from './history.routes.ts';
import { type RecordMailJob, sendRecordMail } from './records.ts';

export const historyModule: ServerModule = {
  routes: (api, { records }) => registerHistory(api, records),
  jobs: (deps) => ({ 'record-mail': (job: RecordMailJob) => sendRecordMail(deps, job) }),
};
