import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What the hash of the address shows. */
export type Route =
  | { view: 'list' }
  | { view: 'new' }
  | { view: 'ticket'; id: string }
  | { view: 'documents' }
  | { view: 'new-document' }
  | { view: 'document'; id: string }
  | { view: 'verify' }
  | { view: 'login'; token: string };

export function parseRoute(hash: string): Route {
  const [, first, second = ''] = hash.split('/');
  if (first === 'login' && second) return { view: 'login', token: decodeURIComponent(second) };
  if (first === 'tickets' && second === 'new') return { view: 'new' };
  if (first === 'tickets' && second) return { view: 'ticket', id: second };
  if (first === 'documents' && second === 'new') return { view: 'new-document' };
  if (first === 'documents' && second) return { view: 'document', id: second };
  if (first === 'documents' || first === 'verify') return { view: first };
  return { view: 'list' };
}

/** Which menu a route belongs to. */
export const menuOf = ({ view }: Route): 'tickets' | 'documents' =>
  view === 'documents' || view === 'document' || view === 'new-document' || view === 'verify' ? 'documents' : 'tickets';

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
    addEventListener('hashchange', this.follow);
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.follow);
  }

  /** Reads the address again; only `history.replaceState` makes it necessary. */
  follow = (): void => {
    this.route = parseRoute(location.hash);
    this.#host.requestUpdate();
    this.#onChange();
  };
}
