import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { openBlobStore } from '../../server/blobs/blob-store.ts';
import { openDatabase } from '../../server/db/open-database.ts';
import { isIntact, listEvents } from '../../server/modules/documents/audit-trail.ts';
import { createTestApp } from '../../server/testing/test-app.ts';
import { DOCUMENT_STATUSES, type DocumentStatus } from '../../src/contract/documents.limits.ts';
import { TICKET_TRANSITIONS } from '../../src/contract/tickets.limits.ts';
import { buildDatabase } from '../build.ts';
import { viennaClock } from './calendar.ts';
import { fillDocuments } from './documents.ts';
import { fillDemo } from './fill.ts';
import { demoTickets } from './tickets.ts';

const NOW = Date.parse('2026-11-24T10:00:00Z');

describe('The demo’s tickets', () => {
  const tickets = demoTickets(NOW);
  const texts = tickets.flatMap(({ subject, description, entries }) => [
    subject,
    description,
    ...entries.map(({ body }) => body ?? ''),
  ]);

  it('are the same whenever they are told for the same moment', () => assert.deepEqual(demoTickets(NOW), tickets));

  it('are about many things, with every placeholder filled', () => {
    assert.ok(new Set(tickets.map(({ subject }) => subject)).size >= 60);
    assert.deepEqual(
      texts.filter((text) => /[{}]/.test(text)),
      [],
    );
  });

  it('move only as tickets may, in order, and never in the future', () => {
    for (const { createdAt, entries, status } of tickets) {
      let [state, time]: [keyof typeof TICKET_TRANSITIONS, number] = ['new', createdAt];
      for (const { kind, at, from, to } of entries) {
        assert.ok(at >= time && at < NOW);
        time = at;
        if (kind !== 'status' || !to) continue;
        assert.equal(from, state);
        assert.ok(TICKET_TRANSITIONS[state].includes(to));
        state = to;
      }
      assert.equal(status, state);
    }
  });

  it('are worked on when support works', () => {
    for (const { at, author } of tickets.flatMap(({ entries }) => entries)) {
      if (author.role !== 'staff') continue;
      const clock = viennaClock(at);
      assert.ok(clock.getUTCHours() >= 8 && clock.getUTCHours() < 17, clock.toISOString());
      assert.ok(clock.getUTCDay() >= 1 && clock.getUTCDay() <= 5, clock.toISOString());
    }
  });

  it('fill an empty database, once, and leave the counter where the next number goes on', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'etron-seed-'));
    const db = await openDatabase({ prepared: await buildDatabase() });
    const deps = { db, blobs: await openBlobStore(directory) };
    try {
      assert.equal(await fillDemo(deps, NOW), true);
      assert.equal(await fillDemo(deps, NOW), false);
      const { rows } = await db.system((tx) =>
        sql`
          select (select count(*) from tickets) as tickets, (select count(*) from users) as users,
            (select count(*) from companies where kind = 'partner') as partners, (select count(*) from companies where kind = 'customer') as customers,
            (select sum(last) from ticket_numbers) as counted
        `.execute(tx),
      );
      assert.deepEqual(
        Object.fromEntries(Object.entries(rows[0] as object).map(([name, count]) => [name, Number(count)])),
        { tickets: 400, users: 40, partners: 2, customers: 12, counted: 400 },
      );
    } finally {
      await db.close();
      rmSync(directory, { recursive: true, force: true });
    }
  });
});

describe('The demo’s documents', () => {
  it('are there in every state, with nobody to be mailed and an audit trail that holds', async () => {
    const t = await createTestApp();
    try {
      const now = Date.now();
      await fillDemo(t.deps, now);
      await fillDocuments(t.deps, now);
      await t.runJobs();
      assert.deepEqual(t.mails, []);
      await t.deps.db.system(async (tx) => {
        const { rows } = await sql<{ id: string; status: DocumentStatus; sha256: string; changedAt: Date }>`
          select id, status, sha256, changed_at as "changedAt" from documents
        `.execute(tx);
        assert.deepEqual(new Set(rows.map(({ status }) => status)), new Set(DOCUMENT_STATUSES));
        for (const row of rows) {
          assert.ok(row.changedAt.getTime() <= now);
          assert.ok(isIntact(row, await listEvents(tx, row.id)));
        }
        const { rows: about } = await sql<{ kind: string }>`
          select kind from history_entries where record_kind = 'document' and created_at <= ${new Date(now)}
          union select 'time' from time_entries where record_kind = 'document'
          union select 'nobody' from documents where assignee_id is null
        `.execute(tx);
        assert.deepEqual(new Set(about.map(({ kind }) => kind)), new Set(['message', 'assignment', 'time', 'nobody']));
      });
    } finally {
      await t.close();
    }
  });
});
