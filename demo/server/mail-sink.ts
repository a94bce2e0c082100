import { buffer } from 'node:stream/consumers';
import { Hono } from 'hono';
import { html } from 'hono/html';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** Number of mails that are kept, so that a demo that runs for days does not use more and more memory. */
const KEPT = 200;

export interface MailSink {
  /** `smtp://…` to send to. */
  url: string;
  /** Newest first. */
  mails: readonly Email[];
  /** Pages to read them with: `/` and `/<n>`, and all of them as JSON below `/all`. */
  pages: Hono;
  close(): Promise<void>;
}

/** A mail server for the demo: it accepts every mail, delivers none, and shows them on a page. */
export async function startMailSink(): Promise<MailSink> {
  const mails: Email[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      buffer(stream)
        .then((bytes) => PostalMime.parse(bytes))
        .then((mail) => {
          mails.unshift(mail);
          mails.length = Math.min(mails.length, KEPT);
          done();
        }, done);
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    const listener = server.listen(0, '127.0.0.1', () => {
      const address = listener.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    pages: mailPages(mails),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const time = new Intl.DateTimeFormat('de-AT', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Vienna' });

const layout = (title: string, content: ReturnType<typeof html>) => html`<!doctype html>
<html lang="de">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title} – Demo-Postfach</title>
    <link rel="stylesheet" href="/mails.css" />
  </head>
  <body>
    ${content}
  </body>
</html>`;

/** Text with its links made clickable. */
const linked = (text: string) =>
  text.split(/(https?:\/\/[^\s<>]+)/).map((part, i) => (i % 2 ? html`<a href="${part}">${part}</a>` : part));

const recipients = (mail: Email) => mail.to?.map(({ address }) => address).join(', ') ?? '';

function mailPages(mails: readonly Email[]): Hono {
  return new Hono()
    .get('/', (c) =>
      c.html(
        layout(
          'Mails',
          html`<main>
            <h1>Demo-Postfach</h1>
            <p>Alle E-Mails, die das Portal verschickt hätte. Die Demo verschickt nichts. <a href="/mails">Aktualisieren</a></p>
            ${
              mails.length
                ? html`<ul>
                    ${mails.map(
                      (mail, i) => html`<li>
                        <a href="/mails/${mails.length - i}"><strong>${mail.subject}</strong></a>
                        <span>an ${recipients(mail)}</span>
                        <time>${time.format(new Date(mail.date ?? 0))}</time>
                      </li>`,
                    )}
                  </ul>`
                : html`<p class="empty">Noch keine Mails. Fordern Sie im Portal einen Link zur Anmeldung an oder reichen Sie auf der Partner-Website ein Ticket ein.</p>`
            }
          </main>`,
        ),
      ),
    )
    .get('/all', (c) => c.json(mails.map((mail) => ({ to: recipients(mail), subject: mail.subject, text: mail.text }))))
    .get('/:number{[0-9]+}', (c) => {
      const mail = mails[mails.length - Number(c.req.param('number'))];
      if (!mail) return c.notFound();
      return c.html(
        layout(
          mail.subject ?? '',
          html`<main>
            <p><a href="/mails">← Alle Mails</a></p>
            <h1>${mail.subject}</h1>
            <p>an ${recipients(mail)} · <time>${time.format(new Date(mail.date ?? 0))}</time></p>
            <pre>${linked(mail.text ?? '')}</pre>
          </main>`,
        ),
      );
    });
}
