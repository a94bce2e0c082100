import { assert } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { acceptOrder, declineOrder, getOrder } from '../../src/contract/orders.ts';
import { aroundEach } from '../../src/internal/testing/history.ts';
import { offline, problem, requestsOf } from '../../src/internal/testing/network.ts';
import { OrderRoom } from '../../src/internal/testing/order-room.ts';
import { sampleOrder } from '../../src/internal/testing/orders.ts';
import {
  allByRole,
  byRole,
  eventually,
  expectAccessible,
  focused,
  overflowing,
  statusText,
  textOf,
  type,
} from '../../src/internal/testing/page.ts';
import { sampleMark } from '../../src/internal/testing/signing.ts';
import { SignatureAdoptedEvent } from '../signature-dialog/signature-dialog.events.ts';
import '../history/history.define.ts';
import './order.define.ts';
import type { EtronOrder } from './order.ts';

describe('answering an offer', () => {
  let room: OrderRoom;
  let order: EtronOrder;
  before(() => setViewport({ width: 1280, height: 900 }));
  aroundEach(() => {
    room = new OrderRoom();
  });

  const ACCEPT = 'Annehmen & unterschreiben';
  const body = () => requestsOf(acceptOrder).at(-1)?.body as { sha256: string; options: object; signature: object };

  async function open(name: string, width?: string): Promise<HTMLElement> {
    order = await room.shown(width);
    byRole('button', name).focus();
    byRole('button', name).click();
    return eventually(() => byRole('dialog'));
  }

  /** Signs as the signature window does. */
  async function sign(): Promise<void> {
    order.renderRoot.querySelector('etron-signature-dialog')?.dispatchEvent(new SignatureAdoptedEvent(sampleMark));
    await eventually(() => byRole('img', 'Ihre Unterschrift'));
  }

  const confirm = (): void => byRole('button', 'Verbindlich annehmen').click();
  /** The button in the window, which has the same name as the one that opens it. */
  const decline = (): void => byRole('dialog').querySelector<HTMLElement>('[part="submit"]')?.click();
  const closed = (): boolean => !order.renderRoot.querySelector('dialog');

  it('names company and amount, and is accessible at every width', async () => {
    order = await room.shown('320px');
    byRole('checkbox', 'Kassenlade dazunehmen').click();
    byRole('button', ACCEPT).click();
    const dialog = await eventually(() => byRole('dialog', 'Angebot annehmen'));
    await eventually(() => textOf(dialog).includes('Sie unterschreiben als Eva Berger.'));
    assert.include(textOf(dialog), 'Sie nehmen das Angebot AN-2026-00123 für Bäckerei Huber & Söhne GmbH an.');
    assert.match(textOf(dialog), /Gesamtbetrag 3\.232,80 € inkl\. USt\. Dazugenommen: 1 Stk\. Kassenlade/);
    assert.include(textOf(dialog), room.order.sha256);
    await sign();
    assert.deepEqual(overflowing(dialog), []);
    await expectAccessible(order);
  });

  it('accepts with the signature, the options and the hash of what was shown', async () => {
    order = await room.shown();
    byRole('checkbox', 'Kassenlade dazunehmen').click();
    byRole('button', ACCEPT).click();
    await eventually(() => byRole('dialog'));
    await sign();
    confirm();
    await eventually(() => statusText().includes('unterschrieben und versiegelt'));
    await eventually(() => statusText().includes('Vielen Dank! Das Angebot ist angenommen und unterschrieben.'));
    assert.deepEqual(body(), { sha256: 'ab'.repeat(32), options: { drawer: '1' }, signature: sampleMark });
    assert.isTrue(closed());
    assert.include(textOf(order), 'Verkaufsauftrag AN-2026-00123');
    assert.include(textOf(focused() ?? order), 'Angenommen und unterschrieben');
    assert.ok(byRole('button', 'Unterschriebenes PDF herunterladen'));
    assert.deepEqual(allByRole('button', ACCEPT), []);
    assert.deepEqual(room.events, [`etron-order-accepted ${room.order.id}`]);
    await expectAccessible(order);
  });

  it('asks for the signature first, and sends nothing', async () => {
    await open(ACCEPT);
    confirm();
    await eventually(() => textOf(byRole('dialog')).includes('Bitte unterschreiben Sie zuerst.'));
    assert.isTrue(focused() === byRole('button', 'Unterschreiben'));
    await expectAccessible(order);
    assert.lengthOf(requestsOf(acceptOrder), 0);
    await sign();
    assert.notInclude(textOf(byRole('dialog')), 'Bitte unterschreiben Sie zuerst.');
  });

  it('is done by keyboard alone', async () => {
    order = await room.shown();
    const reach = async (name: string) => {
      for (let i = 0; i < 40 && textOf(focused() ?? document).trim() !== name; i++) await sendKeys({ press: 'Tab' });
      assert.equal(textOf(focused() ?? document).trim(), name);
      await sendKeys({ press: 'Enter' });
    };
    await reach(ACCEPT);
    await eventually(() => byRole('dialog', 'Angebot annehmen'));
    await reach('Unterschreiben');
    await eventually(() => byRole('tab', 'Zeichnen'));
    byRole('tab', 'Zeichnen').focus();
    await sendKeys({ press: 'ArrowRight' });
    await eventually(() => byRole<HTMLInputElement>('textbox', 'Ihr Name').value === 'Eva Berger');
    await reach('Übernehmen');
    await eventually(() => byRole('img', 'Ihre Unterschrift'));
    await reach('Verbindlich annehmen');
    await eventually(() => room.events.length);
    assert.include(body().signature, { kind: 'typed', text: 'Eva Berger' });
  });

  it('declines with a reason, without which nothing is sent', async () => {
    const dialog = await open('Ablehnen');
    const field = byRole('textbox', 'Grund');
    for (const blank of ['', '   ', '\u200b\u2060']) {
      type(field, blank);
      decline();
      await eventually(() => textOf(dialog).includes('Bitte nennen Sie einen Grund.'));
      assert.equal(field.ariaInvalid, 'true');
      assert.isTrue(focused() === field);
    }
    await expectAccessible(order);
    assert.lengthOf(requestsOf(declineOrder), 0);
    await sendKeys({ type: 'Zu teuer.' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await eventually(() => statusText().includes('Sie haben das Angebot abgelehnt.'));
    assert.match(JSON.stringify(requestsOf(declineOrder)[0]?.body), /"reason":".*Zu teuer\."/);
    assert.include(textOf(order), 'Zu teuer.');
    assert.deepEqual(allByRole('button', /Annehmen|Ablehnen/), []);
    assert.deepEqual(room.events, [`etron-order-declined ${room.order.id}`]);
  });

  it('shows a changed offer instead of accepting it; the signature is not lost', async () => {
    await open(ACCEPT);
    await sign();
    room.failure = () => {
      room.order = sampleOrder({ sha256: 'ef'.repeat(32), title: 'Drei Kassenplätze' });
      room.failure = undefined;
      return problem(409, 'offer_changed');
    };
    confirm();
    await eventually(() => statusText().includes('Das Angebot wurde inzwischen geändert.'));
    assert.isTrue(closed());
    assert.ok(byRole('heading', 'Drei Kassenplätze'));
    assert.deepEqual(room.events, []);
    await expectAccessible(order);
    byRole('button', ACCEPT).click();
    await eventually(() => byRole('img', 'Ihre Unterschrift'));
    confirm();
    await eventually(() => room.events.length);
    assert.equal(body().sha256, 'ef'.repeat(32));
    const [first, second] = requestsOf(acceptOrder).map(({ headers }) => headers.get('idempotency-key'));
    assert.notEqual(first, second);
  });

  it('keeps the written reason when the offer changed', async () => {
    await open('Ablehnen');
    type(byRole('textbox', 'Grund'), 'Zu teuer.');
    room.failure = () => problem(409, 'offer_changed');
    decline();
    await eventually(closed);
    byRole('button', 'Ablehnen').click();
    await eventually(() => byRole<HTMLTextAreaElement>('textbox', 'Grund').value === 'Zu teuer.');
  });

  it('shows how things are when the offer was closed meanwhile', async () => {
    await open(ACCEPT);
    await sign();
    room.failure = () => {
      room.order = sampleOrder({ status: 'cancelled', answering: 'none' });
      return problem(409, 'offer_closed');
    };
    confirm();
    await eventually(() => statusText().includes('Das Angebot kann nicht mehr beantwortet werden.'));
    assert.include(textOf(order), 'Storniert');
    assert.deepEqual(allByRole('button', /Annehmen|Ablehnen/), []);
  });

  it('accepts once when an answer got lost', async () => {
    await open(ACCEPT);
    await sign();
    room.failure = offline;
    confirm();
    await eventually(() => textOf(byRole('alert')).includes('Keine Verbindung'));
    assert.ok(byRole('dialog'), 'what was drawn is still there');
    await expectAccessible(order);
    room.failure = undefined;
    confirm();
    await eventually(() => room.events.length);
    const keys = requestsOf(acceptOrder).map(({ headers }) => headers.get('idempotency-key'));
    assert.lengthOf(keys, 2);
    assert.equal(keys[0], keys[1]);
  });

  it('asks for another signature when the server takes none like it', async () => {
    await open(ACCEPT);
    await sign();
    room.failure = () =>
      problem(422, 'invalid_input', [{ field: '/signature/strokes', code: 'invalid_value', message: '' }]);
    confirm();
    await eventually(() => textOf(byRole('dialog')).includes('Diese Unterschrift können wir nicht annehmen.'));
  });

  it('stays as it is when cancelled, with the focus where it was', async () => {
    await open(ACCEPT);
    await sendKeys({ press: 'Escape' });
    await eventually(closed);
    await eventually(() => focused() === byRole('button', ACCEPT));
    assert.lengthOf(requestsOf(acceptOrder), 0);
    assert.lengthOf(requestsOf(getOrder), 1);
  });
});
