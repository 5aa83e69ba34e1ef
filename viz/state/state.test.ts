import { describe, expect, test } from 'vitest';
import { officeName } from '../testing/office-name.ts';
import { keepTokens, takeTokens } from '../source/token.ts';
import { addressText, parseAddress } from './address.ts';
import { SmoothClock } from './clock.ts';
import { namesOf } from './names.ts';
import { FAULTS } from '../../simulator/faults/catalogue.ts';
import { planned } from '../../simulator/faults/plan.ts';
import { kindOfFault } from '../../reports/views/trial-faults.ts';

describe('the address', () => {
  test.for([
    '',
    '?show=movement:26GE0002004H8T1VY4',
    '?show=message:GEO-n17&list=movements',
    '?list=alarms&at=2026-07-14T05:42:00Z',
    '?show=kpi:borderDwellP50&at=2026-07-14T05:42:00Z',
  ])('%s says the same when it is read and written', (text) => {
    expect(addressText(parseAddress(text))).toBe(text);
  });

  test('leaves out what it does not understand', () => {
    const nothing = { selection: null, list: null, at: undefined };
    for (const text of [
      '?show=nonsense:1',
      '?show=movement:',
      '?list=everything',
      '?at=yesterday',
      '?x=y',
    ])
      expect(parseAddress(text)).toEqual(nothing);
  });

  test('carries ids whatever they hold', () => {
    const selection = { kind: 'message', id: 'a:b/c?d&e=f' } as const;
    const text = addressText({ selection, list: null, at: undefined });
    expect(parseAddress(text).selection).toEqual(selection);
  });
});

describe('faults', () => {
  test('are called by their kind, whatever their number', () => {
    const specs = FAULTS.flatMap(({ id: fault }) =>
      Array.from({ length: 11 }, () => ({ fault, at: '1h', lasts: '1h' })),
    );
    for (const { id, spec } of planned(specs, '1', 0, 1)) expect(kindOfFault(id)).toBe(spec.fault);
  });

  test('leave a place in their sentences only for what their scenarios must say, and the page fills in', () => {
    for (const { id, text, needs } of FAULTS)
      for (const words of [text.en, text.ru])
        for (const [, field = ''] of words.matchAll(/`(\w+)`/g)) {
          expect(needs, id).toContain(field);
          expect(['times', 'by'], id).toContain(field);
        }
  });
});

describe('the clock', () => {
  const running = (now: number, speed = 60) => ({ now, speed, state: 'running' }) as const;

  test('runs on between two words of the server', () => {
    const clock = new SmoothClock();
    clock.tell(running(1_000_000), 0);
    expect(clock.now(500)).toBe(1_000_000 + 30_000);
  });

  test('makes small differences good without a jump, and never goes backwards for them', () => {
    const clock = new SmoothClock();
    clock.tell(running(1_000_000), 0);
    const before = clock.now(1_000);
    clock.tell(running(before - 6_000), 1_000);
    let last = clock.now(1_000);
    expect(last).toBeCloseTo(before);
    for (let wall = 1_000; wall <= 2_000; wall += 16) {
      expect(clock.now(wall)).toBeGreaterThanOrEqual(last);
      last = clock.now(wall);
    }
    expect(clock.now(2_000)).toBe(before - 6_000 + 60_000);
  });

  test('jumps where the difference is large, and stands while the run does', () => {
    const clock = new SmoothClock();
    clock.tell(running(1_000_000), 0);
    clock.tell(running(9_000_000), 100);
    expect(clock.now(100)).toBe(9_000_000);
    clock.tell({ now: 9_100_000, speed: 60, state: 'paused' }, 200);
    expect(clock.now(5_000)).toBe(9_100_000);
  });

  test('does not run far without a word', () => {
    const clock = new SmoothClock();
    clock.tell(running(0), 0);
    expect(clock.now(60_000)).toBe(clock.now(600_000));
  });
});

describe('tokens', () => {
  class Store implements Pick<Storage, 'getItem' | 'setItem'> {
    private readonly kept = new Map<string, string>();
    getItem = (key: string): string | null => this.kept.get(key) ?? null;
    setItem = (key: string, value: string): void => void this.kept.set(key, value);
  }
  const visit = (hash: string, store: Store) => {
    const seen: string[] = [];
    const location = { hash, pathname: '/', search: '?list=alarms' } as Location;
    const history = {
      state: null,
      replaceState: (_: unknown, __: string, url: string) => seen.push(url),
    } as unknown as History;
    return { tokens: takeTokens(location, history, store as unknown as Storage), seen };
  };

  test('the trainer’s is taken out of the address and kept in this tab', () => {
    const store = new Store();
    const { tokens, seen } = visit('#token=abc-DEF_1', store);
    expect(tokens).toEqual({ trainer: 'abc-DEF_1', seats: [] });
    expect(seen).toEqual(['/?list=alarms']);
    expect(visit('', store).tokens.trainer).toBe('abc-DEF_1');
  });

  test('those of seats stay when the page is opened anew; nonsense is forgotten', () => {
    const store = new Store();
    const seats = [{ seat: 'GE000101', person: 'Nino', token: 'x' }];
    keepTokens({ trainer: null, seats }, store as unknown as Storage);
    expect(visit('', store).tokens.seats).toEqual(seats);
    store.setItem('rehearse.tokens', 'null');
    expect(visit('', store).tokens).toEqual({ trainer: null, seats: [] });
    store.setItem('rehearse.tokens', '{');
    expect(visit('', store).tokens).toEqual({ trainer: null, seats: [] });
  });
});

test('everything that the journal names has a name, in both languages', () => {
  const names = namesOf({
    offices: [officeName('GE000101', 'Tbilisi', 'Тбилиси')],
    faults: { loss: { en: 'messages are lost', ru: 'сообщения теряются' } },
  });
  expect(names('GE000101')).toEqual({ en: 'Tbilisi', ru: 'Тбилиси' });
  expect(names('KAZ').ru).toBe('Казахстан');
  expect(names('KZ').en).toBe('Kazakhstan');
  expect(names('kz-kuryk-port')).toEqual({ en: 'Kuryk', ru: 'Курык' });
  expect(names('alat-kuryk').en).toBe('Alat – Kuryk');
  expect(names('zarifa-aliyeva').en).toBe('Zarifa Aliyeva');
  expect(names('FI-GEO').en).toBe('Insurer, Georgia');
  expect(names('vehicleParts').ru).toMatch(/[а-я]/);
  expect(names('loss').ru).toBe('сообщения теряются');
  expect(names('nobody')).toEqual({ en: 'nobody', ru: 'nobody' });
});
