/** Claims on the guarantee chain: one at a time for a movement, for no more than is owed (domain, section 8.2 and worked example E8). */
import { TIMERS } from '../../../nodes/common/timers.ts';
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';
import type { Invariant } from './invariant.ts';
import { text, figure, placeOf } from './invariant.ts';

export const oneClaim: Invariant = {
  id: 'oneClaim',
  text: {
    en: 'ICE has one claim open for a movement at a time',
    ru: 'по одной перевозке в ICE одновременно открыто не более одного требования',
  },
  source: 'E8, C604',
  shown: ['ClaimRegistered', 'ClaimClosed'],
  start(report) {
    const open = new Map<string, string>();
    return {
      size: () => open.size,
      step(entry) {
        const mrn = text(entry['mrn']);
        const claim = text(entry['claimId']);
        const before = open.get(mrn);
        const complain = (what: string): void =>
          report({ ...placeOf(entry), detail: `claim ${claim}: ${what}` });
        if (entry.type === 'ClaimClosed') {
          open.delete(mrn);
          if (before !== claim) complain('closed without being open');
          return;
        }
        if (before !== undefined) complain(`registered while ${before} is open`);
        open.set(mrn, claim);
      },
    };
  },
};

/** Money is compared in hundredths. */
const cents = (amount: number): number => Math.round(amount * 100);

/** A claim on its way through an insurer. */
interface Claimed {
  readonly mrn: string;
  readonly amount: number;
  /** Since when he owes what he has accepted. */
  owedSince: SimTime | undefined;
  insurer: string;
}

export const claimsPaidAsMade: Invariant = {
  id: 'claimsPaidAsMade',
  text: {
    en: 'a guarantor pays a claim that was made once and in full, and what he has accepted in time',
    ru: 'гарант оплачивает предъявленное требование один раз и полностью, а признанное — в срок',
  },
  source: 'T-CLAIM',
  shown: ['GuarantorClaimed', 'ClaimMade', 'ClaimDecided', 'ClaimWithdrawn', 'PaymentsResumed'],
  start(report, { timers, troubles }) {
    /** Those that are neither paid nor withdrawn. */
    const open = new Map<string, Claimed>();
    const resumed = new Map<string, SimTime>();
    const decide = (entry: Entry, claim: string): void => {
      const due = open.get(claim);
      const amount = cents(figure(entry['amount']));
      const complain = (what: string): void =>
        report({ ...placeOf(entry), detail: `claim ${claim}: ${what}` });
      if (due === undefined) {
        if (entry['status'] === 'paid') complain('paid without being open');
        return;
      }
      due.insurer = entry.n;
      due.owedSince = entry['status'] === 'accepted' ? entry.t : undefined;
      if (entry['status'] !== 'paid') return;
      if (amount !== due.amount)
        complain(`${String(amount / 100)} is paid where ${String(due.amount / 100)} is claimed`);
      open.delete(claim);
    };
    return {
      size: () => open.size + resumed.size,
      step(entry) {
        const claim = text(entry['claim']);
        switch (entry.type) {
          case 'GuarantorClaimed':
          case 'ClaimMade': {
            const [mrn, amount] = [text(entry['mrn']), cents(figure(entry['amount']))];
            open.set(claim, { mrn, amount, owedSince: undefined, insurer: '' });
            return;
          }
          case 'PaymentsResumed':
            resumed.set(entry.n, entry.t);
            return;
          case 'ClaimWithdrawn':
            open.delete(claim);
            return;
          default:
            decide(entry, claim);
        }
      },
      end(end) {
        const within = Math.max(TIMERS['T-CLAIM'].realMs, timers.longest['T-CLAIM'] ?? 0);
        for (const [claim, { mrn, owedSince, insurer }] of open) {
          const since = Math.max(troubles.calmSince(insurer), resumed.get(insurer) ?? 0);
          if (owedSince === undefined || end - Math.max(owedSince, since) <= within) continue;
          const said = `claim ${claim} was accepted and is not paid within T-CLAIM`;
          report({ t: owedSince, node: insurer, mrn, detail: said });
        }
      },
    };
  },
};
