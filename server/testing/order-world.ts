import { acceptOrder, getOrder, type Order, type OrderAcceptance } from '../../src/contract/orders.ts';
import type { TestOrderOptions } from './erp-factories.ts';
import { DRAWN } from './signing-world.ts';
import { createTestApp } from './test-app.ts';
import type { TestClient } from './test-client.ts';

/** A company that buys directly, with users of different permissions; users whom its orders do not concern; and staff. */
export async function createOrderWorld(options: Parameters<typeof createTestApp>[0] = {}) {
  const t = await createTestApp(options);
  const company = await t.make.company({ name: 'Bäckerei Hollerbach' });
  const reseller = await t.make.partner();
  const both = ['offers', 'orders'] as const;
  const users = {
    buyer: await t.make.user({ company, name: 'Maria Muster', permissions: [...both] }),
    colleague: await t.make.user({ company, permissions: ['offers'] }),
    clerk: await t.make.user({ company, permissions: ['orders'] }),
    unpermitted: await t.make.user({ company, permissions: ['invoices'] }),
    stranger: await t.make.user({ permissions: [...both] }),
    partner: await t.make.user({ company: reseller, role: 'partner', permissions: [...both] }),
    customerOfPartner: await t.make.user({ company: await t.make.company({ partner: reseller }) }),
    staff: await t.make.staff({ name: 'Jakob Berger' }),
  };
  const clients = await t.asAll(users);

  /** An open offer to the company, as its buyer sees it. */
  async function offer(changes: TestOrderOptions = {}): Promise<Order> {
    const { id } = await t.make.order({ company, assignee: users.staff, ...changes });
    return look(clients.buyer, { id });
  }

  const look = async (client: TestClient, { id }: { id: string }): Promise<Order> =>
    (await client.call(getOrder, { params: { id } })).body;

  const acceptance = ({ sha256 }: Order, changes: Partial<OrderAcceptance> = {}): OrderAcceptance => ({
    sha256,
    options: {},
    signature: DRAWN,
    ...changes,
  });

  const accept = (client: TestClient, order: Order, changes?: Partial<OrderAcceptance>, key?: string) =>
    client.call(
      acceptOrder,
      { params: { id: order.id }, body: acceptance(order, changes) },
      key === undefined ? {} : { key },
    );

  return { t, company, users, clients, offer, look, acceptance, accept };
}
