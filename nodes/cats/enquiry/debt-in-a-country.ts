/** How much is owed in a country for goods whose transit was not discharged, and what another country must know to recover it. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { DAY, isoUtc } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import type { Debt } from '../movement/debt.ts';
import { amountAtRisk } from '../guarantee/amount-at-risk.ts';
import type { GuaranteeTables } from '../guarantee/tables.ts';
import type { Movement } from '../movement/movement.ts';
import type { Setting } from '../setting.ts';

/** A tenth of the debt a year (assumption: no such rate is published). */
export const INTEREST_PER_YEAR = 0.1;
const DAYS_A_YEAR = 365;

/** Charges with interest for the whole days since the declaration was accepted, to 1.00 of the scheme currency. */
export function debtOf(
  charges: number,
  undeclared: number,
  acceptedAt: SimTime,
  now: SimTime,
  { interestPerYear = INTEREST_PER_YEAR }: NodeParameters,
): Debt {
  const days = Math.max(0, Math.floor((now - acceptedAt) / DAY));
  const owed = charges + undeclared;
  const interest = Math.round((owed * interestPerYear * days) / DAYS_A_YEAR);
  return { charges: owed, interest, undeclared };
}

/** Duties and taxes on declared goods in one country (domain.md section 8.2, rule 1). */
export const chargesIn = (
  iso2: string,
  items: Movement['declaration']['items'],
  { parameters }: Setting,
): number => amountAtRisk(items, [iso2], parameters.scheme);

/** What the country of debt is told with X150, or with X151 where it has offered to recover: the guarantees and their guarantors (C0004, C0025). */
export function debtData(
  { declaration, acceptedAt, uses }: Movement,
  countryOfDebt: string,
  guarantees: GuaranteeTables,
  setting: Setting,
): NonNullable<Body<'X151'>['debt']> {
  const { principal, items } = declaration;
  const data: NonNullable<Body<'X151'>['debt']> = {
    countryOfDebt,
    amount: chargesIn(countryOfDebt, items, setting),
    currency: setting.parameters.scheme.currency,
    guarantees: uses.map(({ type, grn, amount }) => {
      const guarantorTin = guarantees.guaranteeByGrn(grn)?.guarantorTin;
      const named = { type, grn, amount };
      return guarantorTin === undefined ? named : { ...named, guarantorTin };
    }),
    acceptanceDate: isoUtc(acceptedAt),
  };
  if (principal.tin !== undefined) data.principal = principal.tin;
  return data;
}
