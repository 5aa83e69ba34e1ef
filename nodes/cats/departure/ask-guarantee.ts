/** The amounts of a movement are asked of its guarantees before release (rows D14, D15, D17, D23), and given back where it comes to none. */
import type { Effect, Send } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Step } from '../../common/step.ts';
import { send, startTimer } from '../../common/step.ts';
import { coverQuestion, usesOf } from '../movement/cover-question.ts';
import type { Setting } from '../setting.ts';
import type { GuaranteeUse, Movement } from '../movement/movement.ts';
import { release } from './release.ts';
import { resultWithoutControl } from './simplified.ts';

type AskRow = 'D14' | 'D15' | 'D17' | 'D23';

/** Decides for the guarantee: X203 per GRN. A declaration without any GRN (TIR, cash, public body) is released at once. */
export function askGuarantee(
  movement: Movement,
  row: AskRow,
  effects: readonly Effect[],
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  const uses = usesOf(movement.declaration);
  const asking = movement.with({ status: 'guaranteeRegistering', uses });
  const { mrn, amount, control, declaration } = asking;
  const result = control?.code ?? resultWithoutControl(declaration);
  const asked = customsFact({ type: 'GuaranteeAsked', row, mrn, amount, result });
  if (uses.length === 0) {
    const released = release(asking, now, setting);
    return {
      state: released.state,
      facts: [asked, ...released.facts],
      effects: [...effects, ...released.effects],
    };
  }
  return {
    state: asking,
    facts: [asked],
    effects: [
      ...effects,
      ...uses.map((use) => useRequest(asking, use)),
      startTimer('T-GUARES', mrn, now + setting.timers['T-GUARES']),
    ],
  };
}

/** X203: reserve the amount. */
export function useRequest(
  { declaration, mrn, trader, office: from }: Movement,
  use: GuaranteeUse,
): Send {
  const body = coverQuestion(declaration, mrn, declaration.principal.tin ?? trader, use);
  return send('X203', declaration.officeOfGuarantee, body, { from, mrn });
}

/** X204 before release: what was asked, or reserved, is not needed. */
export const cancelUse = (
  { declaration, mrn, office: from }: Movement,
  grn: string,
  now: SimTime,
): Send =>
  send(
    'X204',
    declaration.officeOfGuarantee,
    { mrn, grn, usageCancellationDate: isoUtc(now) },
    { from, mrn },
  );
