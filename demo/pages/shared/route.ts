import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What the hash of the desk's address shows. */
export type Route =
  | { view: 'list' }
  | { view: 'new' }
  | { view: 'ticket'; id: string }
  | { view: 'documents' }
  | { view: 'new-document' }
  | { view: 'document'; id: string }
  | { view: 'permissions' };

export type StaffMenu = 'tickets' | 'documents' | 'permissions';

function parseRoute(hash: string): Route {
  const [, first, second = ''] = hash.split('/');
  if (first === 'tickets' && second === 'new') return { view: 'new' };
  if (first === 'tickets' && second) return { view: 'ticket', id: second };
  if (first === 'documents' && second === 'new') return { view: 'new-document' };
  if (first === 'documents' && second) return { view: 'document', id: second };
  if (first === 'documents' || first === 'permissions') return { view: first };
  return { view: 'list' };
}

/** Which menu a route belongs to. */
export const menuOf = ({ view }: Route): StaffMenu =>
  view === 'permissions'
    ? view
    : view === 'documents' || view === 'document' || view === 'new-document'
      ? 'documents'
      : 'tickets';

/** Follows the hash of the address; the back button works by itself. */
export class RouteController implements ReactiveController {
  route = parseRoute(location.hash);
  readonly #host: ReactiveControllerHost;
  readonly #onChange: () => void;

  constructor(host: ReactiveControllerHost, onChange: () => void) {
    this.#host = host;
    this.#onChange = onChange;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('hashchange', this.#follow);
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.#follow);
  }

  #follow = (): void => {
    this.route = parseRoute(location.hash);
    this.#host.requestUpdate();
    this.#onChange();
  };
}
