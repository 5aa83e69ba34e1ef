/** Guarantees in use: only while they live, and given back only once the goods have arrived (domain, sections 5.4 and 8.2). */
import { HIGHEST_LEVEL, percentageOf } from '../../../nodes/common/trust-level.ts';
import type { Invariant } from './invariant.ts';
import { text, figure, placeOf } from './invariant.ts';

export const guaranteeAlive: Invariant = {
  id: 'guaranteeAlive',
  text: {
    en: 'nothing is reserved under a guarantee that is suspended, runs off or is closed',
    ru: 'по приостановленной, закрывающейся или закрытой гарантии ничего не резервируется',
  },
  source: 'G6 to G9, C404',
  shown: [
    'GuaranteeSuspended',
    'GuaranteeReinstated',
    'GuaranteeRevoked',
    'GuaranteeRanOff',
    'GuaranteeClosed',
    'UsageReserved',
  ],
  start(report) {
    /** Those that are not alive, and why. A voucher's number begins with its series'. */
    const lame = new Map<string, string>();
    return {
      size: () => lame.size,
      step(entry) {
        const grn = text(entry['grn']);
        switch (entry.type) {
          case 'GuaranteeSuspended':
            lame.set(grn, 'is suspended');
            return;
          case 'GuaranteeReinstated':
            lame.delete(grn);
            return;
          case 'GuaranteeRevoked':
          case 'GuaranteeRanOff':
            lame.set(grn, 'is running off');
            return;
          case 'GuaranteeClosed':
            lame.delete(grn);
            return;
          default: {
            if (lame.size === 0) return;
            const why = lame.get(grn) ?? lame.get(grn.slice(0, 17));
            if (why === undefined) return;
            report({
              ...placeOf(entry),
              detail: `${grn} ${why}, and something is reserved under it`,
            });
          }
        }
      },
    };
  },
};

export const creditedAfterArrival: Invariant = {
  id: 'creditedAfterArrival',
  text: {
    en: 'an amount is credited only once the goods have arrived or the movement is over',
    ru: 'сумма восстанавливается, только когда товары прибыли или перевозка окончена',
  },
  source: 'D31, D33, U5',
  shown: ['UsageCredited'],
  start(report, { movements }) {
    return {
      size: () => 0,
      step(entry) {
        const movement = movements.get(text(entry['mrn']));
        if (movement === undefined) return;
        if (movement.arrivedAt !== undefined || movement.endedBy !== undefined) return;
        report({
          ...placeOf(entry),
          detail: `${text(entry['grn'])} was credited before the arrival`,
        });
      },
    };
  },
};

/** The level of trust sets what the guarantor puts up, never what may be outstanding. */
export const shareByLevel: Invariant = {
  id: 'shareByLevel',
  text: {
    en: 'what a guarantor puts up is the share of the reference amount that a level of trust gives, and no level that the holder has not reached',
    ru: 'обеспечение гаранта составляет долю базовой суммы по уровню доверия, причём не выше достигнутого владельцем',
  },
  source: 'docs/states',
  shown: ['AccountApproved', 'TrustLevelChanged', 'GuaranteeGranted'],
  start(report) {
    /** By node and TIN. */
    const levels = new Map<string, number>();
    return {
      size: () => levels.size,
      step(entry) {
        const holder = `${entry.n} ${text(entry['tin'])}`;
        if (entry.type !== 'GuaranteeGranted') {
          levels.set(holder, figure(entry['trustLevel']));
          return;
        }
        const share = figure(entry['percentage']);
        const [whole, part] = [figure(entry['referenceAmount']), figure(entry['guaranteeAmount'])];
        const complain = (what: string): void =>
          report({ ...placeOf(entry), detail: `${text(entry['grn'])}: ${what}` });
        // A hundredth is rounded up.
        if (Math.abs(whole * share - part * 100) > 1)
          complain(`${String(part)} is not ${String(share)} % of ${String(whole)}`);
        const level = levels.get(holder);
        if (!SHARES.has(share)) complain(`${String(share)} % is the share of no level`);
        else if (level !== undefined && share < percentageOf(level))
          complain(`${String(share)} % for a holder of level ${String(level)}`);
      },
    };
  },
};

const SHARES: ReadonlySet<number> = new Set(
  Array.from({ length: HIGHEST_LEVEL + 1 }, (_, level) => percentageOf(level)),
);
