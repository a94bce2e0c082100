import { assert } from '@open-wc/testing';
import { messageEntrySchema } from '../../src/contract/history.schema.ts';
import { type MessageEntry, updateMessage } from '../../src/contract/history.ts';
import { aroundEach, HistoryRoom } from '../../src/internal/testing/history.ts';
import { mock, problem } from '../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  eventually,
  expectAccessible,
  focused,
  press,
  textOf,
  type,
} from '../../src/internal/testing/page.ts';
import { sampleMessage, uuid } from '../../src/internal/testing/samples.ts';
import '../history/history.define.ts';

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

describe('<etron-message>', () => {
  let room: HistoryRoom;
  aroundEach(() => {
    room = new HistoryRoom();
  });

  it('shows hostile content as text, and links only what is a link', async () => {
    const evil =
      '<img src=x onerror="window.hacked=1"> javascript:alert(1) [x](javascript:alert(2)) data:text/html,x https://good.example/a_(b).';
    room.items = [
      sampleMessage(101, evil, {
        author: { name: '<b>Eve</b>', side: 'customer', picture: null },
        attachments: [{ id: uuid(50), name: 'Rechnung\u202Efdp.exe', size: 10, type: 'application/pdf' }],
      }),
    ];
    const history = await room.shown();
    assert.include(textOf(history), '<img src=x onerror="window.hacked=1">');
    assert.isUndefined((window as unknown as { hacked?: number }).hacked);
    assert.deepEqual(
      allByRole('link').map((link) => [link.getAttribute('href'), link.getAttribute('rel')]),
      [['https://good.example/a_(b)', 'noopener noreferrer nofollow']],
    );
    assert.isOk(byRole('button', /Rechnungfdp\.exe/));
  });

  describe('editing', () => {
    let own: MessageEntry;
    beforeEach(() => {
      own = sampleMessage(120, 'Alter Text', { createdAt: inMinutes(-3), editableUntil: inMinutes(12) });
      room.items = [...room.items, own];
    });
    const edit = async () => {
      const history = await room.shown();
      byRole('button', /Bearbeiten/).click();
      return {
        history,
        field: await eventually(() => allByRole('textbox', 'Nachricht bearbeiten')[0] as HTMLTextAreaElement),
      };
    };

    it('changes an own message and marks it', async () => {
      const { history, field } = await edit();
      assert.equal(focused(), field);
      await expectAccessible(history);
      mock(updateMessage, messageEntrySchema, ({ body }) => {
        own = { ...own, ...(body as { body: string }), editedAt: inMinutes(0) };
        room.items = [...room.items.slice(0, -1), own];
        return own;
      });
      type(field, 'Neuer Text');
      press(field, 'Enter', { metaKey: true });
      await eventually(() => textOf(history).includes('bearbeitet'));
      assert.include(textOf(history), 'Neuer Text');
      await eventually(() => focused() === byRole('button', /Bearbeiten/));
    });

    it('asks before Escape throws changes away', async () => {
      const { field } = await edit();
      type(field, 'Halb fertig');
      press(field, 'Escape');
      const stay = await eventually(() => allByRole('button', 'Weiter bearbeiten')[0]);
      await eventually(() => focused() === stay);
      press(stay, 'Escape');
      await eventually(() => focused() === field);
      assert.equal(field.value, 'Halb fertig');
      press(field, 'Escape');
      (await eventually(() => allByRole('button', 'Verwerfen')[0])).click();
      await eventually(() => focused() === byRole('button', /Bearbeiten/));
    });

    it('keeps the text when the time is over', async () => {
      const { history, field } = await edit();
      mock(updateMessage, messageEntrySchema, () => problem(409, 'edit_window_closed'));
      type(field, 'Zu spät');
      byRole('button', 'Speichern').click();
      await eventually(() => textOf(history).includes('Die Zeit zum Ändern ist abgelaufen.'));
      assert.equal(field.value, 'Zu spät');
    });
  });
});
