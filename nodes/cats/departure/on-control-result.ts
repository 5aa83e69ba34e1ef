/** The result of a control at departure, by N017 or as a decision on the task: go on, let the trader ask for release, or refuse it. */
import type { Message } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { parseIsoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { refuse, startTimer, stopTimer } from '../../common/step.ts';
import type { Setting } from '../setting.ts';
import { denyRelease, outOfSequence, toTrader } from './answers.ts';
import { askGuarantee } from './ask-guarantee.ts';
import type { Control, Movement } from './movement.ts';

/** What the officer reports beside the result. */
export type Report = Pick<MessageOf<'N017'>['body'], 'result' | 'seals' | 'limitDate'>;

/** Rows D15, D16 and D19. */
export function onControlResult(
  movement: Movement,
  message: Message,
  report: Report,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  switch (movement.status) {
    case 'underControl':
      break;
    default:
      return outOfSequence(movement, message);
  }
  const controlled = withReport(movement, report);
  const stop = stopTimer('T-CTRL', movement.mrn);
  switch (report.result.code) {
    case 'A1':
    case 'A2':
      return askGuarantee(controlled, 'D15', [stop], now, setting);
    case 'A5':
      return askTrader(controlled, report.result, now, setting);
    case 'B1':
      return denyRelease(controlled, 'D19', motivationOf(report.result), now, [stop]);
    default:
      // A3 is for authorised consignors, who are not controlled here (R0910); others are in no list.
      return refuse(message, 'C103', '12', '/body/result/code');
  }
}

function withReport(movement: Movement, { result, seals, limitDate }: Report): Movement {
  return movement.with({
    control: result,
    limitDate: parseIsoUtc(limitDate ?? '') ?? 0,
    ...(seals === undefined ? {} : { seals }),
  });
}

/** Row D16: findings below the level of B1; the trader may ask for release all the same. */
function askTrader(
  movement: Movement,
  { differences }: Control,
  now: SimTime,
  { timers }: Setting,
): Step<Movement> {
  const { mrn } = movement;
  const notice = { notificationType: 3, controls: [], requestedDocuments: [] };
  const text = differences?.join('; ').slice(0, 350) ?? '';
  return {
    state: movement.with({ status: 'underReleaseRequest' }),
    facts: [customsFact({ type: 'RevisionFound', row: 'D16', mrn })],
    effects: [
      stopTimer('T-CTRL', mrn),
      toTrader(movement, 'T060', text === '' ? notice : { ...notice, text }),
      startTimer('T-RELREQ', mrn, now + timers['T-RELREQ']),
    ],
  };
}

const motivationOf = ({ differences }: Control): string =>
  differences?.join('; ').slice(0, 350) || 'control not satisfactory';
