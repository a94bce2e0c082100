import type { RecordKind } from '../../../src/contract/history.limits.ts';
import type { RecordChange } from '../../../src/contract/history.ts';
import type { Deps } from '../../deps.ts';
import { Problem } from '../../http/problem.ts';
import { viewersOf } from '../identity/visibility.ts';

/*
 * Live updates: tells everybody who has a record open that it changed. An event names the record and nothing else; whoever gets it reads the
 * record again, with the rights they have then.
 *
 * Triggers of the database notify `record_changed` with `<kind>:<id>:<audience>` when a transaction commits, for instance
 * `ticket:5f0c…:internal` for a note that only staff may notice. The hub keeps one channel per record that somebody looks at. Before it sends
 * anything, it asks the database which of the listeners still see the record (`viewersOf`), and closes the streams of all others.
 *
 *     transaction → trigger → NOTIFY → onPayload → schedule → publish → streams of those who may see it
 */

/** Streams that one viewer may have open at the same time: enough for some tabs, and too few for a program that forgets to close them. */
const STREAMS_MAX = 20;
/** Milliseconds between heartbeats. Proxies cut connections that are silent for a minute; and rights are checked again without a change. */
const HEARTBEAT = 25_000;
/** For so many milliseconds a change is also sent to new streams: their reader may have read the record just before the change. */
const RECENT = 30_000;
/** Unread messages after which a stream is closed. */
const BACKLOG_MAX = 100;

const encoder = new TextEncoder();
const PING = encoder.encode(': \n\n');

interface Listener {
  /** Who listens, as `viewersOf` knows them. */
  viewer: string;
  staff: boolean;
  /** Whether the login that opened the stream is still valid. */
  isLoggedIn: () => Promise<boolean>;
}

type Stream = ReadableStreamDefaultController<Uint8Array>;
type Audience = 'public' | 'internal';

/** The open streams on one record. They are grouped by viewer, so that one query checks the rights of all of them. */
interface Channel {
  record: RecordChange;
  viewers: Map<string, Map<Stream, Listener>>;
  /** Audience of a change that is about to be published. */
  pending?: Audience | undefined;
}

interface LiveHub {
  /** Opens a `text/event-stream` about a record. 429 `too_many_listeners` */
  open(record: RecordChange, listener: Listener): Promise<ReadableStream<Uint8Array>>;
  /** Checks logins and rights of all listeners, and closes the streams of those who lost them. Also runs on a timer. */
  heartbeat(): Promise<void>;
}

