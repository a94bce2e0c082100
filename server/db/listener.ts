import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Delay before a connection is tried again, in milliseconds. It doubles with every failure, up to the maximum. */
const RETRY_MIN = 100;
const RETRY_MAX = 5_000;
/** Silence after which the connection is probed, in milliseconds: it mostly listens, and would not notice its loss. */
const KEEP_ALIVE = 30_000;

interface Subscription {
  channel: string;
  onPayload: (payload: string) => void;
  onMissed: (() => void) | undefined;
}

/** Listens to NOTIFY on a connection of its own. It is opened with the first subscription, and again when it is lost. */
export function openListener(config: pg.ClientConfig) {
  const subscriptions = new Set<Subscription>();
  const closing = new AbortController();
  let connected: Promise<pg.Client> | undefined;

  return {
    async listen(
      channel: string,
      onPayload: Subscription['onPayload'],
      onMissed?: Subscription['onMissed'],
    ): Promise<() => Promise<void>> {
      const subscription = { channel, onPayload, onMissed };
      subscriptions.add(subscription);
      connected ??= connect();
      await listenOn(await connected, [channel]);
      return async () => {
        subscriptions.delete(subscription);
      };
    },

    async close(): Promise<void> {
      closing.abort();
      const client = await connected?.catch(() => undefined);
      await client?.end();
    },
  };

  async function connect(): Promise<pg.Client> {
    for (let delay = RETRY_MIN; ; delay = Math.min(delay * 2, RETRY_MAX)) {
      const client = new pg.Client({
        ...config,
        pipeline: true,
        keepAlive: true,
        keepAliveInitialDelayMillis: KEEP_ALIVE,
      });
      client.on('error', () => {});
      client.on('notification', ({ channel, payload = '' }) => {
        for (const subscription of subscriptions) if (subscription.channel === channel) subscription.onPayload(payload);
      });
      try {
        await client.connect();
        await listenOn(client, new Set([...subscriptions].map((subscription) => subscription.channel)));
        client.once('end', reconnect);
        return client;
      } catch {
        client.end().catch(() => {});
        await sleep(delay, undefined, { signal: closing.signal });
      }
    }
  }

  function reconnect(): void {
    if (closing.signal.aborted) return;
    connected = connect();
    connected.then(
      () => {
        for (const { onMissed } of subscriptions) onMissed?.();
      },
      () => {},
    );
  }
}

async function listenOn(client: pg.Client, channels: Iterable<string>): Promise<void> {
  for (const channel of channels) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
}
