import { define } from '../../src/internal/define.ts';
import '../login/login.define.ts';
import '../overview/overview.define.ts';
import '../provider/provider.define.ts';
import { EtronPortal } from './portal.ts';

// To start fast, the portal loads the elements of a page only when that page is opened.
EtronPortal.elements = {
  tickets: () => import('../ticket-list/ticket-list.define.ts'),
  'new-ticket': () => import('../ticket-form/ticket-form.define.ts'),
  'ticket-link': () => import('../ticket-link/ticket-link.define.ts'),
  ticket: () => import('../ticket/ticket.define.ts'),
  documents: () => import('../documents/documents.define.ts'),
  document: () => import('../sign-doc/sign-doc.define.ts'),
  offers: () => import('../orders/orders.define.ts'),
  offer: () => import('../order/order.define.ts'),
  orders: () => import('../orders/orders.define.ts'),
  order: () => import('../order/order.define.ts'),
  invoices: () => import('../invoices/invoices.define.ts'),
  invoice: () => import('../invoice/invoice.define.ts'),
  account: () => import('../account/account.define.ts'),
  subscriptions: () => import('../subscriptions/subscriptions.define.ts'),
};

define('etron-portal', EtronPortal);

export * from './portal.ts';

declare global {
  interface HTMLElementTagNameMap {
    'etron-portal': EtronPortal;
  }
}
