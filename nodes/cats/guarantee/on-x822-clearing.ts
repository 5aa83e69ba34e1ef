/** X822 on its way between insurers: from the one that paid to the issuer, whose office settles the use; from the issuer to the pool. */
import type { Send } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Body } from '../../common/message-types.ts';
import { countryOfInsurer, insurerOf } from '../../common/routing.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { refuse, send } from '../../common/step.ts';
import type { Called, OpenClaim } from './on-x820-claim.ts';
import { settled } from './on-x820-claim.ts';
import type { Position } from './position.ts';

/**
 * An insurer hands its clearing to its own node, which passes it to the nodes of all insurers that the shares name; each of those hands it to
 * its own insurer. Row U8 where it tells the issuer that the claim was paid.
 * @param positions uses of the movement that are called.
 * @param open the claim that is open on it here.
 */
export function onClearing(
  message: MessageOf<'X822'>,
  positions: readonly Position[],
  open: OpenClaim | undefined,
  now: SimTime,
  country: string,
): Step<Called> {
  const { sender, body } = message;
  const own = insurerOf(country);
  const only = body.shares.length === 1 ? body.shares[0] : undefined;
  if (sender === own && only?.party !== own) return passOn(body, own);
  const handOver = forwarded(body, sender, [own]);
  // The first leg: whoever paid tells this country's insurer, as the issuer, that it owes all of it.
  if (only?.role !== 'issuer' || only.party !== own) return handOver;
  if (open === undefined) return refuse(message, 'C201', '90');
  if (open.claimId !== body.claimId) return refuse(message, 'C202', '92');
  const step = settled(positions, body.claimId, 'paid', now);
  return {
    state: step.state,
    facts: [...step.facts, ...handOver.facts],
    effects: handOver.effects,
  };
}

/** To the nodes of all other insurers named. */
function passOn(body: Body<'X822'>, own: string): Step<never> {
  const nodes = new Set<string>();
  for (const { party } of body.shares) {
    const node = countryOfInsurer(party);
    if (party !== own && node !== undefined) nodes.add(node);
  }
  return forwarded(body, own, [...nodes]);
}

function forwarded(body: Body<'X822'>, from: string, to: string[]): Step<never> {
  const { claimId: claim, mrn } = body;
  return {
    state: undefined,
    facts: [customsFact({ type: 'ClearingForwarded', claim, mrn, from, to })],
    effects: to.map((recipient): Send => send('X822', recipient, body, { mrn })),
  };
}
