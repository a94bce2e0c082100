import { assert, nextFrame } from '@open-wc/testing';
import type { LitElement } from 'lit';
import type * as z from 'zod';
import { Client } from '../../../src/api/client.ts';
import type { RecordKind } from '../../../src/contract/history.limits.ts';
import { historyPageSchema, timeSheetSchema } from '../../../src/contract/history.schema.ts';
import { listHistory, listTimeEntries, streamChanges } from '../../../src/contract/history.ts';
import type { Operation } from '../../../src/contract/operation.ts';
import { meSchema } from '../../../src/contract/session.schema.ts';
import { getSession, type StaffMember } from '../../../src/contract/session.ts';
import { aroundEach } from '../../../src/internal/testing/history.ts';
import {
  API,
  EventStream,
  mock,
  never,
  offline,
  problem,
  requests,
  requestsOf,
} from '../../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  eventually,
  expectAccessible,
  showPage,
  statusText,
  textOf,
} from '../../../src/internal/testing/page.ts';
import { sampleEmployee, uuid } from '../../../src/internal/testing/samples.ts';
import { me, TestSession } from '../../../src/internal/testing/session.ts';

type RecordElement = LitElement & { refresh(): Promise<void> };

/** An element that is the page of one record, and what the suite needs to know of it. */
interface Subject<T> {
  tag: keyof HTMLElementTagNameMap;
  kind: RecordKind;
  /** Property that has the id of the record. */
  idProperty: string;
  /** Event that tells the page around what is shown. */
  loaded: keyof HTMLElementEventMap;
  get: Operation<{ params: { id: string } }, T>;
  schema: z.ZodType<T>;
  /** A record whose heading is that title; always with the same id. */
  record(title: string): T;
  words: {
    loading: string;
    /** Heading when there is no such record. */
    notFound: string;
    english: string;
    /** Heading for customers who lack the permission, where one is needed. */
    forbidden?: string;
  };
  /** Mocks what else the element asks for. */
  mock?(): void;
}

const FIRST = 'Der erste Stand';
const SECOND = 'Der zweite Stand';

