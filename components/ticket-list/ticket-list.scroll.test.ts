import { assert } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { listTickets } from '../../src/contract/tickets.ts';
import { API, mockNetwork, requestsOf } from '../../src/internal/testing/network.ts';
import { byRole, clearPage, eventually, expectAccessible, focused, showPage } from '../../src/internal/testing/page.ts';
import { mockTickets, sampleTickets } from '../../src/internal/testing/tickets.ts';
import './ticket-list.define.ts';
import type { EtronTicketList } from './ticket-list.ts';
import type { TicketListView } from './ticket-list.view.ts';

const pause = (milliseconds = 80) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('<etron-ticket-list> scrolled', function () {
  this.timeout(120_000);
  mockNetwork();
  let list: EtronTicketList;

  before(() => setViewport({ width: 1280, height: 800 }));
  afterEach(clearPage);

  async function shown(count: number, view: TicketListView = {}): Promise<void> {
    mockTickets(sampleTickets(count));
    list = Object.assign(document.createElement('etron-ticket-list'), { apiUrl: API, view });
    showPage('1200px', list);
    await eventually(() => rows().length);
  }
  const root = () => list.shadowRoot ?? assert.fail();
  const rows = () => [...root().querySelectorAll('.row')];
  const loaded = () => Number(/\d+/.exec(root().querySelector('footer [role=status]')?.textContent ?? '')?.[0]);
  const activeIndex = () => Number(focused()?.closest('[role=row]')?.ariaRowIndex) - 2;
  const press = async (key: string, index: number) => {
    await sendKeys({ press: key });
    await eventually(() => activeIndex() === index).catch(() => assert.equal(activeIndex(), index, key));
  };
  /** Scrolls to the end of the list, which a scaled page ends behind, until so many tickets are loaded. */
  const load = async (count: number) => {
    await eventually(() => {
      root().querySelector('footer')?.scrollIntoView({ block: 'end' });
      return loaded() >= count;
    }, 60_000);
    await pause(400);
  };

  it('steps over the headings of groups', async () => {
    await shown(10, { group: 'company' });
    root().querySelector<HTMLElement>('.open[tabindex="0"]')?.focus();
    assert.equal(activeIndex(), 1);
    await press('End', 12);
    await press('Home', 1);
    await press('ArrowUp', 1);
  });

  it('keeps no more elements for 10,000 tickets than for 1,000', async function () {
    this.timeout(120_000);
    await shown(10_000);
    await load(1_000);
    await pause(300);
    const elements = root().querySelectorAll('*').length;
    assert.isAtMost(elements, 600);
    await load(10_000);
    await pause(300);
    const many = root().querySelectorAll('*').length;
    assert.isAtMost(many, 600);
    assert.isAtMost(many, elements * 1.15);

    assert.equal(byRole('grid').ariaRowCount, '10001');
    await eventually(() => {
      window.scrollTo(0, document.documentElement.scrollHeight);
      return rows().at(-1)?.ariaRowIndex === '10001';
    });
    const indices = rows().map((row) => Number(row.ariaRowIndex));
    assert.deepEqual(
      indices,
      indices.map((_, i) => (indices[0] ?? 0) + i),
    );
    await expectAccessible(list);

    root().querySelector<HTMLElement>('.open[tabindex="0"]')?.focus();
    await press('Home', 0);
    await press('End', 9_999);
    await press('ArrowUp', 9_998);
    await press('PageUp', 9_988);
  });

  it('keeps the place and the focus when the rows become a window', async () => {
    let release: () => void = () => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    await shown(300);
    mockTickets(sampleTickets(300), async (cursor) => (cursor === '150' ? gate : undefined));
    await load(150);
    const before = rows()[130]?.querySelector<HTMLElement>('.open') ?? assert.fail();
    before.focus();
    await pause();
    const { top } = before.getBoundingClientRect();
    release();
    await eventually(() => loaded() === 250 && rows().length < 100);
    await eventually(() => activeIndex() === 130);
    await eventually(() => Math.abs((focused()?.getBoundingClientRect().top ?? 0) - top) < 3);
  });

  it('keeps the focus on a row that is scrolled out of sight, on either side', async () => {
    await shown(600);
    await load(350);
    for (const [start, away] of [
      [15_000, -9_000],
      [3_000, 9_000],
    ] as const) {
      window.scrollTo(0, start);
      await pause(300);
      root().querySelector<HTMLElement>('.open[tabindex="0"]')?.focus({ preventScroll: true });
      await pause();
      const index = activeIndex();
      window.scrollBy(0, away);
      await pause(300);
      const seen = rows().filter((row) => row.getBoundingClientRect().top > 0);
      assert.isAbove(seen.length, 8);
      assert.equal(activeIndex(), index);
      await press('ArrowDown', index + 1);
      assert.isBelow(Math.abs(focused()?.getBoundingClientRect().top ?? NaN), window.innerHeight);
    }
  });

  for (const scaled of ['zoom: 1.5', 'transform: scale(0.5); transform-origin: top']) {
    it(`knows how high its rows are in a page with ${scaled}`, async () => {
      await shown(600);
      (list.parentElement ?? assert.fail()).style.cssText += scaled;
      await load(250);
      window.scrollTo(0, document.documentElement.scrollHeight / 2);
      await pause(400);
      const [first] = rows();
      const above = root().querySelector('.rows')?.firstElementChild as HTMLElement;
      const average = above.offsetHeight / (Number(first?.ariaRowIndex) - 2);
      assert.isBelow(Math.abs(average - (first as HTMLElement).offsetHeight), 8);
      assert.isAbove(rows().filter((row) => row.getBoundingClientRect().bottom > 0).length, 5);
    });
  }

  it('scrolls in whatever scrolls around it', async () => {
    await shown(600);
    const page = list.parentElement ?? assert.fail();
    page.style.height = '500px';
    page.style.overflow = 'auto';
    await eventually(() => {
      page.scrollTo(0, page.scrollHeight);
      return loaded() >= 400;
    }, 30_000);
    await pause(400);
    const seen = () =>
      rows().filter((row) => row.getBoundingClientRect().top > 0 && row.getBoundingClientRect().bottom < 500);
    for (const top of [9_000, 2_000, 12_000]) {
      page.scrollTo(0, top);
      await eventually(() => seen().length > 3);
    }
    assert.isBelow(rows().length, 60);
  });

  it('keeps the heading of the group that is scrolled through in sight', async () => {
    await shown(600, { group: 'company' });
    await load(350);
    const headings = () =>
      [...root().querySelectorAll('.group')].filter(
        (group) =>
          Math.abs(group.getBoundingClientRect().top - (root().querySelector('.head')?.clientHeight ?? 0)) < 60,
      );
    const middle = (rows()[0]?.getBoundingClientRect().height ?? 0) * 300;
    window.scrollTo(0, middle);
    await eventually(() => headings()[0]?.textContent?.includes('Bäckerei Huber'));
    window.scrollTo(0, 600);
    await eventually(() => headings()[0]?.textContent?.includes('Apotheke'));
  });

  it('comes back to its place after being hidden, with fresh rows', async () => {
    await shown(300);
    await load(300);
    window.scrollTo(0, 6_000);
    await pause(500);
    const { scrollY } = window;
    assert.isAbove(scrollY, 3_000);
    const asked = requestsOf(listTickets).length;
    list.hidden = true;
    await pause();
    assert.isBelow(window.scrollY, scrollY);
    list.hidden = false;
    await eventually(() => window.scrollY === scrollY);
    await eventually(() => requestsOf(listTickets).length === asked + 1);
    await pause();
    assert.equal(loaded(), 300);
    assert.equal(window.scrollY, scrollY);
  });
});
