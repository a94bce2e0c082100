/** How the server is set up. */
export interface Config {
  /** Address of the portal as browsers see it, without a slash at the end. */
  publicUrl: string;
  /** Name in mails and in the API's description. */
  appName: string;
  /** Root of all keys the server signs with. */
  secret: string;
  /** Proxies of our own in front of the server: so many entries of `X-Forwarded-For`, counted from the right, are believed. */
  proxyHops: number;
  proofOfWork: {
    /** Iterations of one attempt. */
    cost: number;
    /** Attempts a browser needs on average. */
    counter: number;
  };
  /** Virus scanner (clamd) every upload goes through; without it, none does. */
  scanner?: { host: string; port: number };
  /** Sender of mails. */
  mailFrom: string;
}

/** What `main.ts` needs besides. */
export interface ServerConfig {
  /** The secret may be missing: the server then makes one and keeps it in the database. */
  app: Omit<Config, 'secret'> & { secret: string | undefined };
  host: string;
  port: number;
  /** Of a PostgreSQL server; without it the database is embedded. */
  databaseUrl: string | undefined;
  /** Where the embedded database and the attachments are kept. */
  dataDirectory: string;
  /** File a new embedded database starts from. */
  preparedDatabase: string | undefined;
  /** Of the mail server; without it mails are only logged. */
  smtpUrl: string | undefined;
  seal: SealConfig;
}

/** What documents are sealed with. */
export interface SealConfig {
  /** PEM of the key and its certificates, or the path of such a file or of a PKCS #12 file. */
  key?: string | undefined;
  passphrase?: string | undefined;
  /** Path of certificates of earlier keys, PEM: what they sealed stays ours. */
  formerCertificates?: string | undefined;
  /** Whether a key may be made where there is none: it proves nothing to anybody else. */
  developmentAllowed: boolean;
  /** Of an RFC 3161 server. */
  timeStampUrl?: string | undefined;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment. All of it is optional:
 *
 * | variable | default |
 * |---|---|
 * | `HOST`, `PORT` | `127.0.0.1`, `3000` |
 * | `PUBLIC_URL` | `http://localhost:<PORT>` |
 * | `DATABASE_URL` | embedded database |
 * | `DATA_DIRECTORY` | `./data` |
 * | `PREPARED_DATABASE` | none |
 * | `SECRET` | made on the first start, kept in the database |
 * | `APP_NAME` | `ETRON Kundenportal` |
 * | `SMTP_URL`, `MAIL_FROM` | mails are logged; `noreply@localhost` |
 * | `PROXY_HOPS` | `0` |
 * | `PROOF_OF_WORK_COST`, `PROOF_OF_WORK_COUNTER` | `1000`, `250` |
 * | `CLAMD` | `<host>:<port>` of the virus scanner; none |
 * | `SEAL_KEY` | PEM of key and certificates, or path of a PEM or PKCS #12 file; a key for development, kept in `DATA_DIRECTORY` |
 * | `SEAL_PASSPHRASE`, `SEAL_FORMER_CERTIFICATES` | none |
 * | `SEAL_DEVELOPMENT` | `allow` or `refuse` a key for development; refused where `NODE_ENV` is `production` |
 * | `TIME_STAMP_URL` | RFC 3161 server; none |
 */
export function readConfig(env: Environment): ServerConfig {
  const port = readNumber(env, 'PORT', 3000, 65_535);
  const scanner = env['CLAMD'] ? readAddress('CLAMD', env['CLAMD']) : undefined;
  const secret = env['SECRET'];
  if (secret !== undefined && secret.length < 32) throw new Error('SECRET has to have 32 characters at least.');
  return {
    app: {
      publicUrl: readUrl('PUBLIC_URL', env['PUBLIC_URL'] ?? `http://localhost:${port}`),
      appName: env['APP_NAME'] ?? 'ETRON Kundenportal',
      secret,
      proxyHops: readNumber(env, 'PROXY_HOPS', 0, 10),
      proofOfWork: {
        cost: readNumber(env, 'PROOF_OF_WORK_COST', 1_000, 1_000_000),
        counter: readNumber(env, 'PROOF_OF_WORK_COUNTER', 250, 1_000_000),
      },
      ...(scanner && { scanner }),
      mailFrom: env['MAIL_FROM'] ?? 'noreply@localhost',
    },
    host: env['HOST'] ?? '127.0.0.1',
    port,
    databaseUrl: env['DATABASE_URL'],
    dataDirectory: env['DATA_DIRECTORY'] ?? './data',
    preparedDatabase: env['PREPARED_DATABASE'],
    smtpUrl: env['SMTP_URL'],
    seal: {
      key: env['SEAL_KEY'],
      passphrase: env['SEAL_PASSPHRASE'],
      formerCertificates: env['SEAL_FORMER_CERTIFICATES'],
      developmentAllowed: readDevelopment(env),
      timeStampUrl: env['TIME_STAMP_URL'] && readUrl('TIME_STAMP_URL', env['TIME_STAMP_URL']),
    },
  };
}

function readDevelopment(env: Environment): boolean {
  const { SEAL_DEVELOPMENT: wish = env['NODE_ENV'] === 'production' ? 'refuse' : 'allow' } = env;
  if (wish !== 'allow' && wish !== 'refuse')
    throw new Error(`SEAL_DEVELOPMENT has to be "allow" or "refuse", but is "${wish}".`);
  return wish === 'allow';
}

function readNumber(env: Environment, name: string, fallback: number, max: number): number {
  const text = env[name];
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > max)
    throw new Error(`${name} has to be a whole number from 0 to ${max}, but is "${text}".`);
  return value;
}

function readUrl(name: string, text: string): string {
  if (!URL.canParse(text)) throw new Error(`${name} has to be a URL, but is "${text}".`);
  return text.replace(/\/+$/, '');
}

function readAddress(name: string, text: string): { host: string; port: number } {
  const match = /^(.+):(\d+)$/.exec(text);
  if (!match) throw new Error(`${name} has to be <host>:<port>, but is "${text}".`);
  return { host: match[1]!, port: Number(match[2]) };
}
