/** X203: a movement asks for an amount before its release. It is reserved, or refused with all reasons. */
import { customsFact } from '../../common/facts.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { answering, refuse, send, startTimer } from '../../common/step.ts';
import type { Measure, Problem } from './checks.ts';
import { problemsOf, reasonsOf, rulesOf, uncovered } from './checks.ts';
import type { Guarantee } from './guarantee.ts';
import type { Cents } from './ledger.ts';
import { lock, reserve, toCents } from './ledger.ts';
import type { Position } from './position.ts';
import { figures, opened } from './position.ts';
import type { Usage } from './usage.ts';
import { usageKey } from './usage.ts';

/** Rows U1 and U2. The office of departure may ask again for what it holds already: it is told so again. */
export function onUse(
  guarantee: Guarantee | undefined,
  usage: Usage | undefined,
  message: MessageOf<'X203'>,
  measure: Measure,
  { scheme }: Pick<NodeParameters, 'scheme'>,
): Step<Position> {
  switch (usage?.status) {
    case undefined:
    case 'cancelled': {
      const problems = problemsOf(guarantee, message.body, measure);
      if (problems.length > 0) return turnDown(guarantee, problems, message);
      // Nobody has checked that there is such a guarantee: the movement goes on without cover.
      if (guarantee === undefined) return repeated(message);
      return reserveFor(guarantee, message, measure, scheme);
    }
    case 'reserved':
      return guarantee === undefined || usage.amount !== taken(guarantee, message)
        ? refuse(message, 'C202', '92')
        : repeated(message);
    case 'inUse':
    case 'credited':
    case 'called':
    case 'released':
    case 'settled':
      return refuse(message, 'C202', '92');
  }
}

/** The office has announced that it answers nobody (S070): departure asks again (row D22). */
export const leaveUnanswered = ({ body: { grn, mrn } }: MessageOf<'X203'>): Step<never> => ({
  state: undefined,
  facts: [customsFact({ type: 'UseUnanswered', grn, mrn })],
  effects: [],
});

/** What a use takes of the balance: the amount, or the whole of a voucher (worked example E5). */
const taken = ({ series, ledger }: Guarantee, { body }: MessageOf<'X203'>): Cents =>
  series === '' ? toCents(body.amount) : ledger.referenceAmount;

/** Row U1. */
function reserveFor(
  guarantee: Guarantee,
  message: MessageOf<'X203'>,
  { now, off }: Measure,
  { timers }: NodeParameters['scheme'],
): Step<Position> {
  const { mrn } = message.body;
  const amount = taken(guarantee, message);
  // What nobody checks may exceed the balance.
  const take = off.has('C410') || off.has('C407') ? lock : reserve;
  const position = opened(guarantee, mrn, amount, now, take);
  return {
    state: position,
    facts: [customsFact({ type: 'UsageReserved', row: 'U1', ...figures(position, amount) })],
    effects: [
      startTimer('T-HOLD', usageKey(guarantee.grn, mrn), now + timers['T-HOLD']),
      result(message, [], []),
    ],
  };
}

/** Reserved before: told again. */
const repeated = (message: MessageOf<'X203'>): Step<Position> => ({
  state: undefined,
  facts: [],
  effects: [result(message, [], [])],
});

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
        rules: rulesOf(problems),
        grn,
        mrn,
        reasons,
      }),
    ],
    effects: [result(message, reasons, notValidIn)],
  };
}

/** X205; no reasons means reserved. */
function result(message: MessageOf<'X203'>, reasons: string[], notValidIn: string[]) {
  const { mrn, grn } = message.body;
  const header = answering(message);
  return send('X205', message.sender, { mrn, grn, reasons, notValidIn }, { ...header, mrn });
}
