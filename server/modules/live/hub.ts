import type { RecordKind } from '../../../src/contract/history.limits.ts';
import type { RecordChange } from '../../../src/contract/history.ts';
import type { Deps } from '../../deps.ts';
import { Problem } from '../../http/problem.ts';
import { RECORDS } from '../history/records.ts';

/** Open streams of one user, at most: some tabs, not a program that forgets to close. */
const LISTENERS_MAX = 20;
/** Proxies cut what is silent for a minute; and rights are looked at again even without a change. */
const HEARTBEAT = 25_000;
/** Milliseconds for which a change is told to whoever opens a stream: they may have read the record just before it. */
const RECENT = 30_000;
/** Messages a listener may be behind before it is given up. */
const BACKLOG_MAX = 100;

const encoder = new TextEncoder();
const PING = encoder.encode(': \n\n');

interface Listener {
  userId: string;
  staff: boolean;
  /** Whether the login it was opened with still holds. */
  isLoggedIn: () => Promise<boolean>;
}

type Stream = ReadableStreamDefaultController<Uint8Array>;
type Audience = 'public' | 'internal';

/** The streams on one record, by user: rights are asked for once per record, for all of them. */
interface Room {
  record: RecordChange;
  users: Map<string, Map<Stream, Listener>>;
  /** A change that has not been told yet, and to whom. */
  untold?: Audience | undefined;
}

/** Tells everybody who looks at a record that it changed; nothing more, they read it again with their own rights. */
export interface LiveHub {
  /** A `text/event-stream`. 429 `too_many_listeners` */
  open(record: RecordChange, listener: Listener): Promise<ReadableStream<Uint8Array>>;
  /** Asks for everybody's rights again, as it does by itself from time to time. */
  beat(): Promise<void>;
}

export function createLiveHub({ db, log }: Pick<Deps, 'db' | 'log'>): LiveHub {
  const rooms = new Map<string, Room>();
  const counts = new Map<string, number>();
  /** Records that changed lately, the latest last. */
  const recent = new Map<string, { at: number; audience: Audience }>();
  /** When changes may have been lost last. */
  let missedAt = -Infinity;
  let listening: Promise<unknown> | undefined;
  let timer: NodeJS.Timeout | undefined;

  function add({ kind, id }: RecordChange, listener: Listener, stream: Stream): void {
    const key = `${kind}:${id}`;
    const room = rooms.get(key) ?? { record: { kind, id }, users: new Map() };
    rooms.set(key, room);
    room.users.set(listener.userId, (room.users.get(listener.userId) ?? new Map()).set(stream, listener));
    timer ??= setInterval(beat, HEARTBEAT).unref();
  }

  function remove(room: Room, userId: string, stream: Stream): void {
    const streams = room.users.get(userId);
    if (!streams?.delete(stream)) return;
    release(userId);
    if (streams.size === 0) room.users.delete(userId);
    if (room.users.size === 0) rooms.delete(`${room.record.kind}:${room.record.id}`);
    if (rooms.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  function release(userId: string): void {
    const count = counts.get(userId)! - 1;
    if (count > 0) counts.set(userId, count);
    else counts.delete(userId);
  }

  function close(room: Room, userId: string, stream: Stream): void {
    remove(room, userId, stream);
    try {
      stream.close();
    } catch {
      // The reader was faster.
    }
  }

  /** Sends to those who may see the record as things are now, and closes the others. */
  async function tell(room: Room, bytes: Uint8Array, audience: Audience): Promise<void> {
    const { kind, id } = room.record;
    const asked = new Set(room.users.keys());
    const viewers = await db.system((tx) => RECORDS[kind].viewers(tx, id, [...asked]), 'read');
    const staff = new Map(viewers.map((viewer) => [viewer.id, viewer.staff]));
    for (const [userId, streams] of room.users) {
      // Came while the database was asked, and has been told at once.
      if (!asked.has(userId)) continue;
      for (const stream of [...streams.keys()]) {
        if (!staff.has(userId) || (stream.desiredSize ?? 0) < -BACKLOG_MAX) close(room, userId, stream);
        else if (audience === 'public' || staff.get(userId)) stream.enqueue(bytes);
      }
    }
  }

  /** `kind:id:public`, or `internal` for what only staff may notice. */
  function onPayload(payload: string): void {
    const [kind, id, audience] = payload.split(':') as [RecordKind, string, Audience];
    remember(`${kind}:${id}`, audience);
    const room = rooms.get(`${kind}:${id}`);
    if (room) announce(room, audience);
  }

  function remember(record: string, audience: Audience): void {
    const told = changedLately(record) === 'public' ? 'public' : audience;
    recent.delete(record);
    recent.set(record, { at: Date.now(), audience: told });
  }

  /** Who may know of what happened to a record lately; undefined when nothing did. */
  function changedLately(record: string): Audience | undefined {
    const from = Date.now() - RECENT;
    for (const [old, { at }] of recent) {
      if (at > from) break;
      recent.delete(old);
    }
    return missedAt > from ? 'public' : recent.get(record)?.audience;
  }

  /** A transaction reports each row it changed; these arrive together and are told as one. */
  function announce(room: Room, audience: Audience): void {
    const waiting = room.untold;
    room.untold = waiting === 'public' ? waiting : audience;
    if (waiting !== undefined) return;
    setImmediate(() => {
      const told = room.untold!;
      room.untold = undefined;
      tell(room, eventOf(room.record), told).catch(logFailure);
    });
  }

  /** Changes may have been lost with the connection: everybody reads again. */
  function onMissed(): void {
    missedAt = Date.now();
    for (const room of rooms.values()) announce(room, 'public');
  }

  function logFailure(error: unknown): void {
    log.error('A change could not be told.', error);
  }

  async function beat(): Promise<void> {
    try {
      // One after the other: nobody waits for it, and other requests need the connections.
      for (const room of [...rooms.values()]) {
        for (const [userId, streams] of room.users) {
          for (const [stream, { isLoggedIn }] of streams) if (!(await isLoggedIn())) close(room, userId, stream);
        }
        await tell(room, PING, 'public');
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

  // From the start, to know what changed just before the first stream; without a database, the first stream asks again.
  listen().catch(() => {});

  return {
    beat,

    async open(record, listener) {
      const count = counts.get(listener.userId) ?? 0;
      if (count >= LISTENERS_MAX) throw new Problem(429, 'too_many_listeners', { headers: { 'Retry-After': '60' } });
      counts.set(listener.userId, count + 1);
      try {
        await listen();
      } catch (error) {
        release(listener.userId);
        throw error;
      }
      let stream: Stream;
      return new ReadableStream<Uint8Array>({
        start(controller) {
          stream = controller;
          add(record, listener, stream);
          // Gets the headers through proxies that wait for a first byte.
          stream.enqueue(PING);
          const audience = changedLately(`${record.kind}:${record.id}`);
          if (audience === 'public' || (audience && listener.staff)) stream.enqueue(eventOf(record));
        },
        cancel() {
          const room = rooms.get(`${record.kind}:${record.id}`);
          if (room) remove(room, listener.userId, stream);
        },
      });
    },
  };
}

function eventOf(change: RecordChange): Uint8Array {
  return encoder.encode(`data: ${JSON.stringify(change)}\n\n`);
}
