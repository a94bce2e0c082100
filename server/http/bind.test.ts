import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import * as z from 'zod';
import type { Operation } from '../../src/contract/operation.ts';
import type { ProblemDetails } from '../../src/contract/problem.ts';
import { optional } from '../../src/contract/values.schema.ts';
import { createTestApp } from '../testing/test-app.ts';
import { binder } from './bind.ts';
import { JSON_MAX } from './body.ts';
import { VALUES_MAX } from './input.ts';
import { RawJson } from './raw-json.ts';

const echo: Operation<
  { params: { id: string }; query: { limit?: number }; body: { title: string; tags?: string[] } },
  unknown
> = {
  method: 'POST',
  path: '/test/{id}',
};
const get: Operation<object, { value: number }> = { method: 'GET', path: '/test' };
const broken: Operation<object, unknown> = { method: 'GET', path: '/test/broken' };
const stream: Operation<object, unknown> = { method: 'GET', path: '/test/stream' };
const nothing: Operation<object, void> = { method: 'DELETE', path: '/test' };
const embed: Operation<{ params: { key: string } }, { partner: string }> = {
  method: 'GET',
  path: '/embeds/{key}/test',
};

const ID = '6f1f6b46-6f0e-4b2c-9f0a-0d8f3a1f1b11';
const summary = 'Test';

/** Whether the stream of the operation that answers with one is. */
let open = true;
const cancel = () => {
  open = false;
};

const app = await createTestApp();
const { api } = app;
const [bindForUser, bindForAll] = [binder(api, 'user', 'Test'), binder(api, 'public', 'Test')];
const bindForEmbed = binder(api, 'embed', 'Test');
const body = z.strictObject({ title: z.string().min(1).max(10), tags: optional(z.array(z.string()).max(2)) });
const query = z.strictObject({ limit: optional(z.coerce.number().int().min(1)) });
const params = z.object({ id: z.uuid() });
bindForUser(echo, { summary, params, query, body, output: z.unknown(), status: 201 }, async ({ input }) => input);
bindForAll(get, { summary, output: z.object({ value: z.number() }) }, async () => new RawJson('{"value":1}'));
bindForAll(broken, { summary, output: z.unknown() }, async () => {
  throw new Error('secret detail');
});
bindForAll(stream, { summary, status: 200 }, async () => new Response(new ReadableStream({ cancel })));
bindForUser(nothing, { summary }, async () => {});
bindForEmbed(embed, { summary, output: z.object({ partner: z.string() }) }, async ({ scope }) => ({
  partner: scope.actor.partner.name,
}));
const someone = await app.as(await app.make.user());

