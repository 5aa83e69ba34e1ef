/** The amounts of a movement are asked of its guarantees before release (rows D14, D15, D17), and given back where it comes to none. */
import type { Effect, Send } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Declaration } from '../../common/messages/parts.ts';
import type { Step } from '../../common/step.ts';
import { send, startTimer } from '../../common/step.ts';
import { carriesGrn } from '../../common/validation/guarantee-checks.ts';
import type { Setting } from '../setting.ts';
import type { GuaranteeUse, Movement } from './movement.ts';
import { release } from './release.ts';

type AskRow = 'D14' | 'D15' | 'D17';

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
  const { mrn, amount, control } = asking;
  const result = control?.code ?? 'A2';
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

/** One use per GRN, in the order of the declaration; amounts that are split over the same GRN are one. */
function usesOf({ guarantees }: Declaration): readonly GuaranteeUse[] {
  const uses = new Map<string, GuaranteeUse>();
  for (const { type, grn, accessCode, amount } of guarantees) {
    if (carriesGrn(type) !== true || grn === undefined || accessCode === undefined) continue;
    const before = uses.get(grn)?.amount ?? 0;
    uses.set(grn, {
      grn,
      type,
      accessCode,
      amount: Math.round((before + amount) * 100) / 100,
      status: 'asked',
      reasons: [],
    });
  }
  return [...uses.values()];
}

/** X203: reserve the amount. */
export function useRequest(
  { declaration, mrn, trader, office: from }: Movement,
  use: GuaranteeUse,
): Send {
  const { grn, type, accessCode, amount } = use;
  const body = {
    mrn,
    grn,
    type,
    accessCode,
    amount,
    currency: declaration.guarantees[0]?.currency ?? '',
    countries: declaration.countriesOfRouting,
    holderTin: declaration.principal.tin ?? trader,
  };
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
