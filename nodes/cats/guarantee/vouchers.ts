/** Vouchers (type 4): sold as a series, each an individual guarantee of one unit that one movement uses up (domain.md section 8.1). */
import { Guarantee } from './guarantee.ts';
import type { Cents } from './ledger.ts';
import { emptyLedger } from './ledger.ts';

export const VOUCHER_TYPE = '4';

/** How many vouchers an amount needs: the last is used up whatever of it is left (worked example E5). */
export const vouchersNeeded = (amount: Cents, unit: Cents): number => Math.ceil(amount / unit);

/** The GRNs of a series: that of the series itself with `A000001` and on, 24 characters. */
export const voucherGrns = (seriesGrn: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${seriesGrn}A${String(i + 1).padStart(6, '0')}`);

export const isVoucher = ({ series }: Guarantee): boolean => series !== '';
export const isSeries = ({ vouchers }: Guarantee): boolean => vouchers.length > 0;

/** Id of a voucher's record. */
export const voucherId = (series: Guarantee, grn: string): string =>
  `${series.id}/${grn.slice(series.grn.length)}`;

/** A voucher of a series that was granted. */
export function newVoucher(series: Guarantee, grn: string): Guarantee {
  const { id, vouchers, ledger } = series;
  return new Guarantee({
    id: voucherId(series, grn),
    status: series.status,
    holderTin: series.holderTin,
    holderName: series.holderName,
    applicant: series.applicant,
    guarantorTin: series.guarantorTin,
    type: series.type,
    ledger: emptyLedger(ledger.referenceAmount / vouchers.length),
    level: series.level,
    percentage: series.percentage,
    countries: series.countries,
    notValidIn: series.notValidIn,
    restrictions: series.restrictions,
    validTo: series.validTo,
    grn,
    accessCode: series.accessCode,
    uses: 0,
    endedAt: series.endedAt,
    series: id,
  });
}

/** A voucher after its series has changed: it stands and falls with it. */
export function followed(voucher: Guarantee, { status, accessCode, endedAt }: Guarantee) {
  const same =
    voucher.status === status && voucher.accessCode === accessCode && voucher.endedAt === endedAt;
  return same ? voucher : voucher.with({ status, accessCode, endedAt });
}