/** What the page of any record does: each element that is one runs this suite. */
export function describeRecordPage<T extends { id: string; assignee: StaffMember | null }>(subject: Subject<T>): void {
  const { tag, kind, idProperty, get, schema, words } = subject;

  describe(`<${tag}>, as the page of a record`, () => {
    let record: T;
    let live: EventStream;
    /** How often the page around was told what is shown. */
    let told: number;

    aroundEach(() => {
      localStorage.clear();
      subject.mock?.();
      record = subject.record(FIRST);
      live = new EventStream();
      told = 0;
      serve();
      mock(listHistory, historyPageSchema, () => ({ items: [], before: null, unread: false }));
      mock(listTimeEntries, timeSheetSchema, () => ({ items: [], totalMinutes: 0 }));
      mock(streamChanges, undefined, () => live.response());
      mock(getSession, meSchema, () => me(1, 'customer'));
    });

    const serve = () =>
      mock(get, schema, ({ params }) => (params['id'] === record.id ? record : problem(404, 'not_found')));
    const created = (properties: object = {}): RecordElement => {
      const element = document.createElement(tag) as RecordElement;
      Object.assign(element, { [idProperty]: record.id, ...properties });
      element.addEventListener(subject.loaded, () => told++);
      return element;
    };
    const show = (): RecordElement => {
      const element = created({ apiUrl: API });
      showPage('1000px', element);
      return element;
    };
    const shown = async (title = FIRST): Promise<RecordElement> => {
      const element = show();
      await eventually(() => byRole('heading', title));
      return element;
    };
    /** Shows the record in a provider of somebody who is logged in, or nobody. */
    const provided = (person: TestSession['session']['value']): [RecordElement, TestSession] => {
      const provider = new TestSession();
      const element = created();
      provider.append(element);
      provider.session.setValue(person);
      showPage('1000px', provider);
      return [element, provider];
    };
    const isHidden = (element: Element): boolean => !textOf(element).includes(FIRST);
    const turn = (title: string): void => {
      record = subject.record(title);
    };

    it('says that it is loading', async () => {
      mock(get, schema, never);
      const element = show();
      await eventually(() => statusText().includes(words.loading));
      await expectAccessible(element);
    });

    it('says what went wrong, and tries again', async () => {
      mock(get, schema, offline);
      const element = show();
      const retry = await eventually(() => byRole('button', 'Erneut versuchen'));
      assert.include(textOf(byRole('alert')), 'Keine Verbindung');
      await expectAccessible(element);
      serve();
      retry.click();
      await eventually(() => byRole('heading', FIRST));
      assert.deepEqual(
        allByRole('alert').filter((alert) => textOf(alert).trim()),
        [],
      );
    });

    it('keeps what is known when the newest state cannot be had, and says so', async () => {
      const element = await shown();
      mock(get, schema, () => problem(500, 'internal'));
      await element.refresh();
      await eventually(() => textOf(element).includes('Der neueste Stand konnte nicht geladen werden.'));
      assert.ok(byRole('heading', FIRST));
      await expectAccessible(element);
      serve();
      byRole('button', 'Erneut versuchen').click();
      await eventually(() => !textOf(element).includes('Der neueste Stand'));
    });

    it('has the same words for a record that is missing and one that is somebody else’s', async () => {
      mock(get, schema, () => problem(404, 'not_found'));
      const element = show();
      await eventually(() => byRole('heading', words.notFound));
      assert.deepEqual(allByRole('button'), []);
      await expectAccessible(element);
      document.documentElement.lang = 'en';
      await eventually(() => byRole('heading', words.english));
    });

    it('forgets a record that the reader may not see any more', async () => {
      const element = await shown();
      await eventually(() => requestsOf(streamChanges).length);
      mock(get, schema, () => problem(404, 'not_found'));
      live.send({ kind, id: record.id });
      await eventually(() => byRole('heading', words.notFound));
      assert.isTrue(isHidden(element));
    });

    if (words.forbidden)
      it('says whom to ask for the permission', async () => {
        mock(get, schema, () => problem(403, 'permission_missing'));
        const [element, provider] = provided({ ...me(1, 'customer'), management: true });
        await eventually(() => byRole('heading', words.forbidden));
        assert.ok(byRole('button', 'Berechtigung anfragen'));
        await expectAccessible(element);
        provider.session.setValue({ ...me(1, 'customer'), partner: { id: uuid(8), name: 'Kassen Lang KG' } });
        await eventually(() => textOf(element).includes('Ihr Vertriebspartner Kassen Lang KG'));
        provider.session.setValue(null);
        await eventually(() => textOf(element).includes('Bitte melden Sie sich an.'));
      });

    it('shows nothing of the record before while another is on its way', async () => {
      const element = await shown();
      const { id } = record;
      mock(get, schema, never);
      Object.assign(element, { [idProperty]: uuid(77) });
      await eventually(() => statusText().includes(words.loading));
      assert.isTrue(isHidden(element));
      serve();
      Object.assign(element, { [idProperty]: id });
      await eventually(() => byRole('heading', FIRST));
    });

    it('has an employee, a history and time entries, and says in words where there is none yet', async () => {
      record = { ...record, assignee: null };
      const element = await shown();
      // Where it stands far below, it is loaded when somebody comes there.
      element.scrollIntoView({ block: 'end' });
      for (const words of ['Noch niemand zugeteilt', 'Noch keine Nachrichten.', 'Noch keine Zeiten erfasst.'])
        await eventually(() => textOf(element).includes(words));
      assert.ok(byRole('heading', 'Zugeteilter Mitarbeiter'));
      assert.ok(byRole('heading', 'Historie'));
      assert.ok(byRole('heading', 'Zeiterfassungen'));
      assert.ok(byRole('textbox', /Nachricht/));
      await expectAccessible(element);
      document.documentElement.lang = 'en';
      for (const words of ['Nobody assigned yet', 'No messages yet.', 'No time logged yet.'])
        await eventually(() => textOf(element).includes(words));
      record = { ...record, assignee: sampleEmployee };
      live.send({ kind, id: record.id });
      await eventually(() => byRole('link', sampleEmployee.email));
      // The history reads everything again, too, which must not be counted as a request of the next test.
      await eventually(() => requestsOf(listTimeEntries).length > 1);
    });

    it('tells the page around once for each state that it shows', async () => {
      const element = await shown();
      await eventually(() => told === 1);
      element.requestUpdate();
      await nextFrame();
      assert.equal(told, 1);
      turn(SECOND);
      await element.refresh();
      await eventually(() => byRole('heading', SECOND));
      assert.equal(told, 2);
    });

    it('is read again when the reader comes back', async () => {
      await shown();
      turn(SECOND);
      window.dispatchEvent(new Event('online'));
      await eventually(() => byRole('heading', SECOND));
    });

    it('follows the record live', async () => {
      await shown();
      await eventually(() => requestsOf(streamChanges).length);
      assert.deepEqual(requestsOf(streamChanges)[0]?.params, { kind, id: record.id });
      turn(SECOND);
      live.send({ kind, id: record.id });
      await eventually(() => byRole('heading', SECOND));
    });

    it('asks for nothing while nobody is logged in', async () => {
      const [element, provider] = provided(null);
      await eventually(() => textOf(element).includes('Bitte melden Sie sich an.'));
      await element.refresh();
      await nextFrame();
      assert.deepEqual(requests, []);
      await expectAccessible(element);
      provider.session.setValue(me(1, 'customer'));
      await eventually(() => byRole('heading', FIRST));
    });

    it('shows and asks for nothing of it once nobody is logged in, and is read again by whoever comes back', async () => {
      const [element, provider] = provided(me(1, 'customer'));
      await eventually(() => byRole('heading', FIRST));
      await eventually(() => requestsOf(streamChanges).length);
      provider.session.setValue(null);
      await eventually(() => textOf(element).includes('Bitte melden Sie sich an.'));
      assert.isTrue(isHidden(element));
      await expectAccessible(element);
      const before = requests.length;
      window.dispatchEvent(new Event('online'));
      document.dispatchEvent(new Event('visibilitychange'));
      await element.refresh();
      await nextFrame();
      assert.deepEqual(requests.slice(before), []);
      turn(SECOND);
      provider.session.setValue(me(1, 'customer'));
      await eventually(() => byRole('heading', SECOND));
    });

    it('shows the next reader nothing that the one before saw', async () => {
      const [element, provider] = provided(me(1, 'customer'));
      await eventually(() => byRole('heading', FIRST));
      provider.session.setValue(null);
      mock(get, schema, never);
      // As a provider does for somebody else.
      provider.client.setValue(new Client(API));
      provider.session.setValue(me(2, 'customer'));
      await eventually(() => statusText().includes(words.loading));
      assert.isTrue(isHidden(element));
    });
  });
}
