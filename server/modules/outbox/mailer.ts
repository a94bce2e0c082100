import nodemailer from 'nodemailer';
import type { Config } from '../../config.ts';
import type { Logger } from '../../log.ts';

/**
 * How long to wait for a mail server that does not answer, in milliseconds. Together less than the lease of the worker (`outbox.ts`): otherwise
 * a second worker would take the job over and send the same mail.
 */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** A mail. Its text is fixed: nothing that a stranger typed belongs into one. */
export interface Mail {
  /** Exactly one address. */
  to: string;
  subject: string;
  /** A paragraph that consists of a link becomes a link in the HTML part. */
  paragraphs: string[];
}

export interface Mailer {
  /** Resolves when the mail server has accepted the mail. */
  send(mail: Mail): Promise<void>;
}

/** A mailer that sends through the server at `smtpUrl`. Without a server, it writes mails to the log. */
export function createMailer(
  smtpUrl: string | undefined,
  { mailFrom, appName }: Pick<Config, 'mailFrom' | 'appName'>,
  log: Logger,
  timeouts = TIMEOUTS,
): Mailer {
  if (smtpUrl === undefined) {
    return {
      async send(mail) {
        log.info('A mail was not sent, because no mail server is configured.', { ...mail });
      },
    };
  }
  const url = new URL(smtpUrl);
  for (const [name, limit] of Object.entries(timeouts)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(limit));
  }
  const transport = nodemailer.createTransport(url.href);
  return {
    async send({ to, subject, paragraphs }) {
      // Addresses are passed as objects, so that no part of one can be read as a second address or as a header.
      await transport.sendMail({
        from: { name: appName, address: mailFrom },
        to: { name: '', address: to },
        subject,
        text: `${paragraphs.join('\n\n')}\n`,
        html: paragraphs.map(paragraphHtml).join('\n'),
      });
    },
  };
}

function paragraphHtml(text: string): string {
  const safe = text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  return /^https?:\/\/\S+$/.test(text) ? `<p><a href="${safe}">${safe}</a></p>` : `<p>${safe}</p>`;
}
