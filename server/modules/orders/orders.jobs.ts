import type { Deps } from '../../deps.ts';
import type { JobHandlers } from '../outbox/outbox.ts';
import { type OrderMailJob, orderMail } from './orders.mail.ts';

/** What orders do after commit. */
export function orderJobs({ mailer, config }: Deps): JobHandlers {
  return {
    'order-mail': ({ kind, email, number, orderId }: OrderMailJob) =>
      mailer.send({ to: email, ...orderMail(kind, number, `${config.publicUrl}/#/offers/${orderId}`) }),
  };
}
