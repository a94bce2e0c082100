import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ProblemDetails } from '../src/contract/problem.ts';
import { ACTORS, type Outcome, RULES, type Rule } from './testing/rights.ts';
import { createRightsWorld, type TestActor } from './testing/rights-world.ts';
import { createTestApp, type TestApp } from './testing/test-app.ts';

let t: TestApp;
let actors: Record<string, TestActor>;

before(async () => {
  t = await createTestApp({ config: { proxyHops: 1 } });
  actors = await createRightsWorld(t);
});

after(() => t.close());

test('there is a rule for every operation', () => {
  const bound = t.app.openAPIRegistry.definitions.flatMap((definition) =>
    definition.type === 'route' ? [`${definition.route.method.toUpperCase()} ${definition.route.path}`] : [],
  );
  const ruled = RULES.map(({ operation: { method, path } }) => `${method} ${path}`);
  assert.deepEqual([...new Set(bound)].sort(), [...new Set(ruled)].sort());
});

for (const [index, rule] of RULES.entries()) {
  const { method, path } = rule.operation;
  test(`rule ${index + 1}: ${method} ${path}`, async () => {
    const outcomes: Record<string, string> = {};
    for (const actor of ACTORS) outcomes[actor] = await outcomeFor(actors[actor]!, rule);
    assert.deepEqual(outcomes, Object.fromEntries(ACTORS.map((actor) => [actor, rule.outcome(actor)])));
  });
}

let requests = 0;
/** Each from an address of its own: it is not how often somebody asks that counts here. */
const elsewhere = () => `10.0.${++requests >> 8}.${requests & 255}`;

async function outcomeFor({ client, records }: TestActor, { operation, input }: Rule): Promise<Outcome> {
  const { params = {}, query = {}, body, raw } = input(records);
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? name);
  const response = await client.request(`${path}?${new URLSearchParams(query as Record<string, string>)}`, {
    method: operation.method,
    headers: { 'x-forwarded-for': elsewhere() },
    ...(body !== undefined && { json: body }),
    ...(raw !== undefined && { body: raw }),
  });
  if (response.status < 400) {
    await response.body?.cancel();
    return 'yes';
  }
  return outcomeOf(response.status, (await response.json()) as ProblemDetails);
}

function outcomeOf(status: number, { code }: ProblemDetails): Outcome {
  if (status === 404) return 'hidden';
  const outcomes: Partial<Record<ProblemDetails['code'], Outcome>> = {
    unauthenticated: 'login',
    forbidden: 'forbidden',
    permission_missing: 'permission',
    scope_missing: 'scope',
    origin_forbidden: 'origin',
  };
  assert.ok(status < 500 && status !== 429, `${status} ${code}`);
  return outcomes[code] ?? 'yes';
}
