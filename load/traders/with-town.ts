/** Starts ICE and national applications here, lets traders loose on their doors, and ends them. */
import { newSecret } from '../../nodes/process/credentials.ts';
import { ProcessFault } from '../../nodes/process/fault.ts';
import { RealCast } from '../../nodes/process/testing/real-cast.ts';
import { ICE } from '../../nodes/common/routing.ts';
import type { Mortal, Player } from '../town/mortal.ts';
import { raise } from '../town/raise.ts';
import type { TradersOptions, TradersReport } from './run-traders.ts';
import { runTraders } from './run-traders.ts';

export interface TownOptions extends Omit<TradersOptions, 'doors' | 'scheme'> {
  /** A folder for the stores. */
  readonly dir: string;
  readonly countries: readonly string[];
  /** Who plays a country, where it is not the product. */
  readonly players?: Readonly<Record<string, Player>>;
}

export async function runTradersInTown(options: TownOptions): Promise<TradersReport> {
  const { dir, countries, players, ...load } = options;
  const cast = { countries };
  const secrets = Object.fromEntries(countries.map((country) => [country, newSecret()]));
  const mortals = await raise(dir, countries, cast, secrets, players);
  try {
    const doors = [...mortals.values()].flatMap(({ id, doorUrl: url, seat, secret }) =>
      id === ICE ? [] : [{ country: id, url, seat, secret }],
    );
    return await runTraders({ ...load, doors, scheme: new RealCast(cast).scheme });
  } catch (error) {
    throw withComplaints(error, [...mortals.values()]);
  } finally {
    for (const mortal of mortals.values()) await mortal.end();
  }
}

/** With the first thing that a process said; its log goes with its store. */
function withComplaints(error: unknown, mortals: readonly Mortal[]): unknown {
  const [first] = mortals.flatMap(({ id, complaints }) =>
    complaints.slice(0, 1).map((line) => `${id} says: ${line}`),
  );
  if (!(error instanceof ProcessFault) || first === undefined) return error;
  const { kind, place, message, advice } = error;
  return new ProcessFault(kind, place, `${message} (${first})`, advice);
}
