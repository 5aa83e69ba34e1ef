import { afterEach, beforeEach, expect, test } from 'vitest';
import { Relays } from './relays.ts';

let relays: Relays;
beforeEach(async () => {
  relays = await Relays.open(['GEO', 'AZE', 'KAZ']);
});
afterEach(() => relays.close());

test('a process sees the broker at its own relay, and nobody else’s', () => {
  const url = new URL(relays.urlFor('GEO', 'mqtts://broker.example'));
  expect(url.protocol).toBe('mqtts:');
  expect(url.host).toBe(relays.addressOf('GEO'));
  expect(relays.addressOf('AZE')).not.toBe(url.host);
});

test('who has no relay goes the straight way', () => {
  expect(relays.urlFor('ICE', 'mqtt://[::1]:1883')).toBe('mqtt://[::1]:1883');
  expect(relays.addressOf('ICE')).toBeUndefined();
});

test('a line that somebody needs is mended once, and it alone', () => {
  expect(relays.sever()).toEqual(['GEO', 'AZE', 'KAZ']);
  expect(relays.need(['ICE', 'AZE'])).toEqual(['AZE']);
  expect(relays.need(['ICE', 'AZE'])).toEqual([]);
  relays.mend(['GEO']);
  expect(relays.need(['GEO', 'KAZ'])).toEqual(['KAZ']);
});
