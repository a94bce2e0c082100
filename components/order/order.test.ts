import { assert } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { listHistory, streamChanges } from '../../src/contract/history.ts';
import { orderSchema } from '../../src/contract/orders.schema.ts';
import { getOrder, getOrderFile } from '../../src/contract/orders.ts';
import { aroundEach } from '../../src/internal/testing/history.ts';
import { mock, requestsOf } from '../../src/internal/testing/network.ts';
import { OrderRoom } from '../../src/internal/testing/order-room.ts';
import { inDays, sampleOrder } from '../../src/internal/testing/orders.ts';
import {
  allByRole,
  byRole,
  eventually,
  expectAccessible,
  overflowing,
  statusText,
  textOf,
  type,
} from '../../src/internal/testing/page.ts';
import { describeRecordPage } from '../shared/testing/record-page.ts';
import '../history/history.define.ts';
import './order.define.ts';

describe('<etron-order>', () => {
  let room: OrderRoom;
  before(() => setViewport({ width: 1280, height: 900 }));
  aroundEach(() => {
    room = new OrderRoom();
  });

  const answers = () => allByRole('button', /Annehmen|Ablehnen/);
  const lines = () => allByRole('row').map((row) => textOf(row).trim());
  const totals = (element: HTMLElement) => textOf(element.shadowRoot?.querySelector('.totals') as Element).trim();

  it('shows what is offered, line by line, and what it comes to', async () => {
    const order = await room.shown();
    assert.include(textOf(order), 'Angebot AN-2026-00123');
    assert.ok(byRole('heading', 'Zwei Kassenplätze für die Filiale Linz'));
    assert.ok(byRole('rowheader', 'Hardware'));
    assert.match(
      lines().find((line) => line.includes('Touch')) ?? '',
      /Intel N100, 8 GB RAM 2 Stk\. à 1\.290,00 € − ?10 % 20 % USt\. 2\.322,00 €/,
    );
    assert.match(lines().find((line) => line.includes('Einrichtung')) ?? '', /2,5 Std\. .*96,00 € .*240,00 €/);
    assert.ok(lines().includes('Anfahrt im Umkreis von 50 km inklusive.'));
    assert.equal(
      totals(order),
      'Summe netto 2.598,00 € USt. 20 % von 2.562,00 € 512,40 € USt. 10 % von 36,00 € 3,60 € Gesamtbetrag 3.114,00 €',
    );
    assert.include(textOf(order), 'Zahlbar innerhalb von 14 Tagen ohne Abzug.');
    assert.include(textOf(order), 'Katharina Moser');
    await eventually(() => byRole('heading', 'Historie'));
  });

  it('speaks English when the page does', async () => {
    const order = await room.shown();
    document.documentElement.lang = 'en';
    await eventually(() => byRole('button', 'Accept & sign'));
    assert.include(totals(order), 'VAT 20% of €2,562.00');
    assert.notMatch(textOf(order), /Gesamt|Angebot AN|gültig/);
  });

  it('reckons what optional items come to while they are chosen', async () => {
    const order = await room.shown();
    byRole('checkbox', 'Kassenlade dazunehmen').click();
    await eventually(() => totals(order).endsWith('Gesamtbetrag 3.232,80 €'));
    await eventually(() => statusText().includes('Gesamtbetrag 3.232,80 €'));
    assert.include(textOf(order), 'mit einer Option');
    byRole('button', 'Mehr: Kassenlade').click();
    await eventually(() => totals(order).endsWith('Gesamtbetrag 3.351,60 €'));
    const field = byRole<HTMLInputElement>('spinbutton', 'Menge von Kassenlade');
    for (const [typed, kept, gross] of [
      ['3', '3', '3.470,40 €'],
      ['', '3', '3.470,40 €'],
      ['-4', '1', '3.232,80 €'],
      ['1e9', '9999', '1.190.995,20 €'],
    ] as const) {
      type(field, typed);
      field.dispatchEvent(new Event('change'));
      await eventually(() => totals(order).endsWith(gross));
      assert.equal(field.value, kept);
    }
    byRole('checkbox', 'Schulung dazunehmen').click();
    await eventually(() => byRole<HTMLInputElement>('spinbutton', 'Menge von Schulung').value === '3');
    byRole('checkbox', 'Kassenlade dazunehmen').click();
    byRole('checkbox', 'Schulung dazunehmen').click();
    await eventually(() => totals(order).endsWith('Gesamtbetrag 3.114,00 €'));
  });

  it('takes as much as is offered of what can be divided, to the tenth', async () => {
    const lines = sampleOrder().lines.map((line) =>
      line.kind === 'item' && line.id === 'training' ? { ...line, quantity: '2.5' } : line,
    );
    room.order = sampleOrder({ lines });
    const order = await room.shown();
    byRole('checkbox', 'Schulung dazunehmen').click();
    const field = await eventually(() => byRole<HTMLInputElement>('spinbutton', 'Menge von Schulung'));
    assert.deepEqual([field.value, field.step, field.min], ['2.5', '0.1', '0.1']);
    await eventually(() => totals(order).endsWith('Gesamtbetrag 3.474,00 €'));
    byRole('button', 'Weniger: Schulung').click();
    await eventually(() => field.value === '1.5');
    byRole('button', 'Weniger: Schulung').click();
    await eventually(() => field.value === '0.5');
    byRole('button', 'Weniger: Schulung').click();
    await eventually(() => field.value === '0.1');
    type(field, '1.26');
    field.dispatchEvent(new Event('change'));
    await eventually(() => field.value === '1.3');
  });

  it('takes no less than one', async () => {
    await room.shown();
    byRole('checkbox', 'Kassenlade dazunehmen').click();
    const fewer = await eventually(() => byRole('button', 'Weniger: Kassenlade'));
    assert.equal(fewer.ariaDisabled, 'true');
    fewer.click();
    assert.equal(byRole<HTMLInputElement>('spinbutton').value, '1');
  });

  for (const [what, over, words] of [
    ['cancelled', { status: 'cancelled' }, /Storniert .*Wir haben dieses Angebot storniert/],
    ['expired', { status: 'expired', validUntil: inDays(-1) }, /Abgelaufen .*war gültig bis \d/],
    [
      'declined',
      {
        status: 'declined',
        answer: { kind: 'declined', name: 'Eva Berger', at: '2026-11-20T10:00:00Z', reason: 'Zu teuer.', options: {} },
      },
      /Abgelehnt .*Eva Berger hat das Angebot am 20\. .*Zu teuer\./,
    ],
    [
      'ordered in the ERP',
      { status: 'ordered', offered: false },
      /Verkaufsauftrag AN.*Der Verkaufsauftrag ist erteilt/,
    ],
    ['watched by staff', { answering: 'none' }, /Der Kunde hat noch nicht geantwortet/],
  ] as const) {
    it(`says in words that it is ${what}, without a button to answer`, async () => {
      room.order = sampleOrder({ answering: 'none', ...over });
      const order = await room.shown();
      assert.match(textOf(order), words);
      assert.deepEqual(answers(), []);
      assert.deepEqual(allByRole('checkbox'), []);
      await expectAccessible(order);
    });
  }

  it('shows the options that were taken, and sealed paper, once it is accepted', async () => {
    room.order = sampleOrder({
      status: 'ordered',
      answering: 'none',
      sealed: true,
      answer: {
        kind: 'accepted',
        name: 'Eva Berger',
        at: '2026-11-20T10:00:00Z',
        reason: null,
        options: { drawer: '2' },
      },
    });
    const order = await room.shown();
    assert.match(textOf(order), /Angenommen und unterschrieben Eva Berger hat das Angebot am 20\./);
    assert.match(lines().find((line) => line.includes('Kassenlade')) ?? '', /Optional 2 Stk\. .*198,00 €/);
    assert.match(lines().find((line) => line.includes('Schulung')) ?? '', /nicht bestellt/);
    assert.lengthOf(allByRole('button', 'Unterschriebenes PDF herunterladen'), 1);
  });

  it('leads to the portal where it may not be answered here', async () => {
    room.order = sampleOrder({ answering: 'elsewhere' });
    const order = await room.shown();
    const link = byRole<HTMLAnchorElement>('link', 'Im Kundenportal öffnen');
    assert.equal(link.href, 'https://portal.example/offers/70');
    assert.deepEqual(answers(), []);
    await expectAccessible(order);
  });

  it('downloads the PDF', async () => {
    const clicked: string[] = [];
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function () {
      clicked.push(this.download);
    };
    mock(getOrderFile, undefined, () => new Response('PDF'));
    try {
      await room.shown();
      byRole('button', 'PDF herunterladen').click();
      await eventually(() => clicked.length);
      assert.deepEqual(clicked, ['AN-2026-00123.pdf']);
      assert.deepEqual(requestsOf(getOrderFile)[0]?.params, { id: room.order.id, sha256: 'cd'.repeat(32) });
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
  });

  it('shows nothing but text of what others wrote', async () => {
    const evil = '<img src=x onerror="document.title=1">';
    room.order = sampleOrder({
      title: `${evil}\u202egpj.exe`,
      note: `${evil} javascript:alert(1)`,
      lines: [
        { kind: 'section', text: evil },
        { kind: 'note', text: evil },
      ],
    });
    const order = await room.shown();
    assert.isNull(order.shadowRoot?.querySelector('img'));
    assert.notInclude(textOf(order), '\u202e');
    assert.equal(document.title, 'Test');
  });

  it('is sound at every width: nothing cut off, nothing for axe', async () => {
    const long = 'Registrierkassensicherheitsverordnung'.repeat(3);
    room.order = sampleOrder({ title: long });
    const [, item, option] = room.order.lines;
    Object.assign(item ?? {}, { text: long, description: long, unitPrice: '123456789.00' });
    Object.assign(option ?? {}, { text: long });
    const order = await room.shown('1200px');
    byRole('checkbox', /Registrierkassen/).click();
    await eventually(() => byRole('spinbutton'));
    for (const width of ['320px', '500px', '800px', '1200px']) {
      order.style.width = width;
      await new Promise((resolve) => setTimeout(resolve, 30));
      assert.deepEqual(overflowing(order), [], width);
      await expectAccessible(order);
    }
  });

  it('follows the offer live, and says when it was changed; options still offered stay', async () => {
    const order = await room.shown();
    byRole('checkbox', 'Kassenlade dazunehmen').click();
    byRole('checkbox', 'Schulung dazunehmen').click();
    await eventually(() => requestsOf(streamChanges).length && requestsOf(listHistory).length);
    room.order = sampleOrder({
      sha256: 'ef'.repeat(32),
      lines: room.order.lines.filter((line) => line.kind !== 'item' || line.id !== 'training'),
      note: 'Neu',
    });
    room.live.send({ kind: 'order', id: room.order.id });
    await eventually(() => textOf(order).includes('Das Angebot wurde inzwischen geändert.'));
    assert.isTrue(byRole<HTMLInputElement>('checkbox', 'Kassenlade dazunehmen').checked);
    assert.isTrue(totals(order).endsWith('3.232,80 €'));
  });

  it('tells the page its title', async () => {
    const titles: string[] = [];
    document.addEventListener(
      'etron-order-loaded',
      (event) => titles.push(`${(event as Event & { number: string }).number}`),
      {
        once: true,
      },
    );
    await room.shown();
    assert.deepEqual(titles, ['AN-2026-00123']);
  });
});

describeRecordPage({
  tag: 'etron-order',
  kind: 'order',
  idProperty: 'orderId',
  loaded: 'etron-order-loaded',
  get: getOrder,
  schema: orderSchema,
  record: (title) => sampleOrder({ title }),
  words: {
    loading: 'Das Angebot wird geladen.',
    notFound: 'Nicht gefunden',
    english: 'Not found',
    forbidden: 'Angebote sind für Sie nicht freigeschaltet',
  },
});
