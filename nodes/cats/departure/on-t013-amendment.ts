/** T013: the trader amends his declaration, or nothing but its guarantee. What the rules say of it comes in as defects. */
import type { Effect } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Defect } from '../../common/messages/parts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { stopTimer } from '../../common/step.ts';
import type { Movement } from '../movement/movement.ts';
import type { Setting } from '../setting.ts';
import { awaitDecision, withdrawDecision } from './acceptance.ts';
import { mayAsk, rejectRequest, rejectUnfit, rejectWith, reply, rulesOf } from './answers.ts';
import { askGuarantee } from './ask-guarantee.ts';

/** What the rules find in an ordinary amendment, and in one of the guarantee alone. */
export interface AmendmentJudge {
  readonly ordinary: () => readonly Defect[];
  readonly guaranteeOnly: () => readonly Defect[];
}

/** Rows D4, D11 and D23. @param invalidationAsked an officer is about to decide whether the movement is invalidated. */
export function onAmendment(
  movement: Movement,
  message: MessageOf<'T013'>,
  judge: AmendmentJudge,
  invalidationAsked: boolean,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  if (!mayAsk(movement, message)) return rejectRequest(message, 'C502', '12');
  const guaranteeOnly = message.body.amendmentTypeFlag === 1;
  switch (movement.status) {
    case 'preLodged':
      return guaranteeOnly
        ? rejectUnfit(movement, message)
        : ordinary(movement, message, judge.ordinary(), 'D4', () => [], now);
    case 'accepted':
      return guaranteeOnly || invalidationAsked
        ? rejectUnfit(movement, message)
        : ordinary(
            movement,
            message,
            judge.ordinary(),
            'D11',
            (amended) => [withdrawDecision(movement), ...awaitDecision(amended, now, setting)],
            now,
          );
    case 'underReleaseRequest':
      return guaranteeOnly
        ? rejectUnfit(movement, message)
        : ordinary(movement, message, judge.ordinary(), 'D11', () => [], now);
    case 'guaranteeUnderAmendment':
      return ofGuarantee(movement, message, judge.guaranteeOnly(), now, setting);
    default:
      return rejectUnfit(movement, message);
  }
}

/** Rows D4 and D11. @param more is asked for where the amendment is taken. */
function ordinary(
  movement: Movement,
  message: MessageOf<'T013'>,
  defects: readonly Defect[],
  row: 'D4' | 'D11',
  more: (amended: Movement) => readonly Effect[],
  now: SimTime,
): Step<Movement> {
  const { lrn, mrn } = movement;
  const named = mrn === '' ? { lrn } : { lrn, mrn };
  if (defects.length > 0) {
    const rules = rulesOf(defects);
    return rejectWith(
      message,
      defects,
      customsFact({ type: 'AmendmentRejected', row, ...named, rules }),
    );
  }
  const amended = withDeclaration(movement, message);
  return {
    state: amended,
    facts: [customsFact({ type: 'DeclarationAmended', row, ...named })],
    effects: [taken(message, movement, now), ...more(amended)],
  };
}

/** Row D23. A bad amendment changes nothing: T-GUAAMD runs on. */
function ofGuarantee(
  movement: Movement,
  message: MessageOf<'T013'>,
  defects: readonly Defect[],
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  const { lrn, mrn } = movement;
  if (defects.length > 0) {
    const rules = rulesOf(defects);
    return rejectWith(
      message,
      defects,
      customsFact({ type: 'AmendmentRejected', lrn, mrn, rules }),
    );
  }
  const amended = withDeclaration(movement, message).with({ attempt: 0 });
  const effects = [stopTimer('T-GUAAMD', mrn), taken(message, movement, now)];
  return askGuarantee(amended, 'D23', effects, now, setting);
}

/** The declaration as it is to be, and its seals. */
function withDeclaration(movement: Movement, { body }: MessageOf<'T013'>): Movement {
  const { declaration } = body;
  const { seals = movement.seals } = declaration;
  return movement.with(seals === undefined ? { declaration } : { declaration, seals });
}

/** T004. */
const taken = (message: MessageOf<'T013'>, { lrn }: Movement, now: SimTime): Effect =>
  reply(message, 'T004', { acceptedAt: isoUtc(now) }, lrn);