after(() => app.close());

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  someone.request(`/test/${ID}`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

async function problemOf(response: Response): Promise<ProblemDetails> {
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  return response.json() as Promise<ProblemDetails>;
}

async function assertProblem(response: Response, status: number, code: string): Promise<ProblemDetails> {
  const problem = await problemOf(response);
  assert.deepEqual([response.status, problem.status, problem.code], [status, status, code]);
  return problem;
}

describe('an operation', () => {
  test('gets its parsed input', async () => {
    const { status, body } = await someone.call(echo, {
      params: { id: ID },
      query: { limit: 5 },
      body: { title: 'Kassa' },
    });
    assert.equal(status, 201);
    assert.deepEqual(body, { params: { id: ID }, query: { limit: 5 }, body: { title: 'Kassa' } });
  });

  test('answers with JSON PostgreSQL built, and with nothing', async () => {
    assert.deepEqual((await app.call(get)).body, { value: 1 });
    const { status, headers } = await someone.call(nothing);
    assert.equal(status, 204);
    assert.equal(headers.get('content-type'), null);
  });

  test('is inert in a browser, and is not cached', async () => {
    for (const { headers } of [await app.request('/test'), await app.request('/nowhere')]) {
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.match(headers.get('content-security-policy')!, /^default-src 'none'/);
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
    }
  });

  // Each HEAD of an attachment left its file open, until the server could open no more.
  test('closes the body that HEAD does not send', async () => {
    for (const headers of [{}, { origin: 'https://onretail.example' }]) {
      open = true;
      const response = await app.request('/test/stream', { method: 'HEAD', headers });
      assert.deepEqual([response.status, response.body, open], [200, null, false]);
    }
  });

  test('is described in OpenAPI 3.1', async () => {
    const document = (await (await app.request('/openapi.json')).json()) as {
      openapi: string;
      paths: Record<string, any>;
    };
    assert.equal(document.openapi, '3.1.0');
    const operation = document.paths['/test/{id}'].post;
    const { properties, required } = operation.requestBody.content['application/json'].schema;
    assert.deepEqual([Object.keys(properties), required], [['title', 'tags'], ['title']]);
    assert.deepEqual(operation.security, [{ session: [] }, { bearer: [] }]);
  });

  test('of an embed key answers to its pages', async () => {
    const key = await app.make.embedKey({
      partner: await app.make.partner({ name: 'Kassen Huber' }),
      origins: ['https://huber.example'],
    });
    const page = app.with({ origin: 'https://huber.example' });
    assert.deepEqual((await page.call(embed, { params: { key: key.id } })).body, { partner: 'Kassen Huber' });
    assert.equal(
      (await app.with({ origin: 'https://else.example' }).call(embed, { params: { key: key.id } })).status,
      403,
    );
    assert.equal((await page.call(embed, { params: { key: 'ek_unknown' } })).status, 401);
  });
});

describe('a bad request', () => {
  test('of more values than any of ours is refused before they are looked at (249,000 wrong ones took seconds)', async () => {
    const tags = (count: number) => JSON.stringify({ title: 'x', tags: Array<number>(count).fill(1) });
    const { detail, errors } = await assertProblem(await post(tags(VALUES_MAX)), 422, 'invalid_input');
    assert.deepEqual([detail, errors], [`More than ${VALUES_MAX} values.`, undefined]);
    const most = await assertProblem(await post(tags(VALUES_MAX - 3)), 422, 'invalid_input');
    assert.equal(most.errors?.at(0)?.field, '/tags');
    const wide = { title: Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [`k${n}`, -1])) };
    const { errors: one } = await assertProblem(await post(JSON.stringify(wide)), 422, 'invalid_input');
    assert.deepEqual(one, [{ field: '/title', code: 'too_many', message: 'More than 1000 fields.' }]);
  });

  test('without a login is refused before anything is read', async () => {
    await assertProblem(await app.request(`/test/${ID}`, { method: 'POST', body: '{' }), 401, 'unauthenticated');
  });

  test('to nowhere, or with an id that cannot exist, finds nothing', async () => {
    await assertProblem(await app.request('/nowhere'), 404, 'not_found');
    await assertProblem(await someone.request('/test/7', { method: 'POST', json: { title: 'x' } }), 404, 'not_found');
  });

  test('without a fit Idempotency-Key is refused', async () => {
    for (const key of ['', 'short', 'with a blank', 'x'.repeat(129), 'ümlaut-key']) {
      await assertProblem(await post('{"title":"x"}', { 'idempotency-key': key }), 422, 'idempotency_key_missing');
    }
  });

  test('names every wrong field (21: fields that are not the caller’s to set)', async () => {
    const body = { title: '', tags: ['a', 1], company_id: ID, status: 'done', signed_at: 'now' };
    const { errors } = await assertProblem(await post(JSON.stringify(body)), 422, 'invalid_input');
    const codes = Object.fromEntries(errors!.map(({ field, code }) => [field, code]));
    assert.deepEqual(codes, {
      '/title': 'required',
      '/tags/1': 'invalid_value',
      '/company_id': 'unknown_field',
      '/status': 'unknown_field',
      '/signed_at': 'unknown_field',
    });
    const missing = await assertProblem(await post('{}'), 422, 'invalid_input');
    assert.deepEqual(
      missing.errors!.map(({ field, code }) => [field, code]),
      [['/title', 'required']],
    );
  });

  test('names a hundred wrong fields at most, whatever is sent', async () => {
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`x${i}`, 1]));
    for (const body of [many, { title: Array(5_000).fill('\0') }]) {
      const { errors } = await assertProblem(await post(JSON.stringify(body)), 422, 'invalid_input');
      assert.equal(errors!.length, 100);
    }
  });

  test('names a wrong query parameter', async () => {
    const response = await someone.request(`/test/${ID}?limit=0&page=2`, { method: 'POST', json: { title: 'x' } });
    const { errors } = await assertProblem(response, 422, 'invalid_input');
    assert.deepEqual(errors!.map(({ field, code }) => `${field} ${code}`).sort(), [
      '?limit too_small',
      '?page unknown_field',
    ]);
  });

  test('of another content type is refused (52: no-cors POST of a foreign page)', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', '']) {
      await assertProblem(await post('{"title":"x"}', { 'content-type': type }), 415, 'unsupported_media_type');
    }
    assert.equal((await post('{"title":"x"}', { 'content-type': 'Application/JSON; charset=utf-8' })).status, 201);
  });

  test('that is too large is refused, declared or in chunks (42, 49)', async () => {
    const large = JSON.stringify({ title: 'x'.repeat(1024 * 1024) });
    await assertProblem(await post(large, { 'content-length': String(large.length) }), 413, 'payload_too_large');
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 64 * 1024;
        controller.enqueue(new Uint8Array(64 * 1024).fill(32));
      },
    });
    await assertProblem(await post(endless), 413, 'payload_too_large');
    assert.ok(sent <= JSON_MAX + 3 * 64 * 1024, 'stops reading at the limit');
  });

  test('nested 10,000 deep is refused (49)', async () => {
    await assertProblem(await post(`{"title":${'['.repeat(10_000)}${']'.repeat(10_000)}}`), 422, 'invalid_input');
  });

  test('with a key that would reach a prototype is refused (49)', async () => {
    const { errors } = await assertProblem(
      await post('{"title":"x","__proto__":{"admin":true}}'),
      422,
      'invalid_input',
    );
    assert.equal(errors![0]!.code, 'unknown_field');
    await assertProblem(await post('{"title":"x","constructor":{"prototype":{}}}'), 422, 'invalid_input');
    assert.equal(({} as { admin?: boolean }).admin, undefined);
  });

  test('with NUL or half a surrogate pair is refused, other text kept exactly (48)', async () => {
    for (const title of ['"a\\u0000b"', '"\\ud83d"', '"\\ude00x"']) {
      const { errors } = await assertProblem(await post(`{"title":${title}}`), 422, 'invalid_input');
      assert.deepEqual(
        errors!.map(({ field, code }) => [field, code]),
        [['/title', 'invalid_value']],
      );
    }
    await assertProblem(await post('{"title":"x","a\\u0000":1}'), 422, 'invalid_input');
    for (const title of [`'; drop--`, '😀 Łukasz', '\u202egpj', '\\"%_']) {
      const { body } = await someone.call(echo, { params: { id: ID }, query: {}, body: { title } });
      assert.equal((body as { body: { title: string } }).body.title, title);
    }
  });

  test('that is no JSON, or no UTF-8, is malformed', async () => {
    for (const body of ['', '{', 'title=x', '{"title":"x"} {}'])
      await assertProblem(await post(body), 400, 'malformed_json');
    await assertProblem(await post(new Uint8Array([0x22, 0xff, 0x22])), 400, 'malformed_json');
  });

  test('that meets our own fault is told nothing of it', async () => {
    const response = await app.request('/test/broken');
    assert.doesNotMatch(await response.clone().text(), /secret detail|bind\.test/);
    await assertProblem(response, 500, 'internal');
    assert.equal(app.errors.splice(0).length, 1);
  });
});
