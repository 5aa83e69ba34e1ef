/** How the insurers of the chain share a loss unless the scheme says otherwise. Shares and days are ours: none are published. */
import { DAY } from '../../simulator/core/time.ts';
import type { InsuranceParameters, SchemeParameters } from './parameters.ts';

/** Shares as in the worked examples (domain.md section 8.3); a country without a weight is not in the pool. */
export const INSURANCE: InsuranceParameters = {
  retention: 0.2,
  pool: { GEO: 30, AZE: 30, KAZ: 25, UZB: 15 },
  excessOfLoss: 50_000,
  recourse: true,
  voucherUnit: 10_000,
  paysFrom: 0.2,
  paysTo: 0.8,
  settlementMs: 14 * DAY,
  disputes: [],
};

export const insuranceOf = ({
  insurance = INSURANCE,
}: Pick<SchemeParameters, 'insurance'>): InsuranceParameters => insurance;
