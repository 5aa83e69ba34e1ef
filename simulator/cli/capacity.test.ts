// The verb around the search: options, files, exit codes, on simulated servers in the place of the real probe.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { both } from '../../nodes/common/bilingual.ts';
import type { ProbeOptions } from '../../load/capacity/probe.ts';
import type { CapacityReport } from '../../load/capacity/report.ts';
import type { SimulatedServer } from '../../load/capacity/testing/simulated-server.ts';
import { simulatedProbe } from '../../load/capacity/testing/simulated-server.ts';
import type { OpenProbes } from './capacity.ts';
import { capacityBy } from './capacity.ts';
import { EXIT } from './failure.ts';

let folder = '';
let printed = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehearse-capacity-'));
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const SERVER: SimulatedServer = {
  ...{ perSecond: 400, service: 'even', messagesPerMovement: 4, seed: '1', hold: 20 },
};
let asked: ProbeOptions[] = [];
const on =
  (server: Partial<SimulatedServer>, relay: Partial<SimulatedServer> = {}): OpenProbes =>
  (_, options) => {
    asked.push(options);
    const own = options.through === 'relay' ? relay : server;
    return Promise.resolve({
      probe: simulatedProbe({ ...SERVER, ...own }),
      target: options.target ?? 'mqtt://127.0.0.1:40123',
      flows: both('four messages a movement', 'четыре сообщения на перевозку'),
      close: () => Promise.resolve(),
    });
  };
beforeEach(() => (asked = []));

const run = (open: OpenProbes, ...args: string[]): Promise<number> =>
  capacityBy(open, [...args, '--out', join(folder, 'out')]);
const file = (name: string): string => readFileSync(join(folder, 'out', name), 'utf8');

test('the figure comes first; report and pages lie in the folder', async () => {
  expect(await run(on({}))).toBe(EXIT.well);
  expect(printed).toMatch(/^8,\d+0,000 movements a day, p99 /);
  expect(printed.trimEnd().split('\n').at(-1)).toBe(join(folder, 'out'));
  expect(JSON.parse(file('capacity.json'))).toMatchObject({ kind: 'capacity', ended: 'narrow' });
  expect(file('capacity.html')).toContain('movements a day');
  expect(file('capacity.ru.html')).toContain('перевозок в сутки');
});

test('--json prints exactly one document, the report', async () => {
  expect(await run(on({}), '--json')).toBe(EXIT.well);
  expect(JSON.parse(printed)).toEqual(JSON.parse(file('capacity.json')));
});

test('what is asked for reaches the probe and the report', async () => {
  const target = [
    '--target',
    'mqtt://10.0.0.1:1883',
    '--credentials',
    'c.json',
    '--metrics',
    'http://10.0.0.1:1/metrics',
  ];
  const rest = [
    '--broker-pid',
    '42',
    '--profile',
    'rush',
    '--hold',
    '10s',
    '--p99',
    '500ms',
    '--within',
    '5%',
    '--seed',
    '7',
  ];
  await run(on({}), ...target, ...rest);
  expect(asked).toMatchObject([
    {
      ...{ through: 'exchange', target: 'mqtt://10.0.0.1:1883', credentials: 'c.json' },
      ...{
        metrics: 'http://10.0.0.1:1/metrics',
        brokerPid: 42,
        profile: 'rush',
        seed: '7',
        holdMs: 10_000,
      },
    },
  ]);
  const { criterion } = JSON.parse(file('capacity.json')) as CapacityReport;
  expect(criterion).toEqual({ p99Most: 500, achievedLeast: 0.99, hold: 10, within: 0.05 });
});

test('mosquitto is searched in the same run, and stands beside', async () => {
  expect(await run(on({}, { perSecond: 600 }), '--beside', 'mosquitto')).toBe(EXIT.well);
  expect(asked.map(({ through, target }) => [through, target])).toEqual([
    ['exchange', undefined],
    ['relay', undefined],
  ]);
  expect(printed).toMatch(
    /relaying alone, carried 12,\d+0,000 movements a day; the exchange carries 6\d\u00a0% of that/,
  );
});

test('an earlier report that is better beyond doubt is a failed comparison', async () => {
  await run(on({}));
  const earlier = join(folder, 'earlier.json');
  writeFileSync(earlier, file('capacity.json'));
  expect(await run(on({ perSecond: 300 }), '--compare', earlier)).toBe(EXIT.verdict);
  expect(printed).toContain('less, beyond doubt');
  expect(await run(on({ perSecond: 500 }), '--compare', earlier)).toBe(EXIT.well);
  expect(printed).toContain('more, beyond doubt');
});

test.for([
  ['the generator is the limit', { generatorMost: 50 }, [], 'lower bound'],
  ['no rate is held', { slowness: 3_000 }, [], 'No rate was held'],
  ['an answer is wrong', { wrongOneIn: 500 }, [], 'altered (design 6)'],
  ['the target dies', { diesAbove: 300 }, [], 'The target was lost at 80.0 movements a second'],
] as const)('exit 1 where %s', async ([, server, args, text]) => {
  expect(await run(on(server), ...args)).toBe(EXIT.verdict);
  expect(printed).toContain(text);
});

test('a bound that is held is what was asked for', async () => {
  expect(await run(on({}), '--most', '50')).toBe(EXIT.well);
  expect(printed).toContain('The highest rate that was allowed is held.');
});

test('a target that is not there is the surroundings’ fault', async () => {
  await expect(run(on({ diesAbove: 1 }))).rejects.toMatchObject({
    exit: EXIT.surroundings,
    text: expect.stringContaining('ECONNREFUSED; start the exchange') as string,
  });
});

test.for([
  [
    ['--within', '3'],
    '--within 3 is no width of an interval; write a share from 0.5% to 50%, so 3%',
  ],
  [['--within', '0.1%'], '--within 0.1% is no width'],
  [['--hold', '2s'], '--hold 2s is too short to tell growth from chance'],
  [['--hold', '2h'], '--hold 2h is too long'],
  [['--p99', 'fast'], '--p99 fast is no duration'],
  [['--target', 'here'], '--target here is no address of a broker'],
  [['--target', 'mqtt://a', '--broker', 'mqtt://b'], 'leave out one of them'],
  [['--beside', 'nats'], '--beside nats is unknown'],
  [['--start', '-1'], '--start'],
  [['--broker-pid', 'x'], '--broker-pid x is no whole number'],
  [['--lang', 'fr'], '--lang fr is unknown'],
  [['more'], '`more` is one argument too many'],
] as const)('%j is bad usage', async ([args, text]) => {
  await expect(run(on({}), ...args)).rejects.toMatchObject({
    exit: EXIT.usage,
    text: expect.stringContaining(text) as string,
  });
  expect(asked).toEqual([]);
});

test('a file that is no earlier report is bad usage', async () => {
  const path = join(folder, 'other.json');
  writeFileSync(path, '{"format":1}');
  await expect(run(on({}), '--compare', path)).rejects.toMatchObject({
    exit: EXIT.usage,
    text: expect.stringContaining('it is no report of `rehearse capacity`') as string,
  });
});
