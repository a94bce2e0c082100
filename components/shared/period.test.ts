import { assert } from '@open-wc/testing';
import { daysOf } from './period.ts';

describe('periods', () => {
  const days = (period: Parameters<typeof daysOf>[0], today: string) => {
    const { from, to } = daysOf(period, new Date(`${today}T12:00`));
    return `${from} ${to}`;
  };

  it('are whole months, quarters and years where the reader is', () => {
    assert.equal(days('month', '2024-02-10'), '2024-02-01 2024-02-29');
    assert.equal(days('last-month', '2026-11-30'), '2026-10-01 2026-10-31');
    assert.equal(days('last-month', '2026-01-31'), '2025-12-01 2025-12-31');
    assert.equal(days('quarter', '2026-11-30'), '2026-10-01 2026-12-31');
    assert.equal(days('quarter', '2026-03-31'), '2026-01-01 2026-03-31');
    assert.equal(days('year', '2026-11-30'), '2026-01-01 2026-12-31');
    assert.equal(days('last-year', '2026-01-01'), '2025-01-01 2025-12-31');
  });

  it('are all time without one', () => assert.deepEqual(daysOf(undefined), {}));
});
