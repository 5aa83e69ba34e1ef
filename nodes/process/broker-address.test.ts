import { expect, test } from 'vitest';
import { brokerAddress } from './broker-address.ts';

test.each([
  ['mqtt://broker.example:1883', { url: 'mqtt://broker.example:1883' }],
  [
    'mqtts://ICE:a%2Fb%40c@[::1]:8883',
    { url: 'mqtts://[::1]:8883', username: 'ICE', password: 'a/b@c' },
  ],
])('%s', (text, address) => {
  expect(brokerAddress(text)).toEqual(address);
});
