/** The world in the host `free`: on the wall clock, before the doors of national applications that run as processes of their own. */
import { WORLD } from '../../nodes/common/routing.ts';
import { startVisitor } from '../../nodes/process/free-visitor.ts';
import type { VisitorOptions, Visiting } from '../../nodes/process/free-visitor.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import type { SimTime } from '../core/time.ts';
import { isoUtc, SECOND } from '../core/time.ts';
import { BOT_DIALS } from '../seats/parameters.ts';
import type { BotDials } from '../seats/parameters.ts';
import { createWorld } from '../world/world.ts';
import { toldBy } from './cast.ts';
import { sha256Of } from './digest.ts';

export interface FreeWorldOptions extends Pick<
  VisitorOptions,
  'storeDir' | 'doors' | 'door' | 'crashAt' | 'onTrouble' | 'onFailure'
> {
  readonly scenario: Scenario;
  /** What officers' bots decide at once. */
  readonly prompt: BotDials['prompt'];
}

/** Characters of the scenario's digest that tell it from another of the same id. */
const DIGEST_LENGTH = 8;

/** @throws ProcessFault where the store or the door for facts cannot be opened; RangeError where a movement has no way. */
export function startWorld({ scenario, prompt, ...options }: FreeWorldOptions): Promise<Visiting> {
  const { participants, codes } = toldBy(scenario);
  const digest = sha256Of(JSON.stringify(scenario)).slice(0, DIGEST_LENGTH);
  return startVisitor({
    ...options,
    id: WORLD,
    participants,
    codes,
    identity: { realm: 'test', scenario: `${scenario.id} ${digest}` },
    create: (began) =>
      createWorld({
        ...toldBy(beginningAt(scenario, began)).world,
        // Who waits for an account here waits by the wall clock.
        assumptions: { noTraderYetMs: SECOND, bots: { ...BOT_DIALS, prompt } },
      }),
  });
}

/** The scenario moved to another instant. There is no warm-up on the wall clock. */
function beginningAt({ warmUp: _, ...scenario }: Scenario, start: SimTime): Scenario {
  return { ...scenario, start: isoUtc(start) };
}
