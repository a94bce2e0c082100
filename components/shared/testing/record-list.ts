import { assert, nextFrame } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { Client } from '../../../src/api/client.ts';
import type { OperationInput } from '../../../src/contract/operation.ts';
import {
  API,
  mock,
  mockNetwork,
  never,
  offline,
  problem,
  requests,
  requestsOf,
} from '../../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  clearPage,
  eventually,
  expectAccessible,
  focused,
  overflowing,
  statusText,
  textOf,
  type,
} from '../../../src/internal/testing/page.ts';
import { me } from '../../../src/internal/testing/session.ts';
import { ListPage } from './list-page.ts';
import type { ListElement, Subject } from './record-list.subject.ts';

const WIDTHS = ['320px', '700px', '900px', '1200px'];

const pause = (milliseconds = 80) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What the list of any records does: each element that is one runs this suite. */
export function describeRecordList<T extends { id: string }, I extends OperationInput>(subject: Subject<T, I>): void {
  const { tag, list: operation, schema, serve, words } = subject;

  describe(`<${tag}>, as a list of records`, function () {
    this.timeout(60_000);
    mockNetwork();
    const page = new ListPage(tag, operation);
    const { openers, titles, shownTo } = page;
    const list = () => page.list as unknown as ListElement;
    let records: T[];

    before(() => setViewport({ width: 1280, height: 800 }));
    beforeEach(() => {
      records = subject.records(7);
      serve(records);
    });
    afterEach(clearPage);

    const show = (properties: object = {}): void => page.show(properties);
    const shown = (count = 7, properties: object = {}): Promise<void> => {
      records = subject.records(count);
      serve(records);
      return page.shown(properties);
    };
    const titlesOf = (some: T[]) => some.map((record) => subject.title(record));
    const activeIndex = () => Number(focused()?.closest('[role=row]')?.ariaRowIndex) - 2;
    const press = async (key: string, index: number): Promise<void> => {
      await sendKeys({ press: key });
      await eventually(() => activeIndex() === index).catch(() => assert.equal(activeIndex(), index, key));
    };
    const loaded = () => Number(/\d+/.exec(page.root.querySelector('footer [role=status]')?.textContent ?? '')?.[0]);
    /** Scrolls to the end until so many records are loaded. */
    const load = async (count: number): Promise<void> => {
      await eventually(() => {
        window.scrollTo(0, document.documentElement.scrollHeight);
        return loaded() >= count;
      });
      await pause(400);
    };
    const isSound = async (): Promise<void> => {
      for (const width of WIDTHS) {
        list().style.width = width;
        await pause(30);
        assert.deepEqual(overflowing(list()), [], width);
        await expectAccessible(list());
      }
    };

    it('says that it loads, with grey rows and without a jump when the records come', async () => {
      mock(operation, schema, never);
      show();
      await eventually(() => statusText().includes(words.loading));
      assert.ok(page.root.querySelector('.skeleton[aria-hidden=true]'));
      await isSound();
    });

    it('shows a row per record, and nothing is cut off or wrong for axe at any width', async () => {
      subject.lengthen(records[2] ?? assert.fail());
      show({ [subject.hrefAttribute]: '#/{id}' });
      await eventually(() => openers().length === 7 && statusText().includes(words.found));
      assert.deepEqual(titles(), titlesOf(records));
      assert.equal(byRole('grid').ariaRowCount, '8');
      await isSound();
    });

    it('says that there is nothing, and has nothing to search', async () => {
      serve([]);
      show();
      await eventually(() => byRole('heading', words.empty));
      assert.deepEqual(allByRole('searchbox'), []);
      await isSound();
    });

    it('says that nothing fits, and shows all again, also what was not searched for yet', async () => {
      await shown();
      list().view = subject.nowhere;
      await eventually(() => byRole('heading', words.noMatch));
      await expectAccessible(list());
      const reset = byRole('heading', words.noMatch).parentElement?.querySelector('button');
      type(byRole('searchbox'), 'wo');
      reset?.click();
      await eventually(() => titles().length === 7);
      assert.equal(byRole<HTMLInputElement>('searchbox').value, '');
      await pause(300);
      assert.deepEqual(page.views, [{}], 'the search that was being typed is given up');
    });

    it('keeps its rows as easy to read as they are while others are on their way', async () => {
      await shown();
      mock(operation, schema, never);
      list().view = subject.nowhere;
      await eventually(() => byRole('grid').ariaBusy === 'true');
      await pause(600);
      assert.lengthOf(titles(), 7);
      await expectAccessible(list());
    });

    it('searches once typing pauses, and tells the page the view that it does not get back', async () => {
      await shown();
      const before = requestsOf(operation).length;
      const field = byRole('searchbox');
      for (const text of ['gibt', 'gibt es', 'gibt es nicht']) type(field, text);
      await eventually(() => byRole('heading', words.noMatch));
      assert.lengthOf(requestsOf(operation), before + 1, 'nothing is asked while typing');
      assert.equal(requestsOf(operation).at(-1)?.query.get('search'), 'gibt es nicht');
      assert.deepEqual(page.views, [{ search: 'gibt es nicht' }]);
      list().view = {};
      await eventually(() => titles().length === 7);
      assert.lengthOf(page.views, 1, 'what the page says is not told back');
    });

    it('says what went wrong, and tries again with the focus in the rows', async () => {
      mock(operation, schema, () => problem(500, 'internal'));
      show();
      await eventually(() => textOf(byRole('alert')).includes('Das hat leider nicht geklappt'));
      await isSound();
      serve(records);
      byRole('button', 'Erneut versuchen').focus();
      await sendKeys({ press: 'Enter' });
      await eventually(() => activeIndex() === 0);
      assert.deepEqual(allByRole('alert'), []);
    });

    it('keeps its rows while the network is gone, and loads by itself when it is back', async () => {
      await shown();
      mock(operation, schema, offline);
      await list().refresh();
      await eventually(() => textOf(list()).includes('Keine Verbindung.'));
      assert.lengthOf(titles(), 7);
      serve(subject.records(8));
      window.dispatchEvent(new Event('online'));
      await eventually(() => titles().length === 8);
      assert.deepEqual(allByRole('alert'), []);
    });

    it('is read again when it was hidden and is shown', async () => {
      await shown();
      list().hidden = true;
      // Whether it is seen is told with a frame, which is late on a busy machine.
      await nextFrame();
      await nextFrame();
      serve(subject.records(6));
      list().hidden = false;
      await eventually(() => titles().length === 6);
    });

    it('loads further records near the end, each once, and says how many there are', async () => {
      await shown(130);
      assert.equal(byRole('grid').ariaRowCount, '-1', 'nobody knows yet how many there are');
      await load(130);
      assert.deepEqual(titles(), titlesOf(records));
      assert.equal(byRole('grid').ariaRowCount, '131');
      assert.deepEqual(allByRole('button', 'Weitere laden'), []);
      assert.deepEqual(
        requestsOf(operation).map(({ query }) => query.get('cursor')),
        [null, '50'],
      );
    });

    it('does not repeat by itself what failed near the end, and puts the focus on the first new row', async () => {
      await shown(60);
      mock(operation, schema, () => problem(500, 'internal'));
      window.scrollTo(0, document.documentElement.scrollHeight);
      await eventually(() => allByRole('alert').length);
      await pause();
      assert.lengthOf(requestsOf(operation), 2);
      await expectAccessible(list());
      serve(records);
      byRole('button', 'Erneut versuchen').focus();
      await sendKeys({ press: 'Enter' });
      await eventually(() => activeIndex() === 50);
      assert.equal(loaded(), 60);
    });

    it('is walked through by keyboard, one row of it in the order of Tab', async () => {
      await shown(30);
      assert.lengthOf(page.root.querySelectorAll('.open[tabindex="0"]'), 1);
      byRole('searchbox').focus();
      for (let i = 0; i < 40 && !(activeIndex() >= 0); i++) await sendKeys({ press: 'Tab' });
      assert.equal(activeIndex(), 0);
      await press('ArrowUp', 0);
      await press('ArrowDown', 1);
      await press('PageDown', 11);
      await press('ArrowUp', 10);
      await press('End', 29);
      await press('ArrowDown', 29);
      await press('PageUp', 19);
      const inOrder = [...page.root.querySelectorAll('.rows :is(a, button):not([tabindex="-1"])')];
      assert.ok(inOrder.every((control) => control.closest('.row')?.ariaRowIndex === '21'));
      await press('Home', 0);
      const opened: Event[] = [];
      list().addEventListener(subject.selected, (event) => opened.push(event));
      await sendKeys({ press: 'Enter' });
      assert.equal((opened[0] as Event & { id: string }).id, records[0]?.id);
    });

    it('keeps only the rows near the screen when there are many, and the keyboard reaches all', async () => {
      await shown(350);
      await load(350);
      assert.isBelow(openers().length, 80);
      assert.equal(byRole('grid').ariaRowCount, '351');
      await eventually(() => openers().at(-1)?.closest('.row')?.ariaRowIndex === '351');
      await expectAccessible(list());
      page.root.querySelector<HTMLElement>('.open[tabindex="0"]')?.focus();
      await press('Home', 0);
      await press('End', 349);
      await press('PageUp', 339);
      window.scrollTo(0, 0);
      await eventually(() => openers()[0]?.closest('.row')?.ariaRowIndex === '2');
      assert.equal(activeIndex(), 339, 'the row with the focus stays');
    });

    it('opens records by real links, unless the page prevents it', async () => {
      await shown(7, { [subject.hrefAttribute]: '#/records/{id}' });
      const link = openers()[2] as HTMLAnchorElement;
      assert.equal(link.getAttribute('href'), `#/records/${records[2]?.id}`);
      const selected: Event[] = [];
      let prevent = true;
      list().addEventListener(subject.selected, (event) => {
        selected.push(event);
        if (prevent) event.preventDefault();
      });
      link.click();
      assert.deepEqual(
        selected.map((event) => (event as Event & { id: string }).id),
        [records[2]?.id],
      );
      assert.equal(location.hash, '');
      // With the control key it opens in a tab of its own, as every link.
      link.addEventListener('click', (event) => event.preventDefault(), { once: true });
      link.dispatchEvent(new MouseEvent('click', { ctrlKey: true, bubbles: true, cancelable: true }));
      assert.lengthOf(selected, 1);
      prevent = false;
      link.click();
      await eventually(() => location.hash === `#/records/${records[2]?.id}`);
      history.replaceState(null, '', location.pathname + location.search);
    });

    it('marks what is unread until it is opened, and for employees what waits for an answer, which they can have alone', async () => {
      const three = subject.records(3);
      const [first = assert.fail(), ...others] = three;
      for (const record of three) Object.assign(record, { unread: record === first, unanswered: record === first });
      const title = subject.title(first);
      serve(three);
      await shownTo(me(1, 'staff'));
      await eventually(() => titles().length === 3);
      assert.deepEqual(titles(), [`Ungelesen: ${title} Unbeantwortet`, ...titlesOf(others)]);
      assert.ok(openers()[0]?.closest('[data-emphasized]'));
      await isSound();

      const filter = () => byRole('button', 'Unbeantwortet');
      assert.equal(filter().ariaPressed, 'false');
      filter().click();
      await eventually(() => requestsOf(operation).at(-1)?.query.get('unanswered') === 'yes');
      assert.equal(filter().ariaPressed, 'true');
      await eventually(() => titles().length === 3);
      await expectAccessible(list());
      filter().click();
      await eventually(() => requestsOf(operation).at(-1)?.query.has('unanswered') === false);

      await eventually(() => !page.root.querySelector('[aria-busy=true]'));
      openers()[0]?.click();
      await eventually(() => titles()[0] === `${title} Unbeantwortet`);
    });

    it('offers customers nothing about what waits for staff', async () => {
      await shownTo(me(1, 'customer'));
      await eventually(() => titles().length === 7);
      assert.notInclude(textOf(list()), 'Unbeantwortet');
    });

    it('asks for nothing while nobody is logged in', async () => {
      const provider = await shownTo(null);
      assert.include(textOf(list()), 'Bitte melden Sie sich an.');
      await list().refresh();
      await nextFrame();
      assert.deepEqual(requests, []);
      await expectAccessible(list());
      provider.session.setValue(me(1, 'customer'));
      await eventually(() => titles().length === 7);
    });

    it('shows and asks for nothing once nobody is logged in, and is read again by whoever comes back', async () => {
      const provider = await shownTo(me(1, 'customer'));
      await eventually(() => titles().length === 7 && !page.root.querySelector('[aria-busy=true]'));
      provider.session.setValue(null);
      await eventually(() => textOf(list()).includes('Bitte melden Sie sich an.'));
      assert.deepEqual(titles(), []);
      await expectAccessible(list());
      const before = requests.length;
      window.dispatchEvent(new Event('online'));
      document.dispatchEvent(new Event('visibilitychange'));
      await list().refresh();
      await nextFrame();
      assert.deepEqual(requests.slice(before), []);
      serve(subject.records(5));
      provider.session.setValue(me(1, 'customer'));
      await eventually(() => titles().length === 5);
    });

    it('shows the next reader nothing that the one before saw', async () => {
      const provider = await shownTo(me(1, 'customer'));
      await eventually(() => titles().length === 7);
      provider.session.setValue(null);
      mock(operation, schema, never);
      // As a provider does for somebody else.
      provider.client.setValue(new Client(API));
      provider.session.setValue(me(2, 'customer'));
      await eventually(() => statusText().includes(words.loading));
      assert.notInclude(textOf(list()), subject.title(records[0] ?? assert.fail()));
    });
  });
}
