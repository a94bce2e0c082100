import { assert, aTimeout } from '@open-wc/testing';
import { createEmbedUpload } from '../../src/contract/embeds.ts';
import { choose, FormRoom, filed, fill, submit, textFile } from '../../src/internal/testing/form.ts';
import { aroundEach } from '../../src/internal/testing/history.ts';
import { offline, problem, requestsOf } from '../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  eventually,
  expectAccessible,
  focused,
  textOf,
  type,
} from '../../src/internal/testing/page.ts';
import './ticket-form.define.ts';

const field = (name: string) => byRole<HTMLInputElement>('textbox', name);
const lostProblem = () => eventually(() => byRole('alert').textContent?.includes('Keine Verbindung'));

describe('<etron-ticket-form> drafts and lost answers', () => {
  let room: FormRoom;
  aroundEach(() => {
    room = new FormRoom();
  });

  it('brings back what was typed and uploaded after a reload, until it was sent', async () => {
    const form = await room.show();
    fill();
    choose(form, textFile('bon.txt'));
    await eventually(() => textOf(form).includes('✓'));
    await aTimeout(350);
    // A crashed tab has no time to say good-bye.
    const kept = { ...localStorage };
    form.remove();
    Object.assign(localStorage, kept);
    const again = await room.show();
    assert.equal(field('Beschreibung').value, 'Seit dem Update.\nNeustart hilft nicht.');
    assert.equal(byRole<HTMLSelectElement>('combobox', 'Kategorie').value, 'fault');
    assert.include(textOf(again), 'Entwurf wiederhergestellt');
    assert.include(textOf(again), 'bon.txt');
    await expectAccessible(again);
    submit();
    await filed();
    assert.lengthOf(room.sent[0]?.body.attachments ?? [], 1);
    assert.lengthOf(requestsOf(createEmbedUpload), 1);
    assert.lengthOf(localStorage, 0);
    await room.show();
    assert.equal(field('Betreff').value, '');
  });

  it('throws the draft away on request', async () => {
    (await room.show()).remove();
    await room.show();
    fill();
    const form = await room.show();
    byRole('button', 'Verwerfen').click();
    await eventually(() => focused() === field('Betreff'));
    assert.equal(field('Betreff').value, '');
    assert.notInclude(textOf(form), 'Entwurf');
    assert.lengthOf(localStorage, 0);
    await room.show();
    assert.equal(field('Betreff').value, '');
  });

  it('keeps drafts of other keys, pages and partners apart, and none of what the page filled in', async () => {
    await room.show((form) => {
      form.prefill = { name: 'Anna' };
    });
    await room.show();
    assert.lengthOf(localStorage, 0);
    fill();
    await room.show((form) => {
      form.draftKey = 'other';
    });
    assert.equal(field('Betreff').value, '');
    await room.show((form) => {
      form.embedKey = 'pk_other';
    });
    assert.equal(field('Betreff').value, '');
    await room.show();
    assert.equal(field('Betreff').value, 'Bondrucker druckt nicht');
  });

  it('works where the browser keeps nothing', async () => {
    const original = Object.getOwnPropertyDescriptor(window, 'localStorage') as PropertyDescriptor;
    Object.defineProperty(window, 'localStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
    try {
      await room.show();
      fill();
      await aTimeout(350);
      submit();
      await filed();
    } finally {
      Object.defineProperty(window, 'localStorage', original);
    }
  });

  it('goes on with the same request when the network is back', async () => {
    const form = await room.show();
    fill();
    room.failure = offline;
    submit();
    await lostProblem();
    await expectAccessible(form);
    assert.equal(field('Betreff').value, 'Bondrucker druckt nicht');
    room.failure = undefined;
    window.dispatchEvent(new Event('online'));
    await filed();
    assert.lengthOf(room.sent, 2);
    assert.deepEqual(room.sent[0], room.sent[1]);
  });

  it('goes on with the same request after a reload, by its button', async () => {
    await room.show();
    fill();
    room.failure = offline;
    submit();
    await lostProblem();
    await room.show();
    room.failure = undefined;
    submit();
    await filed();
    assert.deepEqual(room.sent[0], room.sent[1]);
    byRole('button', 'Weiteres Ticket einreichen').click();
    await eventually(() => allByRole('textbox').length);
    fill();
    submit();
    await filed();
    assert.notEqual(room.sent[2]?.key, room.sent[0]?.key);
  });

  it('does not send what is being edited by itself', async () => {
    const form = await room.show();
    fill();
    room.failure = offline;
    submit();
    await lostProblem();
    room.failure = undefined;
    type(field('Betreff'), 'Bondrucker druckt');
    await form.updateComplete;
    assert.lengthOf(allByRole('alert'), 0);
    window.dispatchEvent(new Event('online'));
    await aTimeout(100);
    assert.lengthOf(room.sent, 1);
    submit();
    await filed();
    assert.equal(room.sent[1]?.key, room.sent[0]?.key);
  });

  it('says that the first attempt arrived when a changed one has its key, and sends the next with another', async () => {
    const form = await room.show();
    fill();
    room.failure = () => problem(422, 'idempotency_key_reused');
    submit();
    await eventually(() => byRole('alert').textContent?.includes('Schon angekommen'));
    await expectAccessible(form);
    assert.equal(field('Betreff').value, 'Bondrucker druckt nicht');
    room.failure = undefined;
    submit();
    await filed();
    assert.notEqual(room.sent[1]?.key, room.sent[0]?.key);
  });

  it('says which files the server has forgotten since', async () => {
    const form = await room.show();
    fill();
    choose(form, textFile('bon.txt'));
    await eventually(() => textOf(form).includes('✓'));
    const again = await room.show();
    room.failure = () => problem(404, 'not_found');
    submit();
    await eventually(() => textOf(again).includes('Nicht hochgeladen'));
    assert.lengthOf(allByRole('button', /Wiederholen/), 0);
    byRole('button', 'Entfernen: bon.txt').click();
    room.failure = undefined;
    submit();
    await filed();
    assert.deepEqual(room.sent[1]?.body.attachments, []);
  });

  it('takes an answer that broke off for none', async () => {
    await room.show();
    fill();
    room.failure = () => new Response('{"number":"T-', { status: 201 });
    submit();
    await lostProblem();
    room.failure = undefined;
    submit();
    await filed();
    assert.deepEqual(room.sent[0], room.sent[1]);
  });
});
