import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { type ApiScope, SCOPES } from '../src/contract/sync.limits.ts';
import { readConfig } from './config.ts';
import type { Database, Tx } from './db/database.ts';
import { openDatabase } from './db/open-database.ts';
import { erasePerson } from './modules/documents/audit.store.ts';
import * as store from './modules/identity/admin.store.ts';
import { normaliseEmail } from './modules/identity/email.domain.ts';
import { hashPassword } from './modules/identity/password.ts';
import { hashToken, newApiKey } from './modules/identity/tokens.ts';

const USAGE = `Usage: npx node server/admin.ts <command>, with the environment of the server

  company <name> [--is-partner] [--partner <name of its partner>]
  user <e-mail> <name> [--company <name>] [--management]     without a company: staff
  password <e-mail>                                          asks for it; without one, people log in by mailed links
  embed-key <id> --partner <name> --origin <https://…> [--origin …]
  host <issuer> <name> --origin <https://…> --kid <key id> --jwk <file with the public key> [--trusted-for-signing]
  host-user <issuer> <subject> <e-mail>
  api-key <name> --scope <scope> [--scope …]                 for the ERP; shows the key, once
  revoke-api-key <name>
  erase-person <e-mail>                                      from the audit trails of documents, which stay provable

Scopes of API keys: ${SCOPES.join(', ')}.
With the embedded database, stop the server first.`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    'is-partner': { type: 'boolean', default: false },
    partner: { type: 'string' },
    company: { type: 'string' },
    management: { type: 'boolean', default: false },
    origin: { type: 'string', multiple: true, default: [] },
    scope: { type: 'string', multiple: true, default: [] },
    kid: { type: 'string' },
    jwk: { type: 'string' },
    'trusted-for-signing': { type: 'boolean', default: false },
  },
});
const [command, ...rest] = positionals;

class UsageError extends Error {}

function need(value: string | undefined, what: string): string {
  if (!value) throw new UsageError(`Missing: ${what}`);
  return value;
}

function email(text: string | undefined): string {
  const address = normaliseEmail(need(text, 'e-mail'));
  if (!address) throw new UsageError(`Not an e-mail address: ${text}`);
  return address;
}

/** As browsers send them, so that they compare equal. */
function origins(): string[] {
  const wrong = values.origin.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (wrong !== undefined || !values.origin.length)
    throw new UsageError(`Not an origin: ${wrong ?? '(none)'}. Like this: https://www.example.at`);
  return values.origin;
}

function scopes(): ApiScope[] {
  const isScope = (text: string): text is ApiScope => SCOPES.some((scope) => scope === text);
  const wrong = values.scope.find((text) => !isScope(text));
  if (wrong !== undefined || !values.scope.length)
    throw new UsageError(`Not a scope: ${wrong ?? '(none)'}. Choose from ${SCOPES.join(', ')}.`);
  return [...new Set(values.scope.filter(isScope))];
}

async function found(result: Promise<boolean>, what = 'check the address and the issuer.'): Promise<void> {
  if (!(await result)) throw new UsageError(`Not found: ${what}`);
}

/** What is told when all is done, and not before: it may still fail. */
const news: string[] = [];

/** What each command does, once its input is complete. */
const COMMANDS: Record<string, () => (tx: Tx) => Promise<unknown>> = {
  company() {
    const company = { name: need(rest[0], 'name'), partner: values.partner, isPartner: values['is-partner'] };
    return (tx) => store.insertCompany(tx, company);
  },
  user() {
    const user = {
      email: email(rest[0]),
      name: need(rest[1], 'name'),
      company: values.company,
      management: values.management,
    };
    return (tx) => store.insertUser(tx, user);
  },
  password() {
    const address = email(rest[0]);
    return async (tx) => {
      const prompt = createInterface({ input: process.stdin, output: process.stdout });
      const hash = await hashPassword(need(await prompt.question('Password: '), 'password'));
      prompt.close();
      await found(store.setPassword(tx, address, hash));
    };
  },
  'embed-key'() {
    const key = { id: need(rest[0], 'id'), partner: need(values.partner, '--partner'), origins: origins() };
    return (tx) => store.putEmbedKey(tx, key);
  },
  host() {
    const host = {
      issuer: need(rest[0], 'issuer'),
      name: need(rest[1], 'name'),
      kid: need(values.kid, '--kid'),
      origins: origins(),
      trustedForSigning: values['trusted-for-signing'],
    };
    const file = need(values.jwk, '--jwk');
    return async (tx) => {
      const jwk = JSON.parse(await readFile(file, 'utf8'));
      if ('d' in jwk || 'k' in jwk)
        throw new UsageError(
          'This is a private key. The portal needs the public one; the private key stays with the host.',
        );
      await store.putHost(tx, { ...host, jwk });
    };
  },
  'host-user'() {
    const link = { issuer: need(rest[0], 'issuer'), subject: need(rest[1], 'subject'), email: email(rest[2]) };
    return (tx) => found(store.putHostUser(tx, link));
  },
  'api-key'() {
    const key = newApiKey();
    const kept = { name: need(rest[0], 'name'), hash: hashToken(key), scopes: scopes() };
    return async (tx) => {
      if (!(await store.insertApiKey(tx, kept)))
        throw new UsageError(`There is, or was, a key called "${kept.name}". Choose another name.`);
      news.push(key);
    };
  },
  'revoke-api-key'() {
    const name = need(rest[0], 'name');
    return (tx) => found(store.revokeApiKey(tx, name), 'no key that works has this name.');
  },
  'erase-person'() {
    const address = email(rest[0]);
    return async (tx) => news.push(`Erased from ${await erasePerson(tx, address)} events.`);
  },
};

let db: Database | undefined;
try {
  const work = COMMANDS[need(command, 'command')];
  if (!work) throw new UsageError(`Unknown command: ${command}`);
  const run = work();
  const { databaseUrl, dataDirectory } = readConfig(process.env);
  db = await openDatabase({ url: databaseUrl, directory: dataDirectory });
  await db.system(run);
  process.stdout.write([...news, 'Done.', ''].join('\n'));
} catch (error) {
  process.stderr.write(
    `${error instanceof Error ? error.message : error}\n${error instanceof UsageError ? `\n${USAGE}\n` : ''}`,
  );
  process.exitCode = 1;
} finally {
  await db?.close();
}
