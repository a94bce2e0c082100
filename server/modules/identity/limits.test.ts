import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { createAnonymousTicket } from '../../../src/contract/embeds.ts';
import type { TestUser } from '../../testing/factories.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { type LimitKind, limit } from './rate-limit.ts';

// Which requests count, and by what; rate-limit.test.ts has how.

const PARTNER = 'https://partner.example';
const EMAIL = 'anna@example.com';
/** Address of a request without a socket; whatever it says about itself (abuse 11). */
const ADDRESS = 'unknown';

let t: TestApp;
let key: string;
let user: TestUser;

before(async () => {
  t = await createTestApp();
  key = (await t.make.embedKey({ origins: [PARTNER] })).id;
  user = await t.make.user();
});

after(() => t.close());

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
    await t.deps.db.system((tx) => sql`delete from rate_limits`.execute(tx));
    assert.notEqual((await request()).status, 429);
    await limit(t.deps, kind, by());
    await t.deps.db.system((tx) =>
      sql`update rate_limits set points = 1000000 where key like ${`${kind}:%`}`.execute(tx),
    );
    const response = await request();
    assert.equal(response.status, 429);
    assert.ok(Number(response.headers.get('retry-after')) > 0);
  });
}