export function createLiveHub({ db, log, clock }: Pick<Deps, 'db' | 'log' | 'clock'>): LiveHub {
  const channels = new Map<string, Channel>();
  const streamCounts = new Map<string, number>();
  /** Records that changed recently, the latest change last. */
  const recent = new Map<string, { at: number; audience: Audience }>();
  /** When notifications may have been lost for the last time. */
  let missedAt = -Infinity;
  let listening: Promise<unknown> | undefined;
  let timer: NodeJS.Timeout | undefined;

  function add({ kind, id }: RecordChange, listener: Listener, stream: Stream): void {
    const key = `${kind}:${id}`;
    const channel = channels.get(key) ?? { record: { kind, id }, viewers: new Map() };
    channels.set(key, channel);
    channel.viewers.set(listener.viewer, (channel.viewers.get(listener.viewer) ?? new Map()).set(stream, listener));
    timer ??= setInterval(heartbeat, HEARTBEAT).unref();
  }

  function remove(channel: Channel, viewer: string, stream: Stream): void {
    const streams = channel.viewers.get(viewer);
    if (!streams?.delete(stream)) return;
    release(viewer);
    if (streams.size === 0) channel.viewers.delete(viewer);
    if (channel.viewers.size === 0) channels.delete(`${channel.record.kind}:${channel.record.id}`);
    if (channels.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  function release(viewer: string): void {
    const count = streamCounts.get(viewer)! - 1;
    if (count > 0) streamCounts.set(viewer, count);
    else streamCounts.delete(viewer);
  }

  function close(channel: Channel, viewer: string, stream: Stream): void {
    remove(channel, viewer, stream);
    try {
      stream.close();
    } catch {
      // The reader has cancelled the stream already.
    }
  }

  /** Sends to those who may see the record at this moment, and closes the streams of all others. */
  async function publish(channel: Channel, bytes: Uint8Array, audience: Audience): Promise<void> {
    const asked = new Set(channel.viewers.keys());
    const viewers = await db.system((tx) => viewersOf(tx, channel.record, [...asked], clock()), 'read');
    const staff = new Map(viewers.map((viewer) => [viewer.id, viewer.staff]));
    for (const [viewer, streams] of channel.viewers) {
      // Opened during the query above: `open` has told this listener of the change already.
      if (!asked.has(viewer)) continue;
      for (const stream of [...streams.keys()]) {
        if (!staff.has(viewer) || (stream.desiredSize ?? 0) < -BACKLOG_MAX) close(channel, viewer, stream);
        else if (audience === 'public' || staff.get(viewer)) stream.enqueue(bytes);
      }
    }
  }

  function onPayload(payload: string): void {
    const [kind, id, audience] = payload.split(':') as [RecordKind, string, Audience];
    noteRecent(`${kind}:${id}`, audience);
    const channel = channels.get(`${kind}:${id}`);
    if (channel) schedule(channel, audience);
  }

  function noteRecent(record: string, audience: Audience): void {
    const widest = recentAudience(record) === 'public' ? 'public' : audience;
    recent.delete(record);
    recent.set(record, { at: Date.now(), audience: widest });
  }

  /** Who may learn of the recent changes of a record; undefined when there were none. */
  function recentAudience(record: string): Audience | undefined {
    const from = Date.now() - RECENT;
    for (const [old, { at }] of recent) {
      if (at > from) break;
      recent.delete(old);
    }
    return missedAt > from ? 'public' : recent.get(record)?.audience;
  }

  /** Publishes a change soon: a transaction notifies once per row that it changed, and these notifications arrive together. */
  function schedule(channel: Channel, audience: Audience): void {
    const { pending } = channel;
    channel.pending = pending === 'public' ? pending : audience;
    if (pending !== undefined) return;
    setImmediate(() => {
      const widest = channel.pending!;
      channel.pending = undefined;
      publish(channel, eventOf(channel.record), widest).catch(logFailure);
    });
  }

  /** After the connection to the database was lost, changes may have gone unnoticed: everybody is told to read again. */
  function onMissed(): void {
    missedAt = Date.now();
    for (const channel of channels.values()) schedule(channel, 'public');
  }

  function logFailure(error: unknown): void {
    log.error('A change could not be told.', error);
  }

  async function heartbeat(): Promise<void> {
    try {
      // One channel after the other: nobody waits for this, and requests need the database's connections.
      for (const channel of [...channels.values()]) {
        for (const [viewer, streams] of channel.viewers) {
          for (const [stream, { isLoggedIn }] of streams) if (!(await isLoggedIn())) close(channel, viewer, stream);
        }
        await publish(channel, PING, 'public');
      }
    } catch (error) {
      logFailure(error);
    }
  }

  function listen(): Promise<unknown> {
    listening ??= db.listen('record_changed', onPayload, onMissed).catch((error: unknown) => {
      listening = undefined;
      throw error;
    });
    return listening;
  }

  // Listens from the start, so that `recent` is complete when the first stream is opened. If that fails, `open` tries again.
  listen().catch(() => {});

  return {
    heartbeat,

    async open(record, listener) {
      const count = streamCounts.get(listener.viewer) ?? 0;
      if (count >= STREAMS_MAX) throw new Problem(429, 'too_many_listeners', { headers: { 'Retry-After': '60' } });
      streamCounts.set(listener.viewer, count + 1);
      try {
        await listen();
      } catch (error) {
        release(listener.viewer);
        throw error;
      }
      let stream: Stream;
      return new ReadableStream<Uint8Array>({
        start(controller) {
          stream = controller;
          add(record, listener, stream);
          // Some proxies hold the headers back until the first byte of the body.
          stream.enqueue(PING);
          const audience = recentAudience(`${record.kind}:${record.id}`);
          if (audience === 'public' || (audience && listener.staff)) stream.enqueue(eventOf(record));
        },
        cancel() {
          const channel = channels.get(`${record.kind}:${record.id}`);
          if (channel) remove(channel, listener.viewer, stream);
        },
      });
    },
  };
}

function eventOf(change: RecordChange): Uint8Array {
  return encoder.encode(`data: ${JSON.stringify(change)}\n\n`);
}
