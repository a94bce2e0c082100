import assert from 'node:assert/strict';
import { after, mock, test } from 'node:test';
import { sql } from 'kysely';
import { createAnonymousTicket } from '../../../src/contract/embeds.ts';
import { Problem } from '../../http/problem.ts';
import { createTestApp } from '../../testing/test-app.ts';
import { clientIp } from './client-ip.ts';
import { type LimitKind, limit, refund } from './rate-limit.ts';

const PARTNER = 'https://partner.example';
const EMAIL = 'anna@example.com';
/** Address of a request without a socket; whatever it says about itself (abuse 11). */
const ADDRESS = 'unknown';

const t = await createTestApp();
const key = (await t.make.embedKey({ origins: [PARTNER] })).id;
const user = await t.make.user();

after(() => t.close());

/** Seconds to wait, or 0 when it is allowed. */
async function use(key: string, points?: number): Promise<number> {
  try {
    await limit(t.deps, 'embed_ticket', key, { points });
    return 0;
  } catch (error) {
    assert.ok(error instanceof Problem && error.status === 429 && error.code === 'rate_limited', String(error));
    return Number(error.options.headers?.['Retry-After']);
  }
}

test('lets exactly so many of 100 parallel ones through (abuse 55)', async () => {
  const waits = await Promise.all(Array.from({ length: 100 }, () => use('a')));
  assert.equal(waits.filter((wait) => wait === 0).length, 20);
  for (const wait of waits.filter((seconds) => seconds > 0)) assert.ok(wait > 3500 && wait <= 3600, `${wait}`);
});

test('counts each key by itself, and by its own plan', async () => {
  for (let i = 0; i < 3; i++) assert.equal(await use('b', 3), 0);
  assert.ok((await use('b', 3)) > 0);
  assert.equal(await use('c', 3), 0);
});

test('counts several uses at once', async () => {
  await limit(t.deps, 'embed_ticket', 'several', { uses: 19 });
  await assert.rejects(limit(t.deps, 'embed_ticket', 'several', { uses: 2 }), Problem);
});

test('takes back what does not count', async () => {
  for (let i = 0; i < 10; i++) {
    assert.equal(await use('d', 3), 0);
    await refund(t.deps, 'embed_ticket', 'd');
  }
});

test('allows again when the time is over, and forgets', async () => {
  for (let i = 0; i < 4; i++) await use('e', 3);
  mock.timers.enable({ apis: ['Date'], now: Date.now() + 3600_000 + 1000 });
  try {
    assert.equal(await use('e', 3), 0);
    mock.timers.setTime(Date.now() + 3600_000 + 1000);
    await t.runCleanUps();
  } finally {
    mock.timers.reset();
  }
  const rows = await t.rows(sql`select from rate_limits`);
  assert.equal(rows.length, 0);
});

test('keeps no address in the table', async () => {
  await limit(t.deps, 'link', 'anna@example.com');
  await limit(t.deps, 'link', 'x'.repeat(1000));
  const rows = await t.rows(sql<{ key: string }>`select key from rate_limits`);
  assert.equal(rows.length, 2);
  for (const { key } of rows) assert.match(key, /^link:[\w-]{43}$/);
});

// Which requests count, and by what.

/** Sends something that would be let in, from an address that is made up. */
function send(path: string, json?: object, origin = PARTNER) {
  const headers = { origin, 'x-forwarded-for': '192.0.2.7', forwarded: 'for=192.0.2.7' };
  return t.request(path, json ? { method: 'POST', json, headers } : { headers });
}

const logIn = () => send('/session', { email: ` ${EMAIL.toUpperCase()}`, password: 'x' }, 'https://portal.example');
const askForLink = () => send('/session/links', { email: EMAIL.toUpperCase(), language: 'de' });
const upload = () =>
  t.request(`/embeds/${key}/uploads?name=a.txt`, { method: 'POST', body: 'x', headers: { origin: PARTNER } });
const uploadOwn = async () => (await t.as(user)).request('/uploads?name=a.txt', { method: 'POST', body: 'x' });
const confirm = () => send(`/embeds/${key}/confirmations`, { number: 'T-2026-000001', code: '000000' });
const file = () =>
  send(createAnonymousTicket.path.replace('{key}', key), {
    subject: 'x',
    description: 'x',
    category: 'fault',
    priority: 'low',
    contact: { name: 'x', email: EMAIL },
    language: 'de',
    proof: '',
  });

const limits: [kind: LimitKind, by: () => string, request: () => Promise<Response>][] = [
  ['login', () => `${EMAIL} ${ADDRESS}`, logIn],
  ['login_ip', () => ADDRESS, logIn],
  ['link', () => EMAIL, askForLink],
  ['link_ip', () => ADDRESS, askForLink],
  ['challenge_ip', () => ADDRESS, () => send(`/embeds/${key}/challenge`)],
  ['embed_ticket', () => key, file],
  ['embed_ticket_ip', () => ADDRESS, file],
  ['embed_upload', () => key, upload],
  ['embed_upload_ip', () => ADDRESS, upload],
  ['embed_upload_mb', () => key, upload],
  ['embed_upload_mb_ip', () => ADDRESS, upload],
  ['upload_mb', () => user.id, uploadOwn],
  ['confirmation_ip', () => ADDRESS, confirm],
];

for (const [kind, by, request] of limits) {
  test(`${kind} is counted, and refuses (abuse 11, 55)`, async () => {
    await t.rows(sql`delete from rate_limits`);
    assert.notEqual((await request()).status, 429);
    await limit(t.deps, kind, by());
    await t.rows(sql`update rate_limits set points = 1000000 where key like ${`${kind}:%`}`);
    const response = await request();
    assert.equal(response.status, 429);
    assert.ok(Number(response.headers.get('retry-after')) > 0);
  });
}

const forwarded = (value: string) =>
  new Headers({ 'x-forwarded-for': value, 'x-real-ip': '9.9.9.9', 'x-remote-user': 'admin' });

test('ignores forwarding headers without a proxy of ours (abuse 11)', () => {
  assert.equal(clientIp(forwarded('1.1.1.1'), '10.0.0.1', 0), '10.0.0.1');
});

test('takes the entry our outermost proxy wrote, not what the client claims', () => {
  assert.equal(clientIp(forwarded('6.6.6.6, 2.2.2.2'), '10.0.0.1', 1), '2.2.2.2');
  assert.equal(clientIp(forwarded('6.6.6.6, 2.2.2.2, 10.0.0.2'), '10.0.0.1', 2), '2.2.2.2');
  assert.equal(clientIp(new Headers(), '10.0.0.1', 1), '10.0.0.1');
});

test('counts IPv6 by customer network and mapped IPv4 as IPv4', () => {
  assert.equal(clientIp(new Headers(), '::ffff:10.0.0.1', 0), '10.0.0.1');
  assert.equal(clientIp(new Headers(), '2001:DB8:0:7:1:2:3:4', 0), '2001:db8:0:7::/64');
  assert.equal(clientIp(new Headers(), '2001:db8:0:7::9', 0), '2001:db8:0:7::/64');
  assert.equal(clientIp(new Headers(), '::1', 0), '0:0:0:0::/64');
  assert.equal(clientIp(new Headers(), 'fe80::1%eth0', 0), 'fe80:0:0:0::/64');
});
