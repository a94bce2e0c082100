import { assert } from '@open-wc/testing';
import { EtronElement } from './element.ts';
import { property } from './property.ts';

class CompiledElement extends EtronElement {
  @property() word = 'first';
}
customElements.define('test-compiled', CompiledElement);

// A compiler that turns decorated properties into fields of each element hides the accessors, and nothing is reactive any more, without an error.
describe('the compiler', () => {
  it('leaves reactive properties to the class', () => {
    const element = new CompiledElement();
    assert.equal(element.word, 'first');
    assert.notOk(Object.hasOwn(element, 'word'));
    assert.ok(Object.hasOwn(CompiledElement.prototype, 'word'));
    assert.notOk(Object.hasOwn(element, 'apiUrl'));
  });
});
