import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Environment, readConfig } from './config.ts';

test('everything has a default', () => {
  const { app, host, port, databaseUrl, dataDirectory } = readConfig({});
  assert.deepEqual([host, port, databaseUrl, dataDirectory], ['127.0.0.1', 3000, undefined, './data']);
  assert.equal(app.publicUrl, 'http://localhost:3000');
  assert.equal(app.proxyHops, 0);
});

test('the environment decides', () => {
  const { app, port } = readConfig({
    PORT: '8080',
    PUBLIC_URL: 'https://portal.example/',
    CLAMD: 'scanner:3310',
    PROXY_HOPS: '1',
  });
  assert.equal(port, 8080);
  assert.equal(app.publicUrl, 'https://portal.example');
  assert.deepEqual(app.scanner, { host: 'scanner', port: 3310 });
  assert.equal(app.proxyHops, 1);
});

test('a key for development is refused in production, unless it is allowed', () => {
  const allowed = (env: Environment) => readConfig(env).seal.developmentAllowed;
  assert.equal(allowed({}), true);
  assert.equal(allowed({ NODE_ENV: 'production' }), false);
  assert.equal(allowed({ NODE_ENV: 'production', SEAL_DEVELOPMENT: 'allow' }), true);
  assert.equal(allowed({ SEAL_DEVELOPMENT: 'refuse' }), false);
  assert.throws(() => allowed({ SEAL_DEVELOPMENT: 'yes' }), /SEAL_DEVELOPMENT/);
  assert.throws(() => readConfig({ TIME_STAMP_URL: 'tsa' }), /TIME_STAMP_URL/);
});

test('what cannot be right is named', () => {
  assert.throws(() => readConfig({ PORT: 'http' }), /PORT has to be a whole number/);
  assert.throws(() => readConfig({ PORT: '70000' }), /PORT/);
  assert.throws(() => readConfig({ PUBLIC_URL: 'portal' }), /PUBLIC_URL/);
  assert.throws(() => readConfig({ SECRET: 'short' }), /SECRET/);
  assert.throws(() => readConfig({ CLAMD: 'scanner' }), /CLAMD/);
});
