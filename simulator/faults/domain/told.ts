/** How a fault of the domain is told to whom it strikes: the world, or an insurer. */
import { WORLD } from '../../../nodes/common/routing.ts';
import type { WorldFault } from '../../core/world-faults.ts';
import type { Side } from '../../core/world-facts.ts';
import type { Act, Striking } from '../kind.ts';
import { faultCommand } from '../kind.ts';
import type { FaultSpec } from '../parameters.ts';

export const toWorld = (fault: Striking, told: WorldFault): Act => ({
  to: WORLD,
  command: faultCommand(fault, told),
});

/** The side of a post that a scenario names, or both. */
export const sidesOf = ({ side }: FaultSpec): readonly Side[] =>
  side === undefined ? ['exit', 'entry'] : [side];
