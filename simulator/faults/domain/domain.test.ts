/** Whom the faults of the domain strike, and what they say: plain values, in commands that no person gives. */
import { describe, expect, test } from 'vitest';
import { WORLD } from '../../../nodes/common/routing.ts';
import { isFaultCommand } from '../../core/world-faults.ts';
import { HOUR } from '../../core/time.ts';
import { FAULTS } from '../catalogue.ts';
import type { Act, FaultKind } from '../kind.ts';
import { isFaultActor } from '../kind.ts';
import type { FaultField, FaultSpec } from '../parameters.ts';

const DOMAIN = FAULTS.filter(({ vocabulary }) => vocabulary === 'domain');
const STRUCK = { participants: [WORLD, 'ICE', 'GEO', 'FI-GEO'], nodes: ['GEO'] };
const UNTIL = 1_800_000_000_000;

const SAID: Readonly<Partial<FaultSpec>> = {
  post: 'ge-tsiteli-khidi',
  side: 'exit',
  place: 'kz-beyneu',
  port: 'az-alat-port',
  office: 'GE000900',
  node: 'GEO',
  times: 3,
  share: 0.25,
  by: '2h',
};

/** Says no more than these fields. */
function actsOf(kind: FaultKind, fields: readonly FaultField[]): Act[] {
  const said = Object.fromEntries(fields.map((field) => [field, SAID[field]]));
  const spec: FaultSpec = { fault: kind.id, at: '1d', lasts: '1h', ...said };
  return kind.strikes({ id: `${kind.id}-1`, spec, until: UNTIL }, STRUCK);
}

const told = (acts: readonly Act[]): Readonly<Record<string, unknown>> => {
  const [act] = acts;
  return act !== undefined && 'command' in act ? act.command : {};
};

describe.each(DOMAIN)('$id', (kind) => {
  test('tells the world by a command, and says everything that it was told', () => {
    const acts = actsOf(kind, [...kind.needs, ...kind.takes]);
    expect(acts[0]?.to).toBe(WORLD);
    for (const act of acts) {
      if (!('command' in act)) throw new Error('only commands reach the world and insurers');
      const { command } = act;
      expect(isFaultCommand(command) && isFaultActor(command.actor)).toBe(true);
      expect(command).toMatchObject({ fault: kind.id, id: `${kind.id}-1`, until: UNTIL });
      expect(JSON.parse(JSON.stringify(command))).toEqual(command);
    }
    const values = Object.values(told(acts)).flat();
    const names = { ...SAID, by: 2 * HOUR };
    for (const field of [...kind.needs, ...kind.takes])
      expect(values, field).toContain(names[field as keyof typeof names]);
  });

  test('needs no more than it says', () => {
    const { share, sides } = told(actsOf(kind, kind.needs));
    if (kind.takes.includes('share')) expect(share).toBeGreaterThan(0);
    if (kind.takes.includes('side')) expect(sides).toEqual(['exit', 'entry']);
  });
});

test('an insolvent guarantor hears of it himself', () => {
  const kind = DOMAIN.find(({ id }) => id === 'guarantorInsolvent');
  const acts = kind === undefined ? [] : actsOf(kind, ['node']);
  expect(acts.map(({ to }) => to)).toEqual([WORLD, 'FI-GEO']);
});
