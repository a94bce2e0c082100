import { assert } from '@open-wc/testing';
import { html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import '../../components/history/history.define.ts';
import '../../components/order/order.define.ts';
import '../../components/ticket-list/ticket-list.define.ts';
import { MESSAGE_MAX } from '../contract/history.limits.ts';
import { aroundEach, HistoryRoom, RECORD } from '../internal/testing/history.ts';
import { API } from '../internal/testing/network.ts';
import { OrderRoom } from '../internal/testing/order-room.ts';
import { byRole, eventually, showPage, textOf, type } from '../internal/testing/page.ts';
import { sampleMessage } from '../internal/testing/samples.ts';
import { mockTickets, sampleTickets } from '../internal/testing/tickets.ts';
import { dictionary, LocaleController } from './locale.ts';

/** Text nodes below a root that show something, in open shadow roots too. */
function textsIn(root: Node): Text[] {
  const inside = [...root.childNodes, ...((root as Element).shadowRoot?.childNodes ?? [])];
  return inside.flatMap((node) => {
    if (node instanceof Text) return node.data.trim() ? [node] : [];
    return node instanceof HTMLStyleElement ? [] : textsIn(node);
  });
}

/** Translates what is on the page as a browser's translator does: each text node gives way to `<font><font>` with other text, here in brackets. */
function translate(root: Node = document.body): void {
  for (const text of textsIn(root)) {
    if (text.parentElement?.closest('font, [translate=no]')) continue;
    const [outer, inner] = [document.createElement('font'), document.createElement('font')];
    inner.textContent = `[${text.data.trim()}]`;
    outer.append(inner);
    text.replaceWith(outer);
  }
}

const words = dictionary('test-sums', { sum: 'Summe' }, { sum: 'Sum' });

class TestSums extends LitElement {
  @property({ type: Number }) count = 1;
  @property({ attribute: false }) lines: readonly string[] = ['a', 'b', 'c'];
  @property({ type: Boolean }) open = false;

  readonly #locale = new LocaleController(this, words);

  protected override render() {
    return html`<p>${this.#locale.words.sum}: ${this.count}</p>
      <p>${this.open ? html`<b>offen</b>` : nothing} Hinweis</p>
      <ul>${this.lines.map((line) => html`<li>${line}</li>`)}</ul>`;
  }
}
customElements.define('test-sums', TestSums);

const settled = () => new Promise((resolve) => setTimeout(resolve, 50));

describe('a translated page', () => {
  aroundEach(() => localStorage.clear());

  describe('in an element of one template', () => {
    let sums: TestSums;
    const paragraphs = () => [...sums.renderRoot.querySelectorAll('p, li')].map((line) => textOf(line).trim());

    beforeEach(async () => {
      sums = document.createElement('test-sums') as TestSums;
      showPage('20rem', sums);
      await sums.updateComplete;
      translate();
      assert.deepEqual(paragraphs(), ['[Summe] [:] [1]', '[Hinweis]', '[a]', '[b]', '[c]']);
    });

    it('shows what changes, and stays translated where nothing does', async () => {
      sums.count = 2;
      await sums.updateComplete;
      assert.deepEqual(paragraphs(), ['[Summe] [:] 2', '[Hinweis]', '[a]', '[b]', '[c]']);
      translate();
      sums.count = 3;
      await sums.updateComplete;
      assert.equal(paragraphs()[0], '[Summe] [:] 3');
    });

    // Text of a template that was translated is where a part of it ends: inserting before it failed.
    it('takes in what appears beside translated text', async () => {
      sums.open = true;
      await sums.updateComplete;
      assert.equal(paragraphs()[1], 'offen [Hinweis]');
      translate();
      sums.open = false;
      await sums.updateComplete;
      assert.equal(paragraphs()[1], '[Hinweis]');
    });

    it('loses rows that go and gets those that come', async () => {
      sums.lines = ['a', 'x'];
      await sums.updateComplete;
      assert.deepEqual(paragraphs().slice(2), ['[a]', 'x']);
      translate();
      sums.lines = [];
      await sums.updateComplete;
      assert.deepEqual(paragraphs().slice(2), []);
    });

    it('follows the language of the page, wherever it was moved', async () => {
      sums.count = 2;
      await sums.updateComplete;
      sums.remove();
      document.body.append(sums);
      document.documentElement.lang = 'en';
      await eventually(() => paragraphs()[0]?.startsWith('Sum '));
    });
  });

  it('sums up what is chosen of an offer', async () => {
    const room = new OrderRoom();
    const order = await room.shown();
    const totals = () => textOf(order.shadowRoot?.querySelector('.totals') as Element);
    translate();
    assert.include(totals(), '[3.114,00 €]');
    byRole('checkbox', /Kassenlade/).click();
    await eventually(() => totals().includes('3.232,80 €'));
    assert.notInclude(totals(), '3.114,00');
    assert.include(totals(), '[Gesamtbetrag]');
  });

  it('shows new tickets in the rows of a list, and how old they are', async () => {
    const tickets = sampleTickets(3);
    mockTickets(tickets);
    const list = Object.assign(document.createElement('etron-ticket-list'), { apiUrl: API });
    showPage('1200px', list);
    await eventually(() => textOf(list).includes('vor 5 Min.'));
    await settled();
    translate();
    const [first] = tickets;
    if (first)
      tickets[0] = { ...first, subject: 'Lade klemmt', changedAt: new Date(Date.now() - 7_200_000).toISOString() };
    await list.refresh();
    const text = await eventually(() => textOf(list).includes('Lade klemmt') && textOf(list));
    assert.include(text, 'vor 2 Std.');
    assert.notInclude(text, 'Bondrucker 1 druckt');
    assert.notInclude(text, 'vor 5 Min.');
    assert.include(text, '[Bondrucker 2 druckt keine Umlaute]');
  });

  it('adds what is new to a history, and counts down the letters of an answer', async () => {
    const room = new HistoryRoom();
    const history = await room.shown();
    translate();
    room.items = [...room.items, sampleMessage(110, 'Noch eine Frage.')];
    room.live.send({ kind: 'ticket', id: RECORD });
    await eventually(() => textOf(history).includes('Noch eine Frage.'));
    assert.include(textOf(history), '[Hier das Foto.]');
    const field = byRole('textbox', /Nachricht/);
    type(field, 'x'.repeat(MESSAGE_MAX - 10));
    await eventually(() => textOf(history).includes('Noch 10 Zeichen'));
    translate();
    type(field, 'x'.repeat(MESSAGE_MAX + 5));
    await eventually(() => textOf(history).includes('Um 5 Zeichen zu lang'));
    assert.notInclude(textOf(history), 'Noch 10 Zeichen');
  });
});
