/** What `rehearse load` loads: an exchange by its countries, or national doors by their traders; named, or started here. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressOf } from '../../load/generator/countries.ts';
import { runLoad } from '../../load/generator/run-load.ts';
import type { LoadOptions } from '../../load/generator/run-load.ts';
import type { Profile } from '../../load/profiles/profile.ts';
import type { LoadReport } from '../../load/report/load-report.ts';
import type { TradersDoor } from '../../load/traders/door-client.ts';
import { runTraders } from '../../load/traders/run-traders.ts';
import { runTradersInTown } from '../../load/traders/with-town.ts';
import type { Flow } from '../../load/flows/flow.ts';
import { readSecrets } from '../../nodes/process/credentials.ts';
import { didYouMean } from '../../scenarios/nearest.ts';
import { NODES } from '../../scenarios/semantics.ts';
import { toldBy } from '../hosts/cast.ts';
import type { Arguments } from './arguments.ts';
import { reachBroker } from './broker.ts';
import { EXIT, Failure } from './failure.ts';
import { DEFAULT_SCENARIO, flowsFor, toldFor } from './load-flows.ts';
import { namedTarget, ownTarget } from './load-target.ts';
import type { OpenTarget } from './load-target.ts';
import { OPERATOR } from './own-door.ts';
import { mustLoad } from './scenario.ts';

/** Countries with a national application of ours. */
const COUNTRIES: readonly string[] = NODES;

export type Watching = Required<Pick<LoadOptions, 'onInterval' | 'signal'>>;

/** A load that is ready to begin. */
export interface Loading {
  /** Addresses, for people. */
  readonly target: string;
  readonly through: LoadReport['through'];
  run(watching: Watching): Promise<LoadReport>;
  close(): Promise<void>;
}

export const TARGET_OPTIONS = {
  target: 'list',
  credentials: 'list',
  doors: 'text',
  broker: 'text',
  papers: 'text',
} as const;

/**
 * @param written what is done with the movements that will be sent over the exchange.
 * @throws Failure where it cannot be loaded.
 */
export async function openLoading(
  options: Arguments,
  profile: Profile,
  written: (flows: readonly Flow[]) => void,
): Promise<Loading> {
  const targets = options.list('target');
  const doors = options.text('doors');
  const isDoor = targets.some((target) => /^https?:/.test(target));
  refuseMixed(options, targets, isDoor);
  if (doors !== undefined) return townLoading(doors, options, profile);
  if (isDoor) return doorsLoading(targets, options, profile);
  const [target] = targets;
  const named = target === undefined ? undefined : namedExchange(target, options);
  const broker = await reachBroker(options.text('broker'));
  const flows = flowsFor(options);
  written(flows);
  const opened = named ?? (await ownTarget(toldFor(options, flows), broker, onlyFile(options)));
  return {
    ...{ target: addressOf(opened.target), through: opened.target.through },
    run: (watching) =>
      runLoad({ target: opened.target, flows, profile, seed: seedOf(options), ...watching }),
    close: () => opened.close(),
  };
}

const seedOf = (options: Arguments): string => options.text('seed') ?? '1';

/** Of what excludes each other, two are named. */
function refuseMixed(options: Arguments, targets: readonly string[], isDoor: boolean): void {
  const refuse = (cause: string, advice: string): never => {
    throw new Failure(EXIT.usage, cause, advice);
  };
  if (targets.length > 0 && options.text('doors') !== undefined)
    refuse('--target and --doors exclude each other', 'name what runs, or what is to be started');
  if (targets.length > 0 && options.text('broker') !== undefined)
    refuse(
      '--target and --broker exclude each other',
      'leave --broker out: whether an exchange is behind a broker is its own affair',
    );
  if (targets.length > 1 && !isDoor)
    refuse('one exchange is loaded at a time', 'leave one --target');
  if (isDoor && targets.some((target) => !URL.canParse(target) || !/^http:/.test(target)))
    refuse('doors are loaded over http', 'write each --target as http://host:port');
}

function namedExchange(url: string, options: Arguments): OpenTarget {
  return namedTarget({ url, credentials: onlyFile(options), papers: options.text('papers') });
}

const onlyFile = (options: Arguments): string | undefined => options.list('credentials')[0];

/** National applications that run already; of each the file of its own secrets names the country. */
function doorsLoading(
  targets: readonly string[],
  options: Arguments,
  profile: Profile,
): Promise<Loading> {
  const files = options.list('credentials');
  const doors = targets.map((url, i): TradersDoor => {
    const file = files[i];
    if (file === undefined)
      throw new Failure(
        EXIT.usage,
        `the seats at ${url} need their secrets`,
        'name the application’s credentials.json with --credentials, one for each --target, in the same order',
      );
    const secrets = readSecrets(file);
    if (!secrets.ok) throw secrets.error;
    const country = Object.keys(secrets.value).find((name) => COUNTRIES.includes(name));
    const secret = secrets.value[OPERATOR];
    if (country === undefined || secret === undefined)
      throw new Failure(
        EXIT.usage,
        `${file} does not name a country and the secret of its seat ${OPERATOR}`,
        'name the credentials.json in the store of a national application',
      );
    return { country, url, seat: OPERATOR, secret };
  });
  const { scheme } = toldBy(mustLoad(options.text('scenario') ?? DEFAULT_SCENARIO, []).scenario);
  return Promise.resolve({
    ...{ target: targets.join(', '), through: 'door' },
    run: (watching) => runTraders({ doors, scheme, profile, seed: seedOf(options), ...watching }),
    close: () => Promise.resolve(),
  });
}

/** ICE and national applications that are started here, each a process with a store of its own. */
function townLoading(text: string, options: Arguments, profile: Profile): Promise<Loading> {
  const countries = text.split(',');
  const unknown = countries.find((country) => !COUNTRIES.includes(country));
  if (unknown !== undefined)
    throw new Failure(
      EXIT.usage,
      `there is no national application for ${unknown}`,
      didYouMean(unknown, COUNTRIES, `known are ${COUNTRIES.join(', ')}`),
    );
  const dir = mkdtempSync(join(tmpdir(), 'rehearse-load-'));
  return Promise.resolve({
    ...{ target: countries.join(', '), through: 'door' },
    run: (watching) =>
      runTradersInTown({ dir, countries, profile, seed: seedOf(options), ...watching }),
    close() {
      rmSync(dir, { recursive: true, force: true });
      return Promise.resolve();
    },
  });
}
