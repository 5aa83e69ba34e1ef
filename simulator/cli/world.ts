/** `rehearse world`: trucks, traders and officers' bots as a process of their own, on the wall clock, at the doors of national applications. */
import { mkdirSync } from 'node:fs';
import { parseCrashAt } from '../../nodes/process/crash-points.ts';
import type { DoorAddress } from '../../nodes/process/door-visit.ts';
import type { Visiting } from '../../nodes/process/free-visitor.ts';
import { didYouMean } from '../../scenarios/nearest.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { isoUtc } from '../core/time.ts';
import { startWorld } from '../hosts/free-world.ts';
import { Arguments } from './arguments.ts';
import { EXIT, Failure } from './failure.ts';
import { printLine } from './output.ts';
import { OPERATOR, ownDoor } from './own-door.ts';
import { mustLoad } from './scenario.ts';
import { secretIn } from './secrets.ts';
import { untilInterrupted } from './serving.ts';

const OPTIONS = {
  store: 'text',
  door: 'list',
  credentials: 'list',
  officers: 'text',
  facts: 'text',
  bind: 'text',
  set: 'list',
  'crash-at': 'text',
} as const;

export async function world(args: string[]): Promise<number> {
  const options = new Arguments(args, OPTIONS, { most: 1 });
  const { scenario } = mustLoad(options.words[0] ?? 'pilot/pilot-corridors', options.list('set'));
  const storeDir = options.text('store');
  if (storeDir === undefined)
    throw new Failure(
      EXIT.usage,
      'the world needs a folder for what it must not lose',
      'name it with --store',
    );
  const doors = doorsOf(options, scenario.participants);
  const officers = options.choice('officers', ['real', 'prompt'], 'real');
  const crashAt = parseCrashAt(options.text('crash-at') ?? '');
  mkdirSync(storeDir, { recursive: true });
  const door = await ownDoor(options, 'facts', storeDir);
  const serving = untilInterrupted();
  const running = await startWorld({
    scenario,
    prompt: officers === 'prompt' ? 'everything' : 'accounts',
    storeDir,
    doors,
    ...(door === undefined ? {} : { door }),
    ...(crashAt === undefined ? {} : { crashAt }),
    onTrouble: (sentence) => process.stderr.write(`${sentence}\n`),
    onFailure: serving.fail,
  });
  announce(running, scenario, officers, storeDir);
  try {
    await serving.over;
  } finally {
    await running.close();
  }
  return EXIT.well;
}

function announce(
  { began, fresh, doorUrl }: Visiting,
  { id, start, lasts }: Scenario,
  officers: 'real' | 'prompt',
  storeDir: string,
): void {
  printLine(
    fresh
      ? `the world of ${id} begins now, at the pace of the wall clock: what the scenario has at ${start} is at ${isoUtc(began)}; new traffic comes for ${lasts}`
      : `the world of ${id} goes on; it began at ${isoUtc(began)}`,
  );
  printLine(
    officers === 'prompt'
      ? "officers' bots decide everything at once, at any hour"
      : "officers' bots grant accounts and guarantees at once, so that traders can declare; for all else they take their time and keep office hours",
  );
  if (doorUrl !== undefined)
    printLine(`its facts are at ${doorUrl}; the credential is in ${storeDir}/credentials.json`);
  printLine('end with Ctrl-C; it goes on from its store');
}

/** One for each participant. */
function doorsOf(options: Arguments, participants: readonly string[]): DoorAddress[] {
  const urls = byCountry(options, 'door', participants);
  const files = byCountry(options, 'credentials', participants);
  return participants.map((country) => {
    const text = urls.get(country);
    if (text === undefined)
      throw new Failure(
        EXIT.usage,
        `${country} takes part, and its door is not named`,
        `add --door ${country}=http://HOST:PORT`,
      );
    return addressOf(country, text, files.get(country));
  });
}

/** `GEO=VALUE`, given once for each country. */
function byCountry(
  options: Arguments,
  name: 'door' | 'credentials',
  participants: readonly string[],
): Map<string, string> {
  const values = new Map<string, string>();
  for (const text of options.list(name)) {
    const [, country = '', value = ''] = /^([^=]*)=(.+)$/.exec(text) ?? [];
    if (value === '')
      throw new Failure(
        EXIT.usage,
        `--${name} ${text} names no country`,
        `write --${name} ${participants[0] ?? 'GEO'}=${name === 'door' ? 'http://HOST:PORT' : 'FILE'}`,
      );
    if (!participants.includes(country))
      throw new Failure(
        EXIT.usage,
        `--${name}: ${country} takes no part in this scenario`,
        didYouMean(country, participants, `its participants are ${participants.join(', ')}`),
      );
    values.set(country, value);
  }
  return values;
}

/** A name before the host is the seat's; a secret behind it would stand in every list of processes, so it has a file of its own. */
function addressOf(country: string, text: string, file: string | undefined): DoorAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol))
    throw new Failure(
      EXIT.usage,
      `the door of ${country}, ${text}, is no address`,
      'write http://HOST:PORT',
    );
  const seat = url.username === '' ? OPERATOR : decodeURIComponent(url.username);
  const secret =
    url.password === '' ? secretFor(country, seat, file) : decodeURIComponent(url.password);
  return {
    country,
    url: `${url.origin}${url.pathname.replace(/\/$/, '')}`,
    seat,
    secret,
  };
}

function secretFor(country: string, seat: string, file: string | undefined): string {
  const advice = `name the credentials.json of its store: --credentials ${country}=FILE`;
  if (file !== undefined) return secretIn(file, seat, advice);
  throw new Failure(EXIT.usage, `there is no secret for the door of ${country}`, advice);
}
