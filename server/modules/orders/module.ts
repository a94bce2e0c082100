import type { ServerModule } from '../module.ts';
import { type OrderMailJob, orderMail } from './orders.mail.ts';
import { orderRules } from './orders.record.ts';
import { registerOrders } from './orders.routes.ts';
import { orderSync } from './orders.sync.ts';

export const ordersModule: ServerModule = {
  routes: registerOrders,
  jobs: ({ mailer, config }) => ({
    'order-mail': ({ kind, email, number, orderId }: OrderMailJob) =>
      mailer.send({ to: email, ...orderMail(kind, number, `${config.publicUrl}/#/offers/${orderId}`) }),
  }),
  records: { order: orderRules },
  sync: { orders: orderSync },
};
