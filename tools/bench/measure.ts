import autocannon from 'autocannon';

/** One thing to measure: where, and with which headers. */
export interface Target {
  name: string;
  url: string;
  headers?: Record<string, string>;
}

export interface Figures {
  /** Requests per second. */
  throughput: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

const CONNECTIONS = 8;
/** Until V8 has optimised what runs all the time. */
const WARM_UP_SECONDS = 5;
const ROUNDS = 3;
const ROUND_SECONDS = 3;

/**
 * Loads the targets in turn, several rounds each, so that noise of the machine hits all of them; the medians of the rounds.
 * @throws when an answer is no success.
 */
export async function measure(targets: readonly Target[]): Promise<Map<string, Figures>> {
  const rounds = new Map<string, Figures[]>(targets.map(({ name }) => [name, []]));
  for (const target of targets) await load(target, WARM_UP_SECONDS);
  for (let round = 0; round < ROUNDS; round++) {
    for (const target of targets) rounds.get(target.name)?.push(await load(target, ROUND_SECONDS));
  }
  return new Map(
    [...rounds].map(([name, figures]) => [
      name,
      {
        throughput: median(figures.map((figure) => figure.throughput)),
        p50: median(figures.map((figure) => figure.p50)),
        p99: median(figures.map((figure) => figure.p99)),
      },
    ]),
  );
}

async function load({ name, url, headers = {} }: Target, seconds: number): Promise<Figures> {
  const result = await autocannon({ url, headers, connections: CONNECTIONS, duration: seconds });
  if (result.non2xx || result.errors)
    throw new Error(`${name}: ${result.non2xx} failed answers, ${result.errors} errors`);
  return { throughput: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 };
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
