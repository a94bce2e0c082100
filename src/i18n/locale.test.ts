import { html, LitElement } from 'lit';
import { clearPage, eventually, showPage } from '../internal/testing/page.ts';
import { dictionary, LocaleController } from './locale.ts';

const words = dictionary({ hello: 'Guten Tag' }, { hello: 'Hello' });

class TestGreeting extends LitElement {
  readonly #locale = new LocaleController(this, words);

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
});
