// One database: this is decided above the SQL, which other tests run on both.
import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { SignatureMark } from '../../../src/contract/documents.ts';
import type { Order, OrderOptions } from '../../../src/contract/orders.ts';
import { orderItem } from '../../testing/erp-factories.ts';
import { createOrderWorld } from '../../testing/order-world.ts';
import { png } from '../../testing/png.ts';
import { DRAWN } from '../../testing/signing-world.ts';

// What an offer may be accepted with: options and a signature.

const w = await createOrderWorld();
const { t, accept } = w;
const { buyer } = w.clients;

let offer: Order;

beforeEach(async () => {
  offer = await w.offer();
});

after(() => t.close());

describe('options are refused', () => {
  test('when there are more than lines, without a look at each (250,000 of them kept everybody waiting)', async () => {
    const options = Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`k${n}`, '-1']));
    const { status, problem } = await accept(buyer, offer, { options });
    assert.deepEqual(
      [status, problem.errors?.map(({ field, code }) => [field, code])],
      [422, [['/options', 'too_many']]],
    );
  });

  for (const [name, options, field, code] of [
    ['that are none of the offer', { c: '1' }, '/options/c', 'unknown_field'],
    ['that are named like what every object has', { constructor: '1' }, '/options/constructor', 'unknown_field'],
    ['that are not optional', { a: '1' }, '/options/a', 'invalid_value'],
    ['in parts, though it is offered whole', { b: '1.5' }, '/options/b', 'invalid_value'],
    ['that are no figure', { b: '1e3' }, '/options/b', 'invalid_format'],
    ['below none', { b: '-1' }, '/options/b', 'too_small'],
    ['beyond any number', { b: '10000' }, '/options/b', 'too_big'],
    ['with a name that is a path', { 'a/b~c': '1' }, '/options/a~1b~0c', 'unknown_field'],
  ] as [string, OrderOptions, string, string][])
    test(name, async () => {
      const { status, problem } = await accept(buyer, offer, { options });
      assert.deepEqual([status, problem.errors?.map((error) => [error.field, error.code])], [422, [[field, code]]]);
      assert.equal((await w.look(buyer, offer)).status, 'open');
    });

  test('when they come to more than can be kept', async () => {
    offer = await w.offer({ lines: [orderItem('a'), orderItem('b', { unitPrice: '999999999.99', optional: true })] });
    const { problem } = await accept(buyer, offer, { options: { b: '9999' } });
    assert.deepEqual(
      problem.errors?.map(({ field, code }) => [field, code]),
      [['/options', 'too_big']],
    );
  });
});

describe('options', () => {
  test('are taken exactly as they are offered: 2.5 hours were 3', async () => {
    offer = await w.offer({
      lines: [orderItem('a'), orderItem('b', { quantity: '2.5', unit: 'Std.', optional: true })],
    });
    const { body } = await accept(buyer, offer, { options: { b: '2.5' } });
    assert.deepEqual([body.answer?.options, body.net, body.gross], [{ b: '2.5' }, '350.00', '420.00']);
  });

  test('of an answer that was kept with numbers are read as decimals', async () => {
    const { id, name } = w.users.buyer;
    await t.rows(sql`
      insert into order_answers (order_id, kind, user_id, name, at, reason, options, shown_sha256, shown_pdf_sha256, verified_by)
      values (${offer.id}, 'declined', ${id}, ${name}, now(), 'x', '{"b": 3}', ${offer.sha256}, ${offer.file!.sha256}, 'x')
    `);
    assert.deepEqual((await w.look(buyer, offer)).answer?.options, { b: '3' });
  });

  test('of which none is taken are none', async () => {
    const { body } = await accept(buyer, offer, { options: { b: '0' } });
    assert.deepEqual([body.answer?.options, body.gross], [{}, '120.00']);
  });
});

describe('a signature is refused (abuse 33)', () => {
  for (const [name, signature, code] of [
    ['when it is empty', { ...DRAWN, strokes: [] }, 'required'],
    ['when it is a dot', { ...DRAWN, strokes: [[[10, 10, 2]]] }, 'required'],
    ['when nothing is typed', { kind: 'typed', text: ' \u200b ', font: 'caveat' }, 'required'],
    ['when nothing can print it', { kind: 'typed', text: 'Maria 😀', font: 'caveat' }, 'unsupported_character'],
    ['when its picture is empty', { kind: 'uploaded', image: '' }, 'required'],
    ['when its picture has one pixel', { kind: 'uploaded', image: png(1, 1) }, 'too_small'],
    ['when its picture has too many pixels', { kind: 'uploaded', image: png(20_000, 20_000) }, 'too_big'],
    ['when its picture is white', { kind: 'uploaded', image: png(200, 60, 255) }, 'invalid_format'],
    ['when its picture is a GIF', { kind: 'uploaded', image: btoa('GIF89a\x10\0\x10\0\0\0\0;') }, 'invalid_format'],
  ] as [string, SignatureMark, string][])
    test(name, async () => {
      const { status, problem } = await accept(buyer, offer, { signature });
      assert.deepEqual([status, problem.errors?.map((e) => [e.field, e.code])], [422, [['/signature', code]]]);
      assert.equal((await w.look(buyer, offer)).status, 'open');
    });
});
