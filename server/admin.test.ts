// One database: it starts the ones it is about itself.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { sql } from 'kysely';
import { openDatabase } from './db/open-database.ts';

const directory = mkdtempSync(join(tmpdir(), 'etron-admin-'));

function admin(args: string[], input = ''): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['server/admin.ts', ...args], {
    env: { ...process.env, DATA_DIRECTORY: directory, DATABASE_URL: undefined },
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  child.stdin.end(input);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })));
}

const succeeds = async (args: string[], input?: string) =>
  assert.deepEqual((await admin(args, input)).code, 0, args.join(' '));

describe('The operator’s commands', () => {
  after(() => rmSync(directory, { recursive: true, force: true }));

  it('set up a partner, its customer, people, an embed key and a host', async () => {
    const jwk = join(directory, 'key.json');
    writeFileSync(jwk, JSON.stringify({ kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }));
    await succeeds(['company', 'Kassenhaus', '--is-partner']);
    await succeeds(['company', 'Bäckerei', '--partner', 'Kassenhaus']);
    await succeeds(['user', 'Chefin@Baeckerei.example', 'Maria', '--company', 'Bäckerei', '--management']);
    await succeeds(['user', 'lukas@etron.example', 'Lukas']);
    await succeeds(['password', 'chefin@baeckerei.example'], 'ein langes Passwort\n');
    await succeeds(['embed-key', 'kassenhaus', '--partner', 'Kassenhaus', '--origin', 'https://kassenhaus.example']);
    await succeeds([
      'host',
      'https://erp.example',
      'ERP',
      '--origin',
      'https://erp.example',
      '--kid',
      '1',
      '--jwk',
      jwk,
      '--trusted-for-signing',
    ]);
    await succeeds(['host-user', 'https://erp.example', '42', 'chefin@baeckerei.example']);

    const made = await admin(['api-key', 'erp', '--scope', 'orders', '--scope', 'files', '--scope', 'orders']);
    const [key = '', ...further] = made.said.split('\n');
    assert.match(key, /^etron_sk_[\w-]{43}$/);
    assert.deepEqual([made.code, further], [0, ['Done.', '']]);
    await succeeds(['api-key', 'old', '--scope', 'changes']);
    await succeeds(['revoke-api-key', 'old']);

    const erased = await admin(['erase-person', 'chefin@baeckerei.example']);
    assert.deepEqual(erased, { code: 0, said: 'Erased from 0 events.\nDone.\n' });

    const db = await openDatabase({ directory });
    const { rows } = await db.system((tx) =>
      sql`
        select u.email, u.role, u.management, c.name as company, p.name as partner, hu.subject, h.trusted_for_signing as trusted, a.password like 'scrypt$%' as hashed
        from users u left join companies c on c.id = u.company_id left join companies p on p.id = c.partner_id
          left join host_users hu on hu.user_id = u.id left join hosts h on h.id = hu.host_id left join accounts a on a.user_id = u.id
        order by u.email
      `.execute(tx),
    );
    const keys = await db.system((tx) =>
      sql`select name, hash, scopes, revoked_at is not null as revoked from api_keys order by name`.execute(tx),
    );
    await db.close();
    assert.deepEqual(
      keys.rows.map((row) => ({ ...(row as object), hash: undefined })),
      [
        { name: 'erp', hash: undefined, scopes: ['orders', 'files'], revoked: false },
        { name: 'old', hash: undefined, scopes: ['changes'], revoked: true },
      ],
    );
    assert.ok(!JSON.stringify(keys.rows).includes(key.slice(9)), 'nobody who reads the database has the key');
    assert.deepEqual(rows, [
      {
        email: 'chefin@baeckerei.example',
        role: 'customer',
        management: true,
        company: 'Bäckerei',
        partner: 'Kassenhaus',
        subject: '42',
        trusted: true,
        hashed: true,
      },
      {
        email: 'lukas@etron.example',
        role: 'staff',
        management: false,
        company: null,
        partner: null,
        subject: null,
        trusted: null,
        hashed: null,
      },
    ]);
  });

  it('refuse what is incomplete or dangerous, and say why', async () => {
    const jwk = join(directory, 'private.json');
    writeFileSync(jwk, JSON.stringify({ kty: 'EC', crv: 'P-256', x: 'x', y: 'y', d: 'secret' }));
    const host = ['host', 'https://erp.example', 'ERP', '--origin', 'https://erp.example', '--kid', '1', '--jwk', jwk];
    for (const [args, words] of [
      [['user', 'nobody', 'Niemand'], 'Not an e-mail address'],
      [['embed-key', 'x', '--partner', 'Kassenhaus', '--origin', 'https://x.example/'], 'Not an origin'],
      [['embed-key', 'x', '--partner', 'Nirgends', '--origin', 'https://x.example'], 'no company called'],
      [host, 'private key'],
      [['host-user', 'https://erp.example', '1', 'unbekannt@x.example'], 'Not found'],
      [['api-key', 'x'], 'Not a scope: (none)'],
      [['api-key', 'x', '--scope', 'everything'], 'Not a scope: everything'],
      [['api-key', 'old', '--scope', 'changes'], 'called "old"'],
      [['revoke-api-key', 'old'], 'Not found'],
      [['tidy'], 'Unknown command'],
    ] as const) {
      const { code, said } = await admin([...args]);
      assert.equal(code, 1);
      assert.ok(said.includes(words), said);
    }
  });
});
