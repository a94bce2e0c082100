import { assert } from '@open-wc/testing';
import { createEmbedUpload } from '../../src/contract/embeds.ts';
import { attachmentSchema } from '../../src/contract/history.schema.ts';
import { FILE_SIZE_MAX } from '../../src/contract/limits.ts';
import { choose, FormRoom, filed, fill, submit, textFile } from '../../src/internal/testing/form.ts';
import { aroundEach } from '../../src/internal/testing/history.ts';
import { mock, offline, problem, requestsOf } from '../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  eventually,
  expectAccessible,
  focused,
  paste,
  textOf,
} from '../../src/internal/testing/page.ts';
import { uuid } from '../../src/internal/testing/samples.ts';
import './ticket-form.define.ts';

const rows = () => allByRole('listitem');
const row = (n: number) => rows()[n] as HTMLElement;
const answer = { id: uuid(1), name: 'bon.txt', size: 4, type: 'text/plain' };

describe('<etron-ticket-form> files', () => {
  let room: FormRoom;
  aroundEach(() => {
    room = new FormRoom();
  });

  it('takes files from the dialog, the clipboard and a drop', async () => {
    const form = await room.show();
    fill();
    choose(form, textFile('a.txt'));
    paste(byRole('textbox', 'Beschreibung'), new File(['text'], 'b.log'));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(textFile('c.CSV'));
    const drop = new DragEvent('drop', { dataTransfer, bubbles: true, composed: true, cancelable: true });
    byRole('textbox', 'Betreff').dispatchEvent(drop);
    assert.isTrue(drop.defaultPrevented);
    await eventually(() => rows().length === 3 && textOf(form).split('✓').length === 4);
    await expectAccessible(form);
    submit();
    await filed();
    assert.deepEqual(room.sent[0]?.body.attachments, [uuid(1), uuid(2), uuid(3)]);
    assert.deepEqual(
      requestsOf(createEmbedUpload).map(({ query }) => query.get('name')),
      ['a.txt', 'b.log', 'c.CSV'],
    );
  });

  it('refuses what may not be attached, next to the file', async () => {
    const form = await room.show();
    choose(
      form,
      textFile('setup.exe'),
      textFile('logo.svg'),
      new File([], 'leer.txt'),
      new File([new Uint8Array(FILE_SIZE_MAX + 1)], 'film.mp4'),
    );
    await form.updateComplete;
    for (const [n, text] of [
      'Dateityp nicht erlaubt',
      'Dateityp nicht erlaubt',
      'Leere Datei',
      'Höchstens 20 Dateien à 25 MB',
    ].entries()) {
      assert.include(textOf(row(n)), text);
    }
    assert.lengthOf(allByRole('button', /Wiederholen/), 0);
    assert.lengthOf(requestsOf(createEmbedUpload), 0);
    await expectAccessible(form);
    fill();
    submit();
    await eventually(() => byRole('alert').textContent === 'Bitte Angaben prüfen');
    assert.lengthOf(room.sent, 0);
    for (let n = 4; n; n--) {
      allByRole('button', /Entfernen/)[0]?.click();
      assert.equal(focused(), form.shadowRoot?.querySelector('[type=file]'));
      await form.updateComplete;
    }
    submit();
    await filed();
  });

  it('takes twenty files and says so at the next', async () => {
    const form = await room.show();
    choose(form, ...Array.from({ length: 30 }, (_, n) => textFile(`${n}.txt`)));
    await eventually(() => requestsOf(createEmbedUpload).length === 20);
    assert.lengthOf(rows(), 21);
    assert.include(textOf(row(20)), 'Höchstens 20 Dateien');
  });

  it('waits for running uploads when it is submitted', async () => {
    let finish = () => {};
    mock(createEmbedUpload, attachmentSchema, async () => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return answer;
    });
    const form = await room.show();
    fill();
    choose(form, textFile('bon.txt'));
    await eventually(() => requestsOf(createEmbedUpload).length);
    assert.equal(byRole('progressbar').ariaLabel, 'bon.txt');
    submit();
    submit();
    await form.updateComplete;
    assert.include(textOf(form), 'Wird gesendet');
    await expectAccessible(form);
    assert.lengthOf(room.sent, 0);
    finish();
    await filed();
    assert.lengthOf(room.sent, 1);
    assert.deepEqual(room.sent[0]?.body.attachments, [uuid(1)]);
  });

  it('tries again what failed, and goes on by itself when the network is back', async () => {
    const form = await room.show();
    fill();
    mock(createEmbedUpload, undefined, () => problem(500, 'internal'));
    choose(form, textFile('bon.txt'));
    await eventually(() => textOf(form).includes('Nicht hochgeladen'));
    await expectAccessible(form);
    mock(createEmbedUpload, undefined, offline);
    byRole('button', 'Wiederholen: bon.txt').click();
    await eventually(() => requestsOf(createEmbedUpload).length === 2);
    submit();
    await eventually(() => byRole('alert').textContent?.includes('Keine Verbindung'));
    mock(createEmbedUpload, attachmentSchema, () => answer);
    window.dispatchEvent(new Event('online'));
    await filed();
    assert.deepEqual(room.sent[0]?.body.attachments, [uuid(1)]);
  });

  it('stops the upload of a file that is removed', async () => {
    let stopped = false;
    mock(createEmbedUpload, attachmentSchema, () => new Promise(() => {}));
    const form = await room.show();
    fill();
    choose(form, textFile('bon.txt'));
    await eventually(() => requestsOf(createEmbedUpload).length);
    const { abort } = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.abort = function () {
      stopped = true;
      abort.call(this);
    };
    try {
      byRole('button', 'Entfernen: bon.txt').click();
    } finally {
      XMLHttpRequest.prototype.abort = abort;
    }
    assert.isTrue(stopped);
    await form.updateComplete;
    assert.lengthOf(rows(), 0);
    submit();
    await filed();
    assert.deepEqual(room.sent[0]?.body.attachments, []);
  });

  it('shows a name as text', async () => {
    const form = await room.show();
    choose(form, textFile('<img src=x onerror="window.evil=1">.txt'));
    await eventually(() => textOf(form).includes('<img src=x'));
    assert.isNull(form.shadowRoot?.querySelector('img'));
  });
});
