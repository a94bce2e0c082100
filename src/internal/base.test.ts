import { assert, fixture } from '@open-wc/testing';
import { html, type PropertyValues, type ReactiveController } from 'lit';
import { BaseElement } from './base.ts';
import { property, state } from './property.ts';

class Probe extends BaseElement {
  @property() word = 'default';
  @property({ attribute: 'two-words' }) twoWords?: string;
  @property({ type: Boolean }) loud = false;
  @property({ attribute: false }) list: readonly string[] = [];
  @state() clicks = 0;
  renders = 0;
  readonly changes: PropertyKey[][] = [];
  broken = false;

  protected override willUpdate(changed: PropertyValues): void {
    this.changes.push([...changed.keys()]);
  }

  protected override render() {
    this.renders++;
    if (this.broken) throw new Error('broken');
    return html`<button @click=${this.press}>${this.word} ${this.clicks}</button>`;
  }

  private press() {
    this.clicks++;
  }
}
class LoudProbe extends Probe {
  @property() extra = '';
}
customElements.define('test-probe', Probe);
customElements.define('test-loud-probe', LoudProbe);

const text = (element: HTMLElement) => element.shadowRoot?.querySelector('button')?.textContent;

describe('the base of the elements', () => {
  it('takes attributes, by name and by presence, and inherits them', async () => {
    const probe = await fixture<LoudProbe>(
      '<test-loud-probe word="one" two-words="two" loud extra="more"></test-loud-probe>',
    );
    assert.deepEqual([probe.word, probe.twoWords, probe.loud, probe.extra], ['one', 'two', true, 'more']);
    probe.removeAttribute('loud');
    assert.isFalse(probe.loud);
    assert.notInclude(Probe.observedAttributes, 'extra');
    assert.notInclude(Probe.observedAttributes, 'clicks');
  });

  it('renders once for all changes of a moment, and tells what changed', async () => {
    const probe = await fixture<Probe>('<test-probe></test-probe>');
    const { renders } = probe;
    probe.word = 'a';
    probe.word = 'b';
    probe.list = ['x'];
    await probe.updateComplete;
    assert.equal(probe.renders, renders + 1);
    assert.deepEqual(probe.changes.at(-1), ['word', 'list']);
    probe.word = 'b';
    await probe.updateComplete;
    assert.equal(probe.renders, renders + 1, 'the same value is no change');
  });

  it('binds events to the element and keeps its state over a move in the page', async () => {
    const probe = await fixture<Probe>('<test-probe></test-probe>');
    probe.shadowRoot?.querySelector('button')?.click();
    await probe.updateComplete;
    const parent = probe.parentElement;
    probe.remove();
    probe.word = 'meanwhile';
    parent?.append(probe);
    await probe.updateComplete;
    assert.equal(text(probe), 'meanwhile 1');
  });

  it('keeps what a page set before the element was defined', async () => {
    const early = document.createElement('test-late-probe') as Probe;
    Object.assign(early, { word: 'early', list: ['early'] });
    document.body.append(early);
    customElements.define('test-late-probe', class extends Probe {});
    await early.updateComplete;
    assert.equal(text(early), 'early 0');
    assert.notOk(Object.hasOwn(early, 'word'));
    early.word = 'later';
    await early.updateComplete;
    assert.equal(text(early), 'later 0');
    early.remove();
  });

  it('takes what a page sets right after the definition for newer than what it set before', async () => {
    const early = document.createElement('test-eager-probe') as Probe;
    Object.assign(early, { word: 'early', list: ['early'], broken: true });
    document.body.append(early);
    customElements.define('test-eager-probe', class extends Probe {});
    assert.deepEqual(early.list, ['early'], 'at once');
    early.word = 'later';
    await early.updateComplete.catch(() => {});
    early.broken = false;
    early.list = [];
    await early.updateComplete;
    assert.equal(text(early), 'later 0');
    assert.deepEqual(early.list, [], 'nor does it come back after a failure');
    early.remove();
  });

  it('renders nothing before it stands in a page', async () => {
    const probe = new Probe();
    probe.word = 'set';
    await probe.updateComplete;
    assert.equal(probe.renders, 0);
    document.body.append(probe);
    await probe.updateComplete;
    assert.equal(text(probe), 'set 0');
    probe.remove();
  });

  it('runs its controllers with its life', async () => {
    const calls: string[] = [];
    const controller: ReactiveController = {
      hostConnected: () => calls.push('connected'),
      hostUpdate: () => calls.push('update'),
      hostUpdated: () => calls.push('updated'),
      hostDisconnected: () => calls.push('disconnected'),
    };
    const probe = new Probe();
    probe.addController(controller);
    document.body.append(probe);
    await probe.updateComplete;
    probe.remove();
    assert.deepEqual(calls, ['connected', 'update', 'updated', 'disconnected']);
    probe.removeController(controller);
    document.body.append(probe);
    await probe.updateComplete;
    assert.equal(calls.length, 4);
    probe.remove();
  });

  it('recovers from an error while rendering', async () => {
    const probe = await fixture<Probe>('<test-probe></test-probe>');
    probe.broken = true;
    probe.word = 'never';
    const failure = await probe.updateComplete.catch((error: Error) => error);
    assert.instanceOf(failure, Error);
    probe.broken = false;
    probe.word = 'again';
    await probe.updateComplete;
    assert.equal(text(probe), 'again 0');
  });

  it('says when an update led to another one', async () => {
    const probe = await fixture<Probe>('<test-probe></test-probe>');
    probe.addController({ hostUpdated: () => probe.clicks < 1 && probe.clicks++ } as ReactiveController);
    probe.word = 'x';
    assert.isFalse(await probe.updateComplete);
    assert.isTrue(await probe.updateComplete);
  });
});
