import { assert } from '@open-wc/testing';
import { html, LitElement } from 'lit';
import { clearPage, eventually, showPage } from '../internal/testing/page.ts';
import { formatDate, relativeTime } from './dates.ts';
import { addWords, dictionary, LocaleController } from './locale.ts';
import { decimal, money } from './money.ts';
import { registerWords } from './register.ts';

const greetingWords = dictionary(
  'test-greeting',
  { hello: 'Guten Tag', bye: (name: string) => `Auf Wiedersehen, ${name}`, days: { one: 'Tag', many: 'Tage' } },
  { hello: 'Hello', bye: (name) => `Goodbye, ${name}`, days: { one: 'day', many: 'days' } },
);

declare module './register.ts' {
  interface RoomWords {
    'test-greeting': ReturnType<typeof greetingWords>;
  }
}

class TestGreeting extends LitElement {
  readonly #locale = new LocaleController(this, greetingWords);

  get language() {
    return this.#locale.language;
  }

  protected override render() {
    return html`${this.#locale.words.hello}`;
  }
}
customElements.define('test-greeting', TestGreeting);

describe('LocaleController', () => {
  let greeting: TestGreeting;
  const says = (text: string) => eventually(() => greeting.shadowRoot?.textContent === text);

  beforeEach(() => {
    greeting = document.createElement('test-greeting') as TestGreeting;
    showPage('20rem', greeting);
  });
  afterEach(clearPage);

  it('speaks the language of the page, German unless it is English, and follows it', async () => {
    for (const [lang, text] of [
      ['de-AT', 'Guten Tag'],
      ['en', 'Hello'],
      ['fr', 'Guten Tag'],
      ['EN-gb', 'Hello'],
    ] as const) {
      document.documentElement.lang = lang;
      await says(text);
    }
  });

  it('speaks the language of the place it was moved to', async () => {
    await says('Guten Tag');
    const english = document.createElement('section');
    english.lang = 'en';
    document.body.append(english);
    english.append(greeting);
    await says('Hello');
  });

  it('looks for the language through shadow roots', async () => {
    const host = document.createElement('div');
    host.lang = 'en';
    host.attachShadow({ mode: 'open' }).append(greeting);
    document.body.append(host);
    await says('Hello');
  });

  it('shows words that are registered while it is on the page, in the region’s language too', async () => {
    document.documentElement.lang = 'nl-BE';
    await says('Guten Tag');
    registerWords('nl', { 'test-greeting': { hello: 'Goedendag' } });
    await says('Goedendag');
    assert.equal(greeting.language, 'nl');
    document.documentElement.lang = 'de';
    await says('Guten Tag');
  });
});

describe('registerWords', () => {
  it('leaves the words that are missing as they are, in groups of words too', () => {
    registerWords('it', { 'test-greeting': { hello: 'Buongiorno', days: { many: 'giorni' } } });
    const words = greetingWords('it');
    assert.equal(words.hello, 'Buongiorno');
    assert.deepEqual(words.days, { one: 'Tag', many: 'giorni' });
    assert.equal(words.bye('Eva'), 'Auf Wiedersehen, Eva');
    assert.equal(greetingWords('it'), words, 'made once');
  });

  it('adds to what was registered before', () => {
    registerWords('sl', { 'test-greeting': { hello: 'Dober dan' } });
    assert.equal(greetingWords('sl').days.one, 'Tag');
    registerWords('sl', { 'test-greeting': { days: { one: 'dan' } } });
    assert.equal(greetingWords('sl').hello, 'Dober dan');
    assert.deepEqual(greetingWords('sl').days, { one: 'dan', many: 'Tage' });
  });

  it('takes English for what is missing in a kind of English', () => {
    registerWords('en-US', { 'test-greeting': { hello: 'Hi' } });
    assert.equal(greetingWords('en-us').hello, 'Hi');
    assert.equal(greetingWords('en-us').days.one, 'day');
    assert.equal(greetingWords('en').hello, 'Hello');
  });

  it('gives other words to a language of the package', () => {
    const words = dictionary('test-till', { till: 'Kassa', open: 'Offen' }, { till: 'Till', open: 'Open' });
    addWords('de', { 'test-till': { till: 'Kasse' } });
    assert.deepEqual(words('de'), { till: 'Kasse', open: 'Offen' });
    assert.deepEqual(words('en'), { till: 'Till', open: 'Open' });
  });

  it('refuses what is no language', () => {
    assert.throws(() => registerWords('it_IT', {}), RangeError);
  });

  it('is checked by the compiler', () => {
    // @ts-expect-error No such room.
    registerWords('hu', { 'ticket-from': {} });
    // @ts-expect-error No such word.
    registerWords('hu', { 'ticket-form': { subjekt: 'Tárgy' } });
    // @ts-expect-error No such word in a group.
    registerWords('hu', { 'ticket-list': { problems: { netwerk: 'x' } } });
    // @ts-expect-error The word is a function.
    registerWords('hu', { 'ticket-list': { found: 'x' } });
    const found = (count: number, _more: boolean, noun: string) => `${count} ${noun}`;
    // @ts-expect-error The function is given no third value.
    registerWords('hu', { 'ticket-list': { found } });
  });
});

describe('a language that a page brings', () => {
  it('has dates, amounts and numbers of its own', () => {
    assert.equal(formatDate('it', '2026-11-24T12:00', { dateStyle: 'medium' }), '24 nov 2026');
    assert.equal(relativeTime('it', '2026-11-24T12:00', new Date('2026-11-24T12:05')), '5 min fa');
    assert.equal(money('it', '1234567.50'), '1.234.567,50\u00a0€');
    assert.equal(decimal('pl', '1.5'), '1,5');
  });
});
