import { beforeEach, expect, test } from 'vitest';
import type { Entry } from '../core/cell.ts';
import { HOST } from '../journal/entry.ts';
import type { Struck } from './real-faults.ts';
import { RealFaults } from './real-faults.ts';

let acts: string[];
let said: string[];
let real: RealFaults;
let struck: Struck;
let s: number;

/** Lines by whose they are: severed or not. */
let severed: Set<string>;
const NODES = ['GEO', 'AZE', 'KAZ'];

beforeEach(() => {
  acts = [];
  said = [];
  s = 0;
  severed = new Set();
  real = new RealFaults((sentence) => void said.push(sentence));
  const each = (names: readonly string[] | undefined): readonly string[] => names ?? NODES;
  struck = {
    player: (name) => ({
      kill: (signal) => void acts.push(`${signal} ${name}`),
      fillDisk: () => void acts.push(`fill ${name}`),
      revive: () => void acts.push(`revive ${name}`),
    }),
    relays: {
      sever(names) {
        for (const name of each(names)) severed.add(name);
        return each(names);
      },
      mend(names) {
        for (const name of each(names)) severed.delete(name);
      },
      need: () => [],
      hinder(hindrance, names) {
        acts.push(`hinder ${each(names).join()} ${JSON.stringify(hindrance)}`);
        return each(names);
      },
    },
  };
  real.attach(struck);
});

const note = (fact: { type: string; [detail: string]: unknown }): void => {
  const entry: Entry = { t: 1, n: HOST, s: s++, ...fact };
  real.observe(entry);
};
const begins = (fault: string, kind: string, node?: string): void =>
  note({ type: 'FaultInjected', fault, kind, ...(node === undefined ? {} : { said: { node } }) });
const heals = (fault: string): void => note({ type: 'FaultHealed', fault });

test('a process is killed once, and comes back by itself', () => {
  begins('nodeCrash-1', 'nodeCrash', 'GEO');
  begins('iceCrash-1', 'iceCrash');
  heals('nodeCrash-1');
  heals('iceCrash-1');
  expect(acts).toEqual(['SIGKILL GEO', 'SIGKILL ICE']);
});

test('a full disk has room again when it heals', () => {
  begins('diskFull-1', 'diskFull', 'ICE');
  heals('diskFull-1');
  expect(acts).toEqual(['fill ICE', 'revive ICE']);
});

test('a line that two faults have cut is mended when both are over', () => {
  begins('partition-1', 'partition', 'GEO');
  begins('brokerCrash-1', 'brokerCrash');
  expect(severed).toEqual(new Set(NODES));
  heals('brokerCrash-1');
  expect(severed).toEqual(new Set(['GEO']));
  heals('partition-1');
  expect(severed).toEqual(new Set());
});

test('a line that is reset is not cut for long, unless another fault keeps it so', () => {
  begins('loss-1', 'loss');
  expect(severed).toEqual(new Set());
  begins('expiredCertificate-1', 'expiredCertificate', 'KAZ');
  begins('loss-2', 'loss', 'KAZ');
  expect(severed).toEqual(new Set(['KAZ']));
});

test('a line that two faults slow is slow until both are over', () => {
  begins('delay-1', 'delay', 'GEO');
  begins('delay-2', 'delay');
  heals('delay-2');
  expect(acts.slice(2)).toEqual(['hinder GEO,AZE,KAZ {}', 'hinder GEO {"delayMs":100}']);
});

test('papers end and are renewed where the wire has them, and before their time where somebody waits', async () => {
  const papers: string[] = [];
  const act =
    (what: string) =>
    (name: string): Promise<void> => {
      papers.push(`${what} ${name}`);
      return Promise.resolve();
    };
  const authority = {
    expireCertificate: act('expire'),
    renewCertificate: act('renew'),
    revokeKey: (name: string) => void papers.push(`revoke ${name}`),
    renewKey: (name: string) => void papers.push(`new key ${name}`),
  };
  const gate = { ca: '', certificate: '', key: '', register: '' };
  const signing = (): { key: string; register: string } => ({ key: '', register: '' });
  real.attach({ ...struck, security: { gate, signing, authority } });
  begins('expiredCertificate-1', 'expiredCertificate', 'GEO');
  begins('revokedKey-1', 'revokedKey', 'AZE');
  real.need(['ICE', 'GEO']);
  heals('expiredCertificate-1');
  heals('revokedKey-1');
  await real.settled();
  expect(papers).toEqual(['expire GEO', 'revoke AZE', 'renew GEO', 'new key AZE']);
  expect(severed).toEqual(new Set());
});

test('what two faults do to one country lasts until both are over', async () => {
  const papers: string[] = [];
  const authority = {
    expireCertificate: () => Promise.resolve(),
    renewCertificate: (name: string) => Promise.resolve(void papers.push(name)),
    revokeKey: () => undefined,
    renewKey: () => undefined,
  };
  const gate = { ca: '', certificate: '', key: '', register: '' };
  real.attach({ ...struck, security: { gate, authority } });
  for (const kind of ['expiredCertificate', 'diskFull'])
    for (const number of ['1', '2']) begins(`${kind}-${number}`, kind, 'GEO');
  heals('expiredCertificate-1');
  heals('diskFull-2');
  await real.settled();
  expect([papers, acts]).toEqual([[], ['fill GEO', 'fill GEO']]);
  heals('expiredCertificate-2');
  heals('diskFull-1');
  await real.settled();
  expect([papers, acts.at(-1)]).toEqual([['GEO'], 'revive GEO']);
});

test('what cannot be done is not done, and listed with the reason', () => {
  begins('clockSkew-1', 'clockSkew', 'GEO');
  begins('ferryHeld-1', 'ferryHeld');
  heals('clockSkew-1');
  expect({ acts, said }).toEqual({ acts: [], said: [] });
  expect(real.done.map(({ fault, act }) => [fault, act])).toEqual([
    ['clockSkew-1', 'none'],
    ['ferryHeld-1', 'none'],
  ]);
});
