/** Starts ICE and national applications as processes of this machine, each with its insurer and a door for everybody; in stores of one folder. */
import { ICE } from '../../nodes/common/routing.ts';
import type { Secrets } from '../../nodes/process/credentials.ts';
import { verifiersOf } from '../../nodes/process/credentials.ts';
import type { CastSpec } from '../../nodes/process/testing/real-cast.ts';
import { Mortal } from './mortal.ts';
import type { Player } from './mortal.ts';

/**
 * @param cast all countries of the scheme.
 * @param secrets of all of them.
 * @param players who plays a country, where it is not the product.
 * @returns ICE first, then the nodes in their order, when all of them run.
 */
export async function raise(
  dir: string,
  nodes: readonly string[],
  cast: CastSpec,
  secrets: Secrets,
  players: Readonly<Record<string, Player>> = {},
): Promise<Map<string, Mortal>> {
  const verifiers = await verifiersOf(secrets);
  const common = { cast, storeDir: dir };
  let port = 0;
  const ice = await Mortal.create(ICE, () => ({ ...common, ice: { port, verifiers } }));
  await up(ice);
  port = Number(new URL(ice.url).port);
  const made = nodes.map((country) => {
    const secret = secrets[country] ?? '';
    const told = () => ({ ...common, node: { url: ice.url, secret } });
    return Mortal.create(country, told, players[country]);
  });
  const mortals = await Promise.all(made);
  await Promise.all(mortals.map(up));
  return new Map([ice, ...mortals].map((mortal) => [mortal.id, mortal]));
}

/** @throws Error with what it said, where it ends before it runs. */
async function up(mortal: Mortal): Promise<void> {
  const lives = mortal.live();
  const dies = mortal.ended.then(() => {
    throw new Error(`${mortal.id} ended at its start: ${mortal.complaints.join('; ')}`);
  });
  dies.catch(() => undefined);
  await Promise.race([lives, dies]);
}
