import { assert } from '@open-wc/testing';
import { render } from 'lit';
import { linked, mailLink, safeLink, withoutBidi } from './text.ts';

function links(text: string): string[] {
  const place = document.createElement('div');
  render(linked(text), place);
  assert.equal(place.textContent, text);
  return [...place.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '');
}

describe('linked text', () => {
  it('finds addresses without the punctuation around them', () => {
    assert.deepEqual(links('Siehe https://a.example/x, (http://b.example/y) und „https://c.example/?q=1&r=2#s“.'), [
      'https://a.example/x',
      'http://b.example/y',
      'https://c.example/?q=1&r=2#s',
    ]);
    assert.deepEqual(links('https://a.example/b_(c)'), ['https://a.example/b_(c)']);
    assert.deepEqual(links('mailto:a@b.example?subject=x'), ['mailto:a@b.example?subject=x']);
  });

  it('leaves everything else as text', () => {
    assert.deepEqual(
      links('javascript:alert(1) data:text/html,x vbscript:x file:///etc/passwd //a.example <a href="x">y</a>'),
      [],
    );
    assert.deepEqual(links(''), []);
  });

  it('ends an address before quotes, brackets and characters that turn the direction', () => {
    assert.deepEqual(links('https://a.example/"onclick="x https://b.example/\u202Egpj.exe'), [
      'https://a.example/',
      'https://b.example/',
    ]);
  });

  it('takes no time for long runs of punctuation', () => {
    const start = performance.now();
    links(`https://a.example/${'.'.repeat(19_000)}`);
    assert.isBelow(performance.now() - start, 500);
  });

  it('links only what a browser opens safely', () => {
    assert.equal(safeLink('javascript:alert(1)'), 'javascript:alert(1)');
    assert.equal(safeLink(' javascript:alert(1)'), ' javascript:alert(1)');
    assert.equal(safeLink('https://'), 'https://');
  });

  it('writes to an address, whatever it holds', () => {
    const place = document.createElement('div');
    render(mailLink('a@b.example?bcc=c@d.example'), place);
    assert.equal(place.querySelector('a')?.getAttribute('href'), 'mailto:a@b.example%3Fbcc%3Dc@d.example');
  });

  it('takes out what turns file names around', () =>
    assert.equal(withoutBidi('Rechnung\u202Efdp.exe'), 'Rechnungfdp.exe'));
});
