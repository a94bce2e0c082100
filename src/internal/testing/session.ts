import { LitElement } from 'lit';
import { Client } from '../../api/client.ts';
import { clientContext } from '../../context/client.ts';
import { provide } from '../../context/provide.ts';
import { sessionContext } from '../../context/session.ts';
import type { Me, Role } from '../../contract/session.ts';
import { API } from './network.ts';
import { uuid } from './samples.ts';

/** Somebody who is logged in. */
export const me = (n: number, role: Role): Me => ({
  id: uuid(n),
  name: 'Eva Berger',
  email: 'eva@example.at',
  phone: null,
  role,
  management: false,
  permissions: [],
  company: role === 'staff' ? null : { id: uuid(1), name: 'Bäckerei Huber & Söhne GmbH' },
  partner: null,
});

/** Stands for <etron-provider>. */
export class TestSession extends LitElement {
  client = provide(this, clientContext, new Client(API));
  session = provide(this, sessionContext);
  override createRenderRoot = () => this;
}
customElements.define('test-session', TestSession);
