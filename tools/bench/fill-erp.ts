import type { Client } from 'pg';
import { COMPANIES, HITS, NEEDLE } from './fill.ts';

/** `count` invoices and as many offers and orders, spread over companies, days and states; the search finds as many of each company at every size. */
export async function fillErp(client: Client, count: number): Promise<void> {
  const rows = `generate_series(0, ${count - 1}) i, lateral (select
    uuid_of(1 + i % ${COMPANIES}) as company, date '2026-11-24' - i % 2000 as day, lpad(i::text, 7, '0') as digits,
    (array['Bondrucker', 'Kassenlade', 'Scanner', 'Waage', 'Lizenz', 'Wartung', 'Schulung', 'Support'])[1 + i % 8]
      || ' ' || case when i / ${COMPANIES} < ${HITS} then '${NEEDLE}' else md5(i::text) end as title,
    100 + i % 5000 as net) r`;
  await client.query(`
    insert into invoices (external_id, number, title, status, company_id, date, due_date, net, gross, due, pdf_sha256, pdf_size, search_text)
    select 'i' || i, 'RE-' || digits, title, (array['open', 'paid', 'paid', 'cancelled'])[1 + i / 7 % 4], company, day, day + 14, net, net * 1.2,
      case when i / 7 % 4 = 0 then net * 1.2 else 0 end, md5(i::text), 100000, lower('re-' || digits || chr(10) || title)
    from ${rows}
  `);
  await client.query(`
    insert into orders (external_id, number, title, status, offered, ordered_at, company_id, date, valid_until, lines, totals, net, gross, sha256,
      pdf_sha256, pdf_size, search_text)
    select 'o' || i, 'AN-' || digits, title, status, true, case when status = 'ordered' then day::timestamptz end, company, day, day + 30, '[]', '{}',
      net, net * 1.2, md5(i::text), md5(i::text), 100000, lower('an-' || digits || chr(10) || title)
    from ${rows}, lateral (select (array['open', 'ordered', 'ordered', 'cancelled'])[1 + i / 7 % 4] as status) s
  `);
}
