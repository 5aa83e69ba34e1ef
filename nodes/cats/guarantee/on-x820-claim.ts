/** X820: the country of debt claims on the guarantee chain; its copy for the office of guarantee. Also the claim's withdrawal. */
import type { Effect, Fact } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import { insurerOf } from '../../common/routing.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE, refuse, send } from '../../common/step.ts';
import type { Position } from './position.ts';
import { figures, moved } from './position.ts';

/** A claim that is open on a movement: its uses are called until it is paid or withdrawn. */
export interface OpenClaim {
  readonly claimId: string;
  readonly grns: readonly string[];
}

/** What a claim changes: all uses that the movement makes of guarantees, at once. */
export interface Called {
  /** undefined: no claim is open any more. */
  readonly claim: OpenClaim | undefined;
  readonly positions: readonly Position[];
}

/**
 * Rows U7 and U8. A claim is on the movement, so all its uses are called, not just the one that it names.
 * @param named the use that the claim names.
 * @param positions all open uses of the movement.
 * @param open the claim that is open on it.
 */
export function onClaim(
  named: Position | undefined,
  positions: readonly Position[],
  open: OpenClaim | undefined,
  message: MessageOf<'X820'>,
  now: SimTime,
  parameters: NodeParameters,
): Step<Called> {
  if (named === undefined) return refuse(message, 'C201', '90');
  const { claimId, withdrawn } = message.body;
  const isOpen = open?.claimId === claimId;
  switch (named.usage.status) {
    case 'inUse':
    case 'credited':
      return withdrawn === 1
        ? refuse(message, 'C202', '92')
        : call(positions, message, now, parameters);
    case 'called':
      if (!isOpen) return refuse(message, 'C202', '92');
      return withdrawn === 1 ? settled(positions, claimId, 'withdrawn', now) : NO_CHANGE;
    case 'settled':
      // Paid back after the insurers have settled it: a matter between them.
      return withdrawn === 1 ? NO_CHANGE : refuse(message, 'C202', '92');
    case 'reserved':
    case 'cancelled':
    case 'released':
      return refuse(message, 'C202', '92');
  }
}

/**
 * Row U7: the amount is locked again, also where it was credited on arrival and the balance no longer covers it: the liability has been open all
 * the time, and until the claim is settled nothing else can be reserved against what is missing. The guarantor is told (G023).
 */
function call(
  positions: readonly Position[],
  { body: { claimId, mrn } }: MessageOf<'X820'>,
  now: SimTime,
  { country, officeOfGuarantee }: NodeParameters,
): Step<Called> {
  const called: Position[] = [];
  const facts: Fact[] = [];
  const effects: Effect[] = [];
  for (const position of positions) {
    if (position.usage.status !== 'inUse' && position.usage.status !== 'credited') continue;
    const { grn, amount, lockedAt } = position.usage;
    const state = moved(position, 'called', now);
    called.push(state);
    const books = figures(state, amount);
    facts.push(customsFact({ type: 'UsageCalled', row: 'U7', claim: claimId, ...books }));
    const note = { mrn, grn, noticeDate: isoUtc(now), acceptanceDate: isoUtc(lockedAt) };
    effects.push(send('G023', insurerOf(country), note, { from: officeOfGuarantee, mrn }));
  }
  const claim = { claimId, grns: called.map(({ usage: { grn } }) => grn) };
  return { state: { claim, positions: called }, facts, effects };
}

/** Row U8: paid, or withdrawn; the amounts go back into the balance, for nothing more can be claimed. */
export function settled(
  positions: readonly Position[],
  claimId: string,
  outcome: 'paid' | 'withdrawn',
  now: SimTime,
): Step<Called> {
  const after: Position[] = [];
  const facts: Fact[] = [];
  for (const position of positions) {
    if (position.usage.status !== 'called') continue;
    const state = moved(position, 'settled', now);
    after.push(state);
    const books = figures(state, position.usage.amount);
    facts.push(customsFact({ type: 'UsageSettled', row: 'U8', claim: claimId, outcome, ...books }));
  }
  return { state: { claim: undefined, positions: after }, facts, effects: [] };
}
