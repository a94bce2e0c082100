import * as z from 'zod';
import { DEFAULT_LANGUAGE, LANGUAGES, type Language } from '../src/contract/language.ts';

/** The settings that requests and jobs need. */
export interface Config {
  /** Address of the portal as browsers see it, without a slash at the end. */
  publicUrl: string;
  /** Language of what the server prints or keeps without a reader who asks for it: the pages of a seal, how a signer was recognised. */
  printLanguage: Language;
  /** Name in mails and in the API's description. */
  appName: string;
  /** All keys the server signs with are derived from it. */
  secret: string;
  /** How many of our own proxies are in front of the server: so many entries of `X-Forwarded-For`, counted from the right, are believed. */
  proxyHops: number;
  proofOfWork: {
    /** Iterations of one attempt. */
    cost: number;
    /** Attempts a browser needs on average. */
    counter: number;
  };
  /** Virus scanner (clamd) that every upload goes through. Without one, uploads are not scanned. */
  scanner?: { host: string; port: number };
  /** Address mails are sent from. */
  mailFrom: string;
  /** Address of the team: told of what customers do where no employee looks after it. Without one, nobody is told then. */
  supportAddress?: string;
}

/** All settings of a server, as `readConfig` reads them from the environment. */
interface ServerConfig {
  /** Without a secret, the server makes one and keeps it in the database. */
  app: Omit<Config, 'secret'> & { secret: string | undefined };
  host: string;
  port: number;
  /** Connection string of a PostgreSQL server. Without it, the database is embedded. */
  databaseUrl: string | undefined;
  /** Where the embedded database and the attachments are kept. */
  dataDirectory: string;
  /** File that a new embedded database starts from. */
  preparedDatabase: string | undefined;
  /** Address of the mail server. Without it, mails are only logged. */
  smtpUrl: string | undefined;
  seal: SealConfig;
}

/** What documents are sealed with. */
export interface SealConfig {
  /** PEM of the key and its certificates, or the path of such a file or of a PKCS #12 file. */
  key?: string | undefined;
  passphrase?: string | undefined;
  /** Path of a PEM file with the certificates of earlier keys, so that what they sealed still verifies. */
  formerCertificates?: string | undefined;
  /** Whether the server may make a key for development when there is no other. Its seals prove nothing to anybody else. */
  developmentAllowed: boolean;
  /** Address of an RFC 3161 server. */
  timeStampUrl?: string | undefined;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** A text that passes the check, or else `must`: what it must be, as the end of a sentence. */
const text = (check: (text: string) => boolean, must: string) => z.string().refine(check, { error: `must be ${must}` });

const wholeNumber = (max: number) =>
  text((value) => /^\d+$/.test(value) && Number(value) <= max, `a whole number from 0 to ${max}`).transform(Number);

const url = (...protocols: string[]) =>
  text(
    (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol.slice(0, -1)),
    `a URL that begins with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
  ).transform((value) => value.replace(/\/+$/, ''));

const ADDRESS = /^(.+):(\d+)$/;

const address = text((value) => ADDRESS.test(value), '<host>:<port>').transform((value) => {
  const [, host = '', port] = ADDRESS.exec(value) ?? [];
  return { host, port: Number(port) };
});

const emailAddress = text((value) => /^[^@\s]+@[^@\s]+$/.test(value), 'an e-mail address');

/** The variables the server reads. None of them is required; README.md explains each. */
const variables = z.object({
  NODE_ENV: z.string().optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(65_535).default(3000),
  PUBLIC_URL: url('https', 'http').optional(),
  // Not a URL to the URL parser: without a host, it names the directory of a Unix socket in its query.
  DATABASE_URL: text(
    (value) => /^postgres(ql)?:\/\//.test(value),
    'a connection string that begins with postgres:// or postgresql://',
  ).optional(),
  DATA_DIRECTORY: z.string().default('./data'),
  PREPARED_DATABASE: z.string().optional(),
  SECRET: text((value) => value.length >= 32, 'a text of at least 32 characters').optional(),
  PRINT_LANGUAGE: z.enum(LANGUAGES, { error: `must be one of ${LANGUAGES.join(', ')}` }).default(DEFAULT_LANGUAGE),
  APP_NAME: z.string().default('ETRON Kundenportal'),
  SMTP_URL: url('smtp', 'smtps').optional(),
  MAIL_FROM: emailAddress.default('noreply@localhost'),
  SUPPORT_ADDRESS: emailAddress.optional(),
  PROXY_HOPS: wholeNumber(10).default(0),
  PROOF_OF_WORK_COST: wholeNumber(1_000_000).default(1_000),
  PROOF_OF_WORK_COUNTER: wholeNumber(1_000_000).default(250),
  CLAMD: address.optional(),
  SEAL_KEY: z.string().optional(),
  SEAL_PASSPHRASE: z.string().optional(),
  SEAL_FORMER_CERTIFICATES: z.string().optional(),
  SEAL_DEVELOPMENT: z.enum(['allow', 'refuse'], { error: 'must be "allow" or "refuse"' }).optional(),
  TIME_STAMP_URL: url('https', 'http').optional(),
});

/** Variables whose values must not get into a log. */
const CONFIDENTIAL = new Set(['SECRET', 'DATABASE_URL', 'SMTP_URL', 'SEAL_KEY', 'SEAL_PASSPHRASE']);

/**
 * Reads the settings of the server from the environment. An empty variable counts as one that is not set.
 * @throws Error that names every variable that is wrong, and says what it must be.
 */
export function readConfig(env: Environment): ServerConfig {
  const result = variables.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!result.success) throw new Error(result.error.issues.map((issue) => explain(issue, env)).join('\n'));
  const { data } = result;
  return {
    app: {
      publicUrl: data.PUBLIC_URL ?? `http://localhost:${data.PORT}`,
      printLanguage: data.PRINT_LANGUAGE,
      appName: data.APP_NAME,
      secret: data.SECRET,
      proxyHops: data.PROXY_HOPS,
      proofOfWork: { cost: data.PROOF_OF_WORK_COST, counter: data.PROOF_OF_WORK_COUNTER },
      ...(data.CLAMD && { scanner: data.CLAMD }),
      mailFrom: data.MAIL_FROM,
      ...(data.SUPPORT_ADDRESS !== undefined && { supportAddress: data.SUPPORT_ADDRESS }),
    },
    host: data.HOST,
    port: data.PORT,
    databaseUrl: data.DATABASE_URL,
    dataDirectory: data.DATA_DIRECTORY,
    preparedDatabase: data.PREPARED_DATABASE,
    smtpUrl: data.SMTP_URL,
    seal: {
      key: data.SEAL_KEY,
      passphrase: data.SEAL_PASSPHRASE,
      formerCertificates: data.SEAL_FORMER_CERTIFICATES,
      developmentAllowed: (data.SEAL_DEVELOPMENT ?? (data.NODE_ENV === 'production' ? 'refuse' : 'allow')) === 'allow',
      timeStampUrl: data.TIME_STAMP_URL,
    },
  };
}

function explain({ path, message }: z.core.$ZodIssue, env: Environment): string {
  const name = String(path[0]);
  return `${name} ${message}${CONFIDENTIAL.has(name) ? '' : `, but is "${env[name]}"`}.`;
}
