import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { demoLogins, demoPassword } from './pages/shared/demo-logins.ts';
import { startDemo } from './server/demo.ts';

const { PORT = '4600', SECOND_PORT, DATA_DIRECTORY = './data', DATABASE_URL } = process.env;
const port = Number(PORT);
const secondPort = Number(SECOND_PORT ?? port + 1);

mkdirSync(DATA_DIRECTORY, { recursive: true });
const logFile = join(DATA_DIRECTORY, 'demo.log');
const roles = {
  customer: 'Kundin',
  client: 'Kundin des Partners',
  partner: 'Vertriebspartnerin',
  staff: 'Support',
};

try {
  const started = performance.now();
  const demo = await startDemo({
    port,
    secondPort,
    dataDirectory: DATA_DIRECTORY,
    databaseUrl: DATABASE_URL,
    log: (line) => appendFileSync(logFile, line),
  });
  const seconds = ((performance.now() - started) / 1000).toLocaleString('de-AT', { maximumFractionDigits: 1 });
  console.log(`
  ETRON Portal läuft (bereit nach ${seconds} s)

  Portal               ${demo.portalUrl}/
  Support              ${demo.portalUrl}/staff.html
  Partner-Website      ${demo.secondUrl}/partner/
  onRetail             ${demo.secondUrl}/onretail/
  Postfach             ${demo.portalUrl}/mails
  API                  ${demo.portalUrl}/api/docs

  Zugänge (Passwort für alle: ${demoPassword})
${demoLogins.map(({ role, email }) => `  ${roles[role].padEnd(21)}${email}`).join('\n')}

  Daten in ${DATA_DIRECTORY}${DATABASE_URL ? ' (Dateien) und PostgreSQL' : ''}. Beenden mit Strg+C.
`);
  let ending = false;
  const end = () => {
    if (ending) process.exit(1);
    ending = true;
    void demo.stop().then(() => process.exit(0));
  };
  process.on('SIGINT', end).on('SIGTERM', end);
} catch (error) {
  const { code, message } = error as { code?: string; message: string };
  console.error(code === 'EADDRINUSE' || code === undefined ? message : error);
  process.exitCode = 1;
}
