import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientIp } from './client-ip.ts';

const forwarded = (value: string) =>
  new Headers({ 'x-forwarded-for': value, 'x-real-ip': '9.9.9.9', 'x-remote-user': 'admin' });

test('ignores forwarding headers without a proxy of ours (abuse 11)', () => {
  assert.equal(clientIp(forwarded('1.1.1.1'), '10.0.0.1', 0), '10.0.0.1');
});

test('takes the entry our outermost proxy wrote, not what the client claims', () => {
  assert.equal(clientIp(forwarded('6.6.6.6, 2.2.2.2'), '10.0.0.1', 1), '2.2.2.2');
  assert.equal(clientIp(forwarded('6.6.6.6, 2.2.2.2, 10.0.0.2'), '10.0.0.1', 2), '2.2.2.2');
  assert.equal(clientIp(new Headers(), '10.0.0.1', 1), '10.0.0.1');
});

test('counts IPv6 by customer network and mapped IPv4 as IPv4', () => {
  assert.equal(clientIp(new Headers(), '::ffff:10.0.0.1', 0), '10.0.0.1');
  assert.equal(clientIp(new Headers(), '2001:DB8:0:7:1:2:3:4', 0), '2001:db8:0:7::/64');
  assert.equal(clientIp(new Headers(), '2001:db8:0:7::9', 0), '2001:db8:0:7::/64');
  assert.equal(clientIp(new Headers(), '::1', 0), '0:0:0:0::/64');
  assert.equal(clientIp(new Headers(), 'fe80::1%eth0', 0), 'fe80:0:0:0::/64');
});
