import { assert } from '@open-wc/testing';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Client } from '../api/client.ts';
import { type RecordParams, streamChanges } from '../contract/history.ts';
import { API, EventStream, mock, mockNetwork, offline, problem, requestsOf } from '../internal/testing/network.ts';
import { eventually } from '../internal/testing/page.ts';
import { uuid } from '../internal/testing/samples.ts';
import { LiveController } from './live.ts';

class Host implements ReactiveControllerHost {
  readonly updateComplete = Promise.resolve(true);
  readonly #controllers: ReactiveController[] = [];
  addController(controller: ReactiveController): void {
    this.#controllers.push(controller);
  }
  removeController(): void {}
  requestUpdate(): void {}
  tell(what: 'hostConnected' | 'hostUpdated' | 'hostDisconnected'): void {
    for (const controller of this.#controllers) controller[what]?.();
  }
}

describe('LiveController', () => {
  mockNetwork();
  let host: Host;
  let stream: EventStream;
  let changes: number;
  let hidden: boolean;
  let record: { client: Client; params: RecordParams } | undefined;
  const setHidden = (value: boolean) => {
    hidden = value;
    document.dispatchEvent(new Event('visibilitychange'));
  };
  const listeners = () => requestsOf(streamChanges).length;

  beforeEach(() => {
    hidden = false;
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    changes = 0;
    record = { client: new Client(API), params: { kind: 'ticket', id: uuid(1) } };
    mock(streamChanges, undefined, () => {
      stream = new EventStream();
      return stream.response();
    });
    host = new Host();
    new LiveController(
      host,
      () => record,
      () => changes++,
    );
    host.tell('hostConnected');
    host.tell('hostUpdated');
  });
  afterEach(() => {
    host.tell('hostDisconnected');
    Reflect.deleteProperty(document, 'hidden');
  });

  it('calls for each change, and not for signs of life', async () => {
    await eventually(() => listeners() === 1);
    stream.send({ kind: 'ticket', id: uuid(1) });
    await eventually(() => changes === 1);
    stream.send({ kind: 'ticket', id: uuid(1) });
    await eventually(() => changes === 2);
  });

  it('listens again after a lost connection, and calls because something may have been missed', async () => {
    await eventually(() => listeners() === 1);
    stream.close();
    await eventually(() => listeners() === 2);
    await eventually(() => changes === 1);
    stream.send({ kind: 'ticket', id: uuid(1) });
    await eventually(() => changes === 2);
  });

  it('stops while the page is hidden, and calls when it is shown again', async () => {
    await eventually(() => listeners() === 1);
    setHidden(true);
    stream.send({ kind: 'ticket', id: uuid(1) });
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(changes, 0);
    setHidden(false);
    await eventually(() => listeners() === 2 && changes === 1);
  });

  it('follows another record', async () => {
    await eventually(() => listeners() === 1);
    record = { client: new Client(API), params: { kind: 'ticket', id: uuid(2) } };
    host.tell('hostUpdated');
    await eventually(() => listeners() === 2);
    assert.equal(requestsOf(streamChanges)[1]?.params.id, uuid(2));
    assert.equal(changes, 0);
    host.tell('hostUpdated');
    assert.equal(listeners(), 2);
  });

  it('goes on after it was taken out of the page and put back', async () => {
    await eventually(() => listeners() === 1);
    host.tell('hostDisconnected');
    host.tell('hostConnected');
    await eventually(() => listeners() === 2 && changes === 1);
  });

  it('gives up on a record that is not ours, and calls once so that this shows', async () => {
    await eventually(() => listeners() === 1);
    mock(streamChanges, undefined, () => problem(404, 'not_found'));
    stream.close();
    await eventually(() => changes === 1);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    assert.equal(listeners(), 2);
    assert.equal(changes, 1);
  });

  it('calls when the first try to listen failed: something may have happened since the record was read', async () => {
    host.tell('hostDisconnected');
    changes = 0;
    mock(streamChanges, undefined, offline);
    record = { client: new Client(API), params: { kind: 'ticket', id: uuid(3) } };
    host.tell('hostUpdated');
    await eventually(() => requestsOf(streamChanges).some(({ params }) => params.id === uuid(3)));
    mock(streamChanges, undefined, () => new EventStream().response());
    await eventually(() => changes === 1);
  });

  it('waits when the login has ended, and goes on at once when somebody is logged in again', async () => {
    await eventually(() => listeners() === 1);
    const seen = record;
    mock(streamChanges, undefined, () => problem(401, 'unauthenticated'));
    stream.close();
    await eventually(() => listeners() === 2);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(changes, 0);
    record = undefined;
    host.tell('hostUpdated');
    mock(streamChanges, undefined, () => {
      stream = new EventStream();
      return stream.response();
    });
    record = seen;
    host.tell('hostUpdated');
    await eventually(() => listeners() === 3 && changes === 1);
    stream.send({ kind: 'ticket', id: uuid(1) });
    await eventually(() => changes === 2);
  });
});
