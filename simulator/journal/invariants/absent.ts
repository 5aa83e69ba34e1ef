/** Who is not there does nothing: officers who have left decide nothing, an insurer that cannot pay signs and pays nothing (design, section 9). */
import type { SimTime } from '../../core/time.ts';
import type { Invariant } from './invariant.ts';
import { text, placeOf } from './invariant.ts';

/** How bots sign; people who hold a seat decide as ever. */
const BOTS: ReadonlySet<string> = new Set(['bot', 'bot-2']);

export const absentDecideNothing: Invariant = {
  id: 'absentDecideNothing',
  text: {
    en: 'nobody decides at an office whose officers have left, unless a person holds the seat',
    ru: 'в органе, где нет должностных лиц, никто не принимает решений, если рабочее место не занял человек',
  },
  source: 'ours',
  shown: ['OfficersLeft', 'OfficersReturned', 'TaskDecided'],
  start(report, { letters }) {
    /** Offices whose officers have left, and when. */
    const empty = new Map<string, SimTime>();
    return {
      size: () => empty.size,
      step(entry) {
        if (entry.type !== 'TaskDecided') {
          const seats = Array.isArray(entry['seats']) ? (entry['seats'] as readonly string[]) : [];
          for (const seat of seats)
            if (entry.type === 'OfficersLeft') empty.set(seat, entry.t);
            else empty.delete(seat);
          return;
        }
        if (empty.size === 0 || !BOTS.has(text(entry['officer']))) return;
        const office = text(entry['office']);
        const leftAt = empty.get(office) ?? Infinity;
        // What was decided before they left comes a moment later.
        if ((letters.cause?.t ?? entry.t) <= leftAt) return;
        const said = `${text(entry['officer'])} decides ${text(entry['task'])} at ${office}, and nobody is there`;
        report({ ...placeOf(entry), detail: said });
      },
    };
  },
};

export const insolventPayNothing: Invariant = {
  id: 'insolventPayNothing',
  text: {
    en: 'an insurer that cannot pay signs no undertaking and pays no claim',
    ru: 'неплатёжеспособный страховщик не подписывает поручительств и не оплачивает требований',
  },
  source: 'ours',
  shown: ['PaymentsStopped', 'PaymentsResumed', 'ClaimDecided', 'UndertakingGiven'],
  start(report, { letters }) {
    /** Since when. */
    const insolvent = new Map<string, SimTime>();
    return {
      size: () => insolvent.size,
      step(entry) {
        const { n } = entry;
        switch (entry.type) {
          case 'PaymentsStopped':
            insolvent.set(n, entry.t);
            return;
          case 'PaymentsResumed':
            insolvent.delete(n);
            return;
          case 'ClaimDecided':
            if (insolvent.has(n) && entry['status'] === 'paid')
              report({
                ...placeOf(entry),
                detail: `${n} pays claim ${text(entry['claim'])} and cannot`,
              });
            return;
          default: {
            const { cause } = letters;
            const since = insolvent.get(cause?.n ?? '') ?? Infinity;
            if (cause === undefined || cause.t <= since) return;
            report({
              ...placeOf(entry),
              node: cause.n,
              detail: `${cause.n} signs an undertaking and cannot`,
            });
          }
        }
      },
    };
  },
};
