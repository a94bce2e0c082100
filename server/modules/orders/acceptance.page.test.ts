// One database: this is decided above the SQL, which other tests run on both.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Order, OrderOptions } from '../../../src/contract/orders.ts';
import { readPdf } from '../../blobs/pdfs.ts';
import { run, whyNoPrograms } from '../../pdf/testing/programs.ts';
import { orderItem } from '../../testing/erp-factories.ts';
import { createOrderWorld } from '../../testing/order-world.ts';

const skip = whyNoPrograms();
const w = await createOrderWorld();

const folder = await mkdtemp(join(tmpdir(), 'etron-acceptance-'));

after(async () => {
  await w.t.close();
  await rm(folder, { recursive: true });
});

const lines = [
  orderItem('a', { quantity: '12.5', unitPrice: '1234.56', discount: '7.5' }),
  orderItem('b', { text: 'Bondrucker\nmit Netzteil', unit: null, unitPrice: '9.90', taxRate: 10, optional: true }),
  orderItem('c', { text: 'Lade', optional: true }),
  orderItem('d', { text: 'Schulung', unit: 'Std.', quantity: '2.5', optional: true }),
];

/** The PDF of an offer that was accepted, in a file; and what can be read on its pages. */
async function accepted(offer: Order, options: OrderOptions) {
  const { body } = await w.accept(w.clients.buyer, offer, { options });
  const path = join(folder, `${offer.id}.pdf`);
  await writeFile(path, await readPdf(w.t.deps.blobs, body.file!.sha256));
  const { output } = await run('pdftotext', '-layout', path, '-');
  return { order: body, path, text: output.replaceAll(/\s+/g, ' ') };
}

test('an accepted offer is a valid PDF under our seal, and says what was accepted', { skip }, async () => {
  const offer = await w.offer({ number: 'AN-2026-00123', title: 'Kassen für Linz', lines, gross: '17129.52' });
  const { order, path, text } = await accepted(offer, { b: '1000', d: '2.5' });
  const { output } = await run('pdfsig', path);
  assert.match(output, /Total document signed/);
  assert.match(output, /Signature is Valid\./);
  assert.match(output, /ETSI\.CAdES\.detached/);
  const checked = await run('qpdf', '--check', path);
  assert.equal(checked.code, 0, checked.output);
  for (const said of [
    'Kassen für Linz Angebot AN-2026-00123 Vom 01.11.2026 Kunde Bäckerei Hollerbach',
    'Gewählte Optionen 1.000 × Bondrucker mit Netzteil – 9.900,00 € netto',
    '2,5 Std. Schulung – 250,00 € netto',
    'Netto 24.424,60 €',
    '20 % USt. von 14.524,60 € 2.904,92 €',
    '10 % USt. von 9.900,00 € 990,00 €',
    'Gesamt 28.319,52 €',
    'Das Angebot AN-2026-00123 wurde für Bäckerei Hollerbach um 28.319,52 € angenommen.',
    'Maria Muster Bäckerei Hollerbach',
    'Erkannt durch Anmeldung im Portal',
    offer.sha256,
    offer.file!.sha256,
  ])
    assert.ok(text.includes(said), `${said}\n${text}`);
  assert.ok(!text.includes('Lade'));
  assert.equal(order.gross, '28319.52');
});

test('who takes no option reads so, and who has none reads nothing of it', { skip }, async () => {
  const some = await accepted(await w.offer({ lines, gross: '17129.52' }), {});
  assert.match(some.text, /Keine der angebotenen Optionen wurde gewählt\./);
  const none = await accepted(await w.offer({ lines: lines.slice(0, 1), gross: '17129.52' }), {});
  assert.doesNotMatch(none.text, /Option/);
});

test('is printed in the language of the server', { skip }, async () => {
  const offer = await w.offer({ number: 'AN-2026-00124', lines, gross: '17129.52' });
  w.t.deps.config.printLanguage = 'en';
  const { text } = await accepted(offer, { b: '1000' }).finally(() => {
    w.t.deps.config.printLanguage = 'de';
  });
  for (const said of [
    'Offer AN-2026-00124 Of 1 Nov 2026',
    'Chosen options 1,000 × Bondrucker mit Netzteil – €9,900.00 net',
    'VAT 20% of €14,274.60 €2,854.92',
    'Known by Login to the portal',
    'Page 1 of 1',
  ])
    assert.ok(text.includes(said), `${said}\n${text}`);
});
