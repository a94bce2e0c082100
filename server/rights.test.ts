import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { ProblemDetails } from '../src/contract/problem.ts';
import { RULES } from './testing/rights.ts';
import { ACTORS, type Outcome, type Rule } from './testing/rights-actors.ts';
import { createRightsWorld, type TestActor } from './testing/rights-world.ts';
import { createTestApp } from './testing/test-app.ts';

const t = await createTestApp({ config: { proxyHops: 1 } });
const actors = await createRightsWorld(t);

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
  const { params = {}, query = {}, body, raw, type } = input(records);
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? name);
  const response = await client.request(`${path}?${new URLSearchParams(query as Record<string, string>)}`, {
    method: operation.method,
    headers: { 'x-forwarded-for': elsewhere(), ...(type !== undefined && { 'content-type': type }) },
    ...(body !== undefined && { json: body }),
    ...(raw !== undefined && { body: raw }),
  });
  if (response.status < 400) {
    await response.body?.cancel();
    return 'yes';
  }
  return outcomeOf(response.status, (await response.json()) as ProblemDetails);
}

/** Of answers to somebody who may, and to nobody else: what was sent does not go with how things are. Wrong input is none of these, it may be told before. */
const PAST_THE_GUARD: ReadonlySet<ProblemDetails['code']> = new Set([
  'code_invalid',
  'document_changed',
  'document_closed',
  'document_sent',
  'invalid_credentials',
  'invalid_transition',
  'link_expired',
  'offer_changed',
  'password_wrong',
  'pdf_invalid',
  'proof_of_work_invalid',
]);

function outcomeOf(status: number, { code }: ProblemDetails): Outcome {
  if (status === 404) return 'hidden';
  const outcomes: Partial<Record<ProblemDetails['code'], Outcome>> = {
    unauthenticated: 'login',
    forbidden: 'forbidden',
    permission_missing: 'permission',
    scope_missing: 'scope',
    origin_forbidden: 'origin',
  };
  const outcome = outcomes[code];
  if (outcome !== undefined) return outcome;
  assert.ok(PAST_THE_GUARD.has(code), `${status} ${code} says nothing of rights`);
  return 'yes';
}
