import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { PASSWORD_MIN } from '../src/contract/account.limits.ts';
import { type ApiScope, SCOPES } from '../src/contract/sync.limits.ts';
import { readConfig } from './config.ts';
import type { Database, Tx } from './db/database.ts';
import { openDatabase } from './db/open-database.ts';
import { erasePerson } from './modules/documents/audit-trail.ts';
import * as store from './modules/identity/admin.store.ts';
import { normaliseEmail } from './modules/identity/email.domain.ts';
import { hashPassword } from './modules/identity/password.ts';
import { hashToken, newApiKey } from './modules/identity/secrets.ts';

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

function required(value: string | undefined, what: string): string {
  if (!value) throw new UsageError(`Missing: ${what}`);
  return value;
}

function parseEmail(text: string | undefined): string {
  const address = normaliseEmail(required(text, 'e-mail'));
  if (!address) throw new UsageError(`Not an e-mail address: ${text}`);
  return address;
}

/** The origins of `--origin`, which must be written as browsers send them, because they are compared as text. */
function parseOrigins(): string[] {
  const wrong = values.origin.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (wrong !== undefined || !values.origin.length)
    throw new UsageError(`Not an origin: ${wrong ?? '(none)'}. Like this: https://www.example.at`);
  return values.origin;
}

function parseScopes(): ApiScope[] {
  const isScope = (text: string): text is ApiScope => SCOPES.some((scope) => scope === text);
  const wrong = values.scope.find((text) => !isScope(text));
  if (wrong !== undefined || !values.scope.length)
    throw new UsageError(`Not a scope: ${wrong ?? '(none)'}. Choose from ${SCOPES.join(', ')}.`);
  return [...new Set(values.scope.filter(isScope))];
}

async function requireFound(result: Promise<boolean>, what = 'check the address and the issuer.'): Promise<void> {
  if (!(await result)) throw new UsageError(`Not found: ${what}`);
}

/** Printed when the transaction has committed. Before that it may still fail. */
const messages: string[] = [];

/** The commands. Each one checks its input first, and returns the work for a transaction. */
const COMMANDS: Record<string, () => (tx: Tx) => Promise<unknown>> = {
  company() {
    const company = { name: required(rest[0], 'name'), partner: values.partner, isPartner: values['is-partner'] };
    return (tx) => store.insertCompany(tx, company);
  },
  user() {
    const user = {
      email: parseEmail(rest[0]),
      name: required(rest[1], 'name'),
      company: values.company,
      management: values.management,
    };
    return (tx) => store.insertUser(tx, user);
  },
  password() {
    const address = parseEmail(rest[0]);
    return async (tx) => {
      const prompt = createInterface({ input: process.stdin, output: process.stdout });
      const password = required(await prompt.question('Password: '), 'password');
      prompt.close();
      if (password.length < PASSWORD_MIN) throw new UsageError(`A password needs ${PASSWORD_MIN} characters.`);
      const hash = await hashPassword(password);
      await requireFound(store.setPassword(tx, address, hash));
    };
  },
  'embed-key'() {
    const key = {
      id: required(rest[0], 'id'),
      partner: required(values.partner, '--partner'),
      origins: parseOrigins(),
    };
    return (tx) => store.putEmbedKey(tx, key);
  },
  host() {
    const host = {
      issuer: required(rest[0], 'issuer'),
      name: required(rest[1], 'name'),
      kid: required(values.kid, '--kid'),
      origins: parseOrigins(),
      trustedForSigning: values['trusted-for-signing'],
    };
    const file = required(values.jwk, '--jwk');
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
    const link = {
      issuer: required(rest[0], 'issuer'),
      subject: required(rest[1], 'subject'),
      email: parseEmail(rest[2]),
    };
    return (tx) => requireFound(store.putHostUser(tx, link));
  },
  'api-key'() {
    const key = newApiKey();
    const kept = { name: required(rest[0], 'name'), hash: hashToken(key), scopes: parseScopes() };
    return async (tx) => {
      if (!(await store.insertApiKey(tx, kept)))
        throw new UsageError(`There is, or was, a key called "${kept.name}". Choose another name.`);
      messages.push(key);
    };
  },
  'revoke-api-key'() {
    const name = required(rest[0], 'name');
    return (tx) => requireFound(store.revokeApiKey(tx, name), 'no key that works has this name.');
  },
  'erase-person'() {
    const address = parseEmail(rest[0]);
    return async (tx) => messages.push(`Erased from ${await erasePerson(tx, address)} events.`);
  },
};

let db: Database | undefined;
try {
  const work = COMMANDS[required(command, 'command')];
  if (!work) throw new UsageError(`Unknown command: ${command}`);
  const run = work();
  const { databaseUrl, dataDirectory } = readConfig(process.env);
  db = await openDatabase({ url: databaseUrl, directory: dataDirectory });
  await db.system(run);
  process.stdout.write([...messages, 'Done.', ''].join('\n'));
} catch (error) {
  process.stderr.write(
    `${error instanceof Error ? error.message : error}\n${error instanceof UsageError ? `\n${USAGE}\n` : ''}`,
  );
  process.exitCode = 1;
} finally {
  await db?.close();
}
