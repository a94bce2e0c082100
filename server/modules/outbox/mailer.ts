import nodemailer from 'nodemailer';
import type { Config } from '../../config.ts';
import type { Logger } from '../../log.ts';

/** Milliseconds a silent mail server is waited for. Less than the worker's lease together, or another worker would send the mail as well. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** A mail of fixed text: what strangers wrote never belongs in one. */
export interface Mail {
  /** One address. */
  to: string;
  subject: string;
  /** A paragraph that is a link is shown as one. */
  paragraphs: string[];
}

/** Sends mails. Resolves when the mail server has taken one over. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}

/** Sends through a mail server; without one, writes mails to the log. */
export function createMailer(
  smtpUrl: string | undefined,
  { mailFrom, appName }: Pick<Config, 'mailFrom' | 'appName'>,
  log: Logger,
  patience = PATIENCE,
): Mailer {
  if (smtpUrl === undefined) {
    return {
      async send(mail) {
        log.info('A mail was not sent, because no mail server is configured.', { ...mail });
      },
    };
  }
  const url = new URL(smtpUrl);
  for (const [name, limit] of Object.entries(patience)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(limit));
  }
  const transport = nodemailer.createTransport(url.href);
  return {
    async send({ to, subject, paragraphs }) {
      // As an object, so that no part of an address is read as a second one or a header.
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
