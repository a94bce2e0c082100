import { permittedRecord } from '../history/records.ts';
import type { ServerModule } from '../module.ts';
import { registerOrders } from './orders.routes.ts';
import { orderSync } from './orders.sync.ts';

export const ordersModule: ServerModule = {
  routes: registerOrders,
  records: { order: permittedRecord('order', ['offers', 'orders']) },
  sync: { orders: orderSync },
  fileColumns: ['orders.pdf_sha256', 'order_answers.shown_pdf_sha256', 'order_answers.result_sha256'],
};
