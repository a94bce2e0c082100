import { sql } from 'kysely';
import { permittedRecord } from '../history/records.ts';
import { mailPerson } from '../identity/mail-person.ts';
import type { ServerModule } from '../module.ts';
import type { OrderMailJob } from './answering.service.ts';
import { registerOrders } from './orders.routes.ts';
import { orderSync } from './orders.sync.ts';

export const ordersModule: ServerModule = {
  routes: registerOrders,
  jobs: (deps) => ({
    'order-mail': ({ kind, email, number, orderId }: OrderMailJob) =>
      mailPerson(deps, email, ({ mails }) => mails.order[kind](number, `${deps.config.publicUrl}/#/offers/${orderId}`)),
  }),
  records: {
    order: permittedRecord({
      kind: 'order',
      permissions: ['offers', 'orders'],
      mailedAs: sql`case when r.ordered_at is null then 'offer' else 'order' end`,
      concerns: sql`exists (select from order_answers a where a.order_id = r.id and a.user_id = u.id)`,
    }),
  },
  sync: { orders: orderSync },
  fileColumns: ['orders.pdf_sha256', 'order_answers.shown_pdf_sha256', 'order_answers.result_sha256'],
};
