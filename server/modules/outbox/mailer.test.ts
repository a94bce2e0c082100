// One database: it uses none.
import assert from 'node:assert/strict';
import { type AddressInfo, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { createLogger } from '../../log.ts';
import { createMailer } from './mailer.ts';

const received: { to: string[]; content: string }[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  async onData(stream, session, done) {
    received.push({ to: session.envelope.rcptTo.map(({ address }) => address), content: await text(stream) });
    done();
  },
});
const config = { mailFrom: 'portal@example.com', appName: 'ETRON Kundenportal' };

await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const url: string = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;

after(() => new Promise<void>((resolve) => server.close(resolve)));

test('a mail comes as text and as HTML, with its link', async () => {
  const mailer = createMailer(
    url,
    config,
    createLogger(() => {}),
  );
  await mailer.send({
    to: 'erika@example.com',
    subject: 'Ihr Anmeldelink',
    paragraphs: ['Guten Tag <b>,', 'https://portal.example/#a=1&b=2'],
  });
  const { to, content } = received.pop()!;
  assert.deepEqual(to, ['erika@example.com']);
  assert.match(content, /From: ETRON Kundenportal <portal@example\.com>/);
  assert.match(content, /Subject: Ihr Anmeldelink/);
  assert.match(content, /Guten Tag <b>,\r\n\r\nhttps/);
  assert.match(content.replaceAll('=\r\n', ''), /Guten Tag &#60;b&#62;,/);
  assert.match(content.replaceAll('=\r\n', ''), /<a href=(3D)?"https:\/\/portal\.example\/#a(=3D|=)1&#38;b/);
});

test('no line break or second address gets into a header (50)', async () => {
  const mailer = createMailer(
    url,
    config,
    createLogger(() => {}),
  );
  await mailer.send({ to: 'erika@example.com', subject: 'a\r\nBcc: victim@example.com', paragraphs: [] });
  const { to, content } = received.pop()!;
  assert.deepEqual(to, ['erika@example.com']);
  assert.doesNotMatch(content, /^Bcc:/m);
  await mailer.send({ to: 'a@example.com, victim@example.com', subject: 'x', paragraphs: [] }).catch(() => {});
  assert.ok(!received.some((mail) => mail.to.includes('victim@example.com')));
});

test('without a mail server, mails are logged', async () => {
  const lines: string[] = [];
  await createMailer(
    undefined,
    config,
    createLogger((line) => lines.push(line)),
  ).send({ to: 'a@example.com', subject: 'x', paragraphs: ['y'] });
  assert.equal(JSON.parse(lines[0]!).to, 'a@example.com');
});

test('a mail server that falls silent is given up, so that the outbox goes on and the server can stop', async () => {
  const silent = createServer((socket) =>
    socket
      .on('error', () => {})
      .resume()
      .write('220 hello\r\n'),
  );
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const mailer = createMailer(
    `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`,
    config,
    createLogger(() => {}),
    { connectionTimeout: 100, greetingTimeout: 100, socketTimeout: 100 },
  );
  await assert.rejects(mailer.send({ to: 'erika@example.com', subject: 'x', paragraphs: [] }), /timeout/i);
  await new Promise((resolve) => silent.close(resolve));
});
