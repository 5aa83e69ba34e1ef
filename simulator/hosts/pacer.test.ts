import { describe, expect, test } from 'vitest';
import { Conductor } from './conductor.ts';
import type { Answered, Granted, Player } from './player.ts';
import type { Wait, Wall } from './pacer.ts';
import { Pacer } from './pacer.ts';

const START = 1_000_000;

/** A clock that stands still but for waiting; what is planned happens while somebody waits. */
class FakeWall implements Wall {
  time = 0;
  waits = 0;
  private plans: { at: number; act: () => void }[] = [];

  now(): number {
    return this.time;
  }

  at(time: number, act: () => void): void {
    this.plans.push({ at: time, act });
    this.plans.sort((a, b) => a.at - b.at);
  }

  wait(ms: number): Wait {
    if (++this.waits > 100_000) throw new Error('this wait never ends');
    const until = this.time + ms;
    let ended = false;
    const end = (): void => void (ended = true);
    const over = Promise.resolve().then(() => {
      while (!ended && this.plans[0] !== undefined && this.plans[0].at <= until) {
        const { at, act } = this.plans.shift()!;
        this.time = Math.max(this.time, at);
        act();
      }
      if (!ended) this.time = Math.max(this.time, until);
    });
    return { over, end };
  }
}

/** A player whose events are due at given times; notes when each window was run. */
class FakePlayer implements Player {
  readonly name = 'WORLD';
  readonly plays = [0];
  next: number;
  readonly isHere = true;
  onGone: Player['onGone'] = () => undefined;
  readonly ran: { wall: number; from: number; until: number; commands: number }[] = [];
  private readonly wall: FakeWall;
  private due: number[];
  private readonly costMs: number;

  constructor(wall: FakeWall, due: readonly number[], costMs: number) {
    this.wall = wall;
    this.due = [...due];
    this.costMs = costMs;
    this.next = due[0] ?? Infinity;
  }

  amend(): void {
    throw new Error('nobody is gone');
  }

  leave(): Promise<never> {
    return Promise.reject(new Error('nobody leaves'));
  }

  grant({ window, from, until, commands }: Granted): Promise<Answered> {
    this.ran.push({ wall: this.wall.time, from, until, commands: commands.length });
    this.wall.time += this.costMs;
    this.due = this.due.filter((time) => time >= until);
    return Promise.resolve({
      window,
      next: this.due[0] ?? null,
      posts: [],
      entries: [],
      events: 1,
    });
  }
}

function stage(due: readonly number[], speed: number, costMs = 0) {
  const wall = new FakeWall();
  const player = new FakePlayer(
    wall,
    due.map((time) => START + time),
    costMs,
  );
  const conductor = new Conductor([player], ['WORLD'], START, () => undefined);
  return { wall, player, conductor, pacer: new Pacer(conductor, speed, wall) };
}

const seconds = (n: number): number => n * 1_000;
const everySecond = (n: number): number[] => Array.from({ length: n }, (_, i) => seconds(i));
const command = { type: 'takeSeat', actor: 'nino' };

describe('the pace', () => {
  test.each([1, 60, 0.5, 36_000])(
    'at speed %d each window begins when the wall clock says',
    async (speed) => {
      const { player, pacer, wall } = stage([seconds(10), seconds(10.5), seconds(600)], speed);
      const reached = await pacer.play(() => START + seconds(900));
      expect(reached).toBe(START + seconds(900));
      expect(player.ran.map(({ from }) => from - START)).toEqual([seconds(10), seconds(600)]);
      player.ran.forEach(({ wall: ranAt, from }) =>
        expect(ranAt).toBeCloseTo((from - START) / speed, 6),
      );
      expect(wall.time).toBeCloseTo(seconds(900) / speed, 6);
    },
  );

  test('changes at once, and what has passed stays passed', async () => {
    const { player, pacer, wall } = stage([seconds(100)], 1);
    wall.at(seconds(10), () => pacer.setSpeed(9));
    await pacer.play(() => START + seconds(200));
    expect(pacer.speed).toBe(9);
    expect(player.ran[0]?.wall).toBeCloseTo(seconds(20), 6);
  });

  test('is watched while nothing happens', async () => {
    const { pacer, wall } = stage([seconds(10)], 1);
    const seen: number[] = [];
    const unwatch = pacer.onChange(() => void seen.push(pacer.now() - START));
    wall.at(seconds(5), unwatch);
    await pacer.play(() => START + seconds(12));
    expect(seen.length).toBeGreaterThan(40);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(Math.max(...seen)).toBeLessThanOrEqual(seconds(5));
  });

  test('a machine that is too slow falls behind, and does not rush to catch up', async () => {
    const { player, pacer } = stage(everySecond(20), 60, 200);
    await pacer.play(() => START + seconds(20));
    const gaps = player.ran.slice(1).map(({ wall }, i) => wall - player.ran[i]!.wall);
    // 200 ms of work for what should take 17 ms: window follows window, without pause.
    for (const gap of gaps) expect(gap).toBeCloseTo(200, 6);
  });

  test('after a hitch of minutes the time lost is lost', async () => {
    const { player, pacer, wall } = stage([seconds(1), seconds(2), seconds(3), seconds(60)], 1);
    wall.at(seconds(2), () => (wall.time += seconds(500)));
    await pacer.play(() => START + seconds(61));
    const [, , third, last] = player.ran;
    expect(third!.wall - seconds(502)).toBeLessThan(seconds(2));
    expect(last!.wall - third!.wall).toBeCloseTo(seconds(57), -1);
  });
});

