/** What an office of guarantee is asked of a movement (X200, X203): the amount under each GRN, the goods and the way. What it answers is its own business. */
import type { Body } from '../../common/message-types.ts';
import type { Declaration } from '../../common/messages/parts.ts';
import { carriesGrn } from '../../common/validation/guarantee-checks.ts';
import type { GuaranteeUse } from './movement.ts';

/** One use per GRN, in the order of the declaration; amounts that are split over the same GRN are one. */
export function usesOf({ guarantees }: Declaration): readonly GuaranteeUse[] {
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

/** Says what the guarantee may be limited to: the goods and the way (rules C408, C411, C412). */
export function coverQuestion(
  { items, officeOfDeparture, officeOfDestination, guarantees, countriesOfRouting }: Declaration,
  mrn: string,
  holderTin: string,
  { grn, type, accessCode, amount }: GuaranteeUse,
): Body<'X203'> {
  const body: Body<'X203'> = {
    mrn,
    grn,
    type,
    accessCode,
    amount,
    currency: guarantees[0]?.currency ?? '',
    countries: countriesOfRouting,
    holderTin,
    officeOfDeparture,
    officeOfDestination,
  };
  const commodities = commoditiesOf(items);
  if (commodities.length > 0) body.commodities = commodities;
  if (items.some(({ sensitive }) => sensitive === 1)) body.sensitive = 1;
  return body;
}

/** HS codes of the goods, each once; a TIR movement may have none. */
function commoditiesOf(items: Declaration['items']): string[] {
  const codes: string[] = [];
  for (const { hs6 } of items) if (hs6 !== undefined && !codes.includes(hs6)) codes.push(hs6);
  return codes;
}
