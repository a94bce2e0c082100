// One database: it uses none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Environment, readConfig } from './config.ts';

test('everything has a default, and an empty variable is none', () => {
  for (const env of [{}, { PORT: '', DATABASE_URL: '', PUBLIC_URL: '', SECRET: '', SEAL_DEVELOPMENT: '' }]) {
    const { app, host, port, databaseUrl, dataDirectory } = readConfig(env);
    assert.deepEqual([host, port, databaseUrl, dataDirectory], ['127.0.0.1', 3000, undefined, './data']);
    assert.equal(app.publicUrl, 'http://localhost:3000');
    assert.equal(app.proxyHops, 0);
    assert.equal(app.printLanguage, 'de');
    assert.equal(app.secret, undefined);
  }
});

test('the environment decides', () => {
  const { app, port, databaseUrl } = readConfig({
    PORT: '8080',
    PUBLIC_URL: 'https://portal.example/',
    CLAMD: 'scanner:3310',
    PROXY_HOPS: '1',
    PRINT_LANGUAGE: 'en',
    DATABASE_URL: 'postgresql://etron@/portal?host=%2Frun%2Fpostgresql',
  });
  assert.equal(port, 8080);
  assert.equal(app.publicUrl, 'https://portal.example');
  assert.deepEqual(app.scanner, { host: 'scanner', port: 3310 });
  assert.equal(app.proxyHops, 1);
  assert.equal(app.printLanguage, 'en');
  assert.equal(databaseUrl, 'postgresql://etron@/portal?host=%2Frun%2Fpostgresql');
});

test('a key for development is refused in production, unless it is allowed', () => {
  const allowed = (env: Environment) => readConfig(env).seal.developmentAllowed;
  assert.equal(allowed({}), true);
  assert.equal(allowed({ NODE_ENV: 'production' }), false);
  assert.equal(allowed({ NODE_ENV: 'production', SEAL_DEVELOPMENT: 'allow' }), true);
  assert.equal(allowed({ SEAL_DEVELOPMENT: 'refuse' }), false);
});

/** Wrong values, and what is said of them. */
const WRONG: [name: string, value: string, message: string][] = [
  ['PORT', 'http', 'PORT must be a whole number from 0 to 65535, but is "http".'],
  ['PORT', '70000', 'PORT must be a whole number from 0 to 65535, but is "70000".'],
  ['PRINT_LANGUAGE', 'it', 'PRINT_LANGUAGE must be one of de, en, but is "it".'],
  ['PROXY_HOPS', '-1', 'PROXY_HOPS must be a whole number from 0 to 10, but is "-1".'],
  ['PUBLIC_URL', 'portal', 'PUBLIC_URL must be a URL that begins with https:// or http://, but is "portal".'],
  ['TIME_STAMP_URL', 'tsa', 'TIME_STAMP_URL must be a URL that begins with https:// or http://, but is "tsa".'],
  ['CLAMD', 'scanner', 'CLAMD must be <host>:<port>, but is "scanner".'],
  ['MAIL_FROM', 'portal', 'MAIL_FROM must be an e-mail address, but is "portal".'],
  ['SUPPORT_ADDRESS', 'team', 'SUPPORT_ADDRESS must be an e-mail address, but is "team".'],
  ['SEAL_DEVELOPMENT', 'yes', 'SEAL_DEVELOPMENT must be "allow" or "refuse", but is "yes".'],
  // What is confidential is not repeated: the message goes to a log.
  ['SECRET', 'hunter2', 'SECRET must be a text of at least 32 characters.'],
  ['SMTP_URL', 'mail:hunter2', 'SMTP_URL must be a URL that begins with smtp:// or smtps://.'],
  [
    'DATABASE_URL',
    'mysql://x:hunter2@y',
    'DATABASE_URL must be a connection string that begins with postgres:// or postgresql://.',
  ],
];

for (const [name, value, message] of WRONG) {
  test(`${name} cannot be "${value}"`, () => assert.throws(() => readConfig({ [name]: value }), new Error(message)));
}

test('all wrong variables are named at once', () => {
  assert.throws(() => readConfig({ PORT: 'x', SECRET: 'x' }), /^Error: PORT must be [^\n]+\nSECRET must be [^\n]+$/);
});
