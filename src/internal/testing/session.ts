import { ContextProvider } from '@lit/context';
import { LitElement } from 'lit';
import { Client } from '../../api/client.ts';
import { clientContext, sessionContext } from '../../context/contexts.ts';
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
  client = new ContextProvider(this, { context: clientContext, initialValue: new Client(API) });
  session = new ContextProvider(this, { context: sessionContext });
  override createRenderRoot = () => this;
}
customElements.define('test-session', TestSession);
