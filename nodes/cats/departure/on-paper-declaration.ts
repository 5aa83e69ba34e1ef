/** A declaration for goods that moved on paper while the node or ICE was down, entered later: it goes through at once, as of the day of the paper. */
import type { Channel } from '../../common/code-lists.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { toTrader } from '../movement/answers.ts';
import type { Movement } from '../movement/movement.ts';
import type { Setting } from '../setting.ts';
import { acceptanceOf, numbered } from './acceptance.ts';
import { askGuarantee } from './ask-guarantee.ts';
import { movementOf, submittedFact } from './on-t015-declaration.ts';

/** The goods are gone: nobody controls them now. */
const CHANNEL: Channel = 'green';

/** Rows D3, D9 and D14 at once; the release (row D20) follows the guarantee and bears the date of the paper. */
export function onPaperDeclaration(
  message: MessageOf<'T015'>,
  mrn: string,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  const submitted = movementOf(message, 'submitted', CHANNEL);
  const accepted = numbered(submitted, { mrn, channel: CHANNEL }, now);
  const effects = [
    toTrader(submitted, 'T928', { receivedAt: isoUtc(now) }),
    toTrader(accepted, 'T028', { mrn, acceptanceDate: isoUtc(now) }),
  ];
  const asked = askGuarantee(accepted, 'D14', effects, now, setting);
  return {
    state: asked.state,
    facts: [submittedFact(submitted, 'D3'), acceptanceOf(accepted, 'D9'), ...asked.facts],
    effects: asked.effects,
  };
}