describe('the time shown', () => {
  test('never passes what is still to be run, and never goes back', async () => {
    const { pacer, wall, conductor } = stage([seconds(4), seconds(9)], 1);
    const seen: number[] = [];
    pacer.onChange(() => {
      seen.push(pacer.now());
      expect(pacer.now()).toBeLessThanOrEqual(Math.max(conductor.nextDue(), conductor.now));
      expect(pacer.now()).toBeGreaterThanOrEqual(conductor.now);
      expect(Number.isInteger(pacer.now())).toBe(true);
    });
    for (const at of [1.3, 3.2, 5.1]) wall.at(seconds(at), () => pacer.setSpeed(at));
    wall.at(seconds(2), () => pacer.pause());
    wall.at(seconds(3), () => pacer.resume());
    await pacer.play(() => START + seconds(10));
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });
});

describe('a pause', () => {
  test('stops time, however long it lasts', async () => {
    const { player, pacer, wall } = stage([seconds(10)], 1);
    const during: number[] = [];
    wall.at(seconds(4), () => pacer.pause());
    wall.at(seconds(100), () => during.push(pacer.now() - START));
    wall.at(seconds(1_000), () => pacer.resume());
    await pacer.play(() => START + seconds(11));
    expect(during).toEqual([seconds(4)]);
    expect(player.ran[0]?.wall).toBeCloseTo(seconds(1_006), 6);
  });

  test('twice is one, and going on while nothing is paused changes nothing', async () => {
    const { player, pacer, wall } = stage([seconds(10)], 1);
    wall.at(seconds(2), () => pacer.pause());
    wall.at(seconds(3), () => pacer.pause());
    for (const at of [5, 6, 7]) wall.at(seconds(at), () => pacer.resume());
    await pacer.play(() => START + seconds(11));
    expect(player.ran[0]?.wall).toBeCloseTo(seconds(13), 6);
  });

  test('lets a new speed in for afterwards', async () => {
    const { player, pacer, wall } = stage([seconds(10)], 1);
    wall.at(seconds(4), () => pacer.pause());
    wall.at(seconds(5), () => pacer.setSpeed(6));
    wall.at(seconds(9), () => pacer.resume());
    await pacer.play(() => START + seconds(11));
    expect(player.ran[0]?.wall).toBeCloseTo(seconds(10), 6);
  });

  test('holds no command up: it opens a window at once, and time stays where that ended', async () => {
    const { player, pacer, wall } = stage([seconds(10)], 1);
    wall.at(seconds(4), () => pacer.pause());
    wall.at(seconds(6), () => pacer.command(0, command));
    wall.at(seconds(7), () => expect(pacer.now()).toBe(START + seconds(5)));
    wall.at(seconds(8), () => pacer.command(0, command));
    wall.at(seconds(9), () => pacer.resume());
    await pacer.play(() => START + seconds(11));
    expect(player.ran.map(({ wall: at, from, commands }) => [at, from - START, commands])).toEqual([
      [seconds(6), seconds(4), 1],
      [seconds(8), seconds(5), 1],
      [expect.closeTo(seconds(13), 6), seconds(10), 0],
    ]);
  });
});

describe('a command', () => {
  test('opens a window at the present, before anything later', async () => {
    const { player, pacer, wall } = stage([seconds(10)], 2);
    wall.at(seconds(3), () => {
      pacer.command(0, command);
      pacer.command(0, { ...command, type: 'returnSeat' });
    });
    await pacer.play(() => START + seconds(12));
    expect(
      player.ran.map(({ from, until, commands }) => [from - START, until - START, commands]),
    ).toEqual([
      [seconds(6), seconds(7), 2],
      [seconds(10), seconds(11), 0],
    ]);
  });

  test('just before an event shares its window', async () => {
    const { player, pacer, wall } = stage([seconds(10)], 1);
    wall.at(9_990, () => pacer.command(0, command));
    await pacer.play(() => START + seconds(12));
    expect(player.ran).toHaveLength(1);
    expect(player.ran[0]).toMatchObject({ from: START + 9_990, commands: 1 });
  });

  test('for nobody is an error of who gives it, and the run goes on', async () => {
    const { player, pacer } = stage([seconds(1)], 1_000);
    expect(() => pacer.command(7, command)).toThrow('nobody plays the participant 7');
    await pacer.play(() => START + seconds(5));
    expect(player.ran).toHaveLength(1);
  });
});

describe('the end', () => {
  test('by stopping comes at once, in the midst of a wait or of a pause', async () => {
    for (const paused of [false, true]) {
      const { player, pacer, wall } = stage([seconds(10)], 1);
      if (paused) wall.at(seconds(1), () => pacer.pause());
      wall.at(seconds(4), () => pacer.stop());
      const reached = await pacer.play(() => START + seconds(60));
      expect(reached).toBe(START + seconds(paused ? 1 : 4));
      expect([player.ran.length, wall.time]).toEqual([0, seconds(4)]);
    }
  });

  test('that a watch brings nearer is kept to the millisecond', async () => {
    const { player, pacer } = stage(everySecond(30), 100);
    let end = START + seconds(30);
    pacer.onChange(() => {
      if (player.ran.length === 5) end = START + 7_500;
    });
    expect(await pacer.play(() => end)).toBe(START + 7_500);
    expect(player.ran.at(-1)).toMatchObject({ from: START + seconds(7), until: START + 7_500 });
  });

  test('of a run in which nothing is left to happen is its horizon', async () => {
    const { pacer, wall } = stage([], 60);
    expect(await pacer.play(() => START + seconds(600))).toBe(START + seconds(600));
    expect(wall.time).toBeCloseTo(seconds(10), 6);
  });
});
