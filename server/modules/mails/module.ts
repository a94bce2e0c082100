import type { ServerModule } from '../module.ts';
import { type NoticeJob, type NoticeMailJob, sendNotice, sendNoticeMail } from './mails.service.ts';

export const mailsModule: ServerModule = {
  jobs: (deps) => ({
    notice: (job: NoticeJob) => sendNotice(deps, job),
    'notice-mail': (job: NoticeMailJob) => sendNoticeMail(deps, job),
  }),
};
