import { assert } from '@open-wc/testing';
import { getStored, removeStored, setStored } from './storage.ts';

const NAME = 'etron.test';
const EMPTY = { text: '', files: [] as string[] };

describe('what is kept in the browser', () => {
  afterEach(() => localStorage.clear());

  it('is read as it was written, until it is removed', () => {
    assert.isUndefined(getStored(NAME, EMPTY));
    setStored(NAME, { text: 'Guten Tag', files: ['a'], more: 1 });
    assert.deepEqual<object | undefined>(getStored(NAME, EMPTY), { text: 'Guten Tag', files: ['a'], more: 1 });
    removeStored(NAME);
    assert.isUndefined(getStored(NAME, EMPTY));
  });

  for (const nonsense of ['', '{', 'null', '5', '"text"', '[]']) {
    it(`is nothing when it is nonsense: ${nonsense}`, () => {
      localStorage.setItem(NAME, nonsense);
      assert.isUndefined(getStored(NAME, EMPTY));
    });
  }

  it('has the defaults for properties that are missing or of another kind', () => {
    localStorage.setItem(NAME, '{"text":null,"files":{},"more":1}');
    assert.deepEqual<object | undefined>(getStored(NAME, EMPTY), { ...EMPTY, more: 1 });
  });

  it('is left alone by a browser that keeps nothing', () => {
    const own = Object.getOwnPropertyDescriptor(window, 'localStorage') ?? assert.fail();
    Object.defineProperty(window, 'localStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    try {
      setStored(NAME, EMPTY);
      removeStored(NAME);
      assert.isUndefined(getStored(NAME, EMPTY));
    } finally {
      Object.defineProperty(window, 'localStorage', own);
    }
  });
});
