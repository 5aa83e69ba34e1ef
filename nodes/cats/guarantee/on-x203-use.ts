/** X203: a movement asks for an amount before its release. It is reserved, or refused with all reasons. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { answering, refuse, send, startTimer } from '../../common/step.ts';
import { problemsOf, uncovered } from './checks.ts';
import type { Problem } from './checks.ts';
import type { Guarantee } from './guarantee.ts';
import { toCents } from './ledger.ts';
import type { Position } from './position.ts';
import { figures, opened } from './position.ts';
import type { Usage } from './usage.ts';
import { usageKey } from './usage.ts';

/** Rows U1 and U2. The office of departure may ask again for what it holds already: it is told so again. */
export function onUse(
  guarantee: Guarantee | undefined,
  usage: Usage | undefined,
  message: MessageOf<'X203'>,
  now: SimTime,
  { scheme }: Pick<NodeParameters, 'scheme'>,
): Step<Position> {
  const { mrn, amount } = message.body;
  switch (usage?.status) {
    case undefined:
    case 'cancelled': {
      const problems = problemsOf(guarantee, message.body, now, scheme.currency);
      if (guarantee === undefined || problems.length > 0) {
        return turnDown(guarantee, problems, message);
      }
      const position = opened(guarantee, mrn, toCents(amount), now);
      return {
        state: position,
        facts: [
          customsFact({ type: 'UsageReserved', row: 'U1', ...figures(position, toCents(amount)) }),
        ],
        effects: [
          startTimer('T-HOLD', usageKey(guarantee.grn, mrn), now + scheme.timers['T-HOLD']),
          result(message, [], []),
        ],
      };
    }
    case 'reserved':
      if (usage.amount !== toCents(amount)) return refuse(message, 'C202', '92');
      return { state: undefined, facts: [], effects: [result(message, [], [])] };
    case 'inUse':
    case 'credited':
    case 'called':
    case 'released':
    case 'settled':
      return refuse(message, 'C202', '92');
  }
}

/** Row U2. */
function turnDown(
  guarantee: Guarantee | undefined,
  problems: readonly Problem[],
  message: MessageOf<'X203'>,
): Step<Position> {
  const { grn, mrn, countries } = message.body;
  const reasons = reasonsOf(problems);
  const notValidIn = reasons.includes('G08') && guarantee ? uncovered(guarantee, countries) : [];
  return {
    state: undefined,
    facts: [
      customsFact({
        type: 'UsageRefused',
        row: 'U2',
        rule: problems[0]?.rule ?? 'C403',
        grn,
        mrn,
        reasons,
      }),
    ],
    effects: [result(message, reasons, notValidIn)],
  };
}

/** Each reason once, in the order of the rules. */
export const reasonsOf = (problems: readonly Problem[]): string[] => [
  ...new Set(problems.map(({ reason }) => reason)),
];

/** X205; no reasons means reserved. */
function result(message: MessageOf<'X203'>, reasons: string[], notValidIn: string[]) {
  const { mrn, grn } = message.body;
  const header = answering(message);
  return send('X205', message.sender, { mrn, grn, reasons, notValidIn }, { ...header, mrn });
}
