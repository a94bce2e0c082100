import { assert } from '@open-wc/testing';
import { decimal, money } from './money.ts';

describe('money', () => {
  it('reads as amounts do in each language', () => {
    assert.equal(money('de', '1234.50'), '1.234,50\u00a0€');
    assert.equal(money('de', '-12.00'), '-12,00\u00a0€');
    assert.equal(money('en', '1234.50'), '€1,234.50');
  });

  it('loses no cent of what a float cannot hold', () => {
    assert.equal(money('de', '90071992547409931.07'), '90.071.992.547.409.931,07\u00a0€');
  });

  it('shows quantities without zeros that say nothing', () => {
    assert.equal(decimal('de', '1.500'), '1,5');
    assert.equal(decimal('en', '12000'), '12,000');
  });
});
