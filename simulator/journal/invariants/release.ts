/** What a release rests on and what it sets going: cover, a limit date, and records to all offices ahead (domain, sections 5.1 and 8.2). */
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';
import { DAY, isoUtc } from '../../core/time.ts';
import type { Invariant, Report } from './invariant.ts';
import { text, figure, placeOf } from './invariant.ts';
import { nodeOfOffice } from './offices.ts';
import type { Scene } from './scene.ts';

/** Amounts are compared in hundredths of the scheme currency. */
const cents = (amount: number): number => Math.round(amount * 100);

/** A movement that needs no guarantee is released with nothing to cover. */
export const releaseCovered: Invariant = {
  id: 'releaseCovered',
  text: {
    en: 'a movement is released only with as much reserved as is at risk, which is in use from then on; one that is refused for a guarantee keeps nothing reserved',
    ru: 'перевозка выпускается, только если зарезервирована вся сумма риска, которая с этого момента используется; при отказе по гарантии резерв снимается',
  },
  source: 'D20, D21, U4',
  shown: ['UsageReserved', 'UsageCancelled', 'UsageInUse', 'MovementReleased', 'GuaranteeRejected'],
  start(report, { movements }) {
    /** What is reserved for each movement that is not released, by GRN. */
    const reserved = new Map<string, Map<string, number>>();
    /** Released or refused at the instant at hand, with reservations that have to come into use or go. */
    const decided = new Map<string, Entry>();
    const overdue = (now: SimTime): void => {
      for (const [mrn, entry] of decided) {
        if (entry.t >= now) return;
        const grns = [...(reserved.get(mrn)?.keys() ?? [])].join(', ');
        const what = entry.type === 'MovementReleased' ? 'in use' : 'given back';
        report({ ...placeOf(entry), detail: `${entry.type}, and ${grns} is not ${what}` });
        decided.delete(mrn);
        reserved.delete(mrn);
      }
    };
    return {
      size: () => reserved.size + decided.size,
      step(entry) {
        if (decided.size > 0) overdue(entry.t);
        const mrn = text(entry['mrn']);
        const own = reserved.get(mrn);
        switch (entry.type) {
          case 'UsageReserved': {
            const amount = cents(figure(entry['amount']));
            if (own === undefined) reserved.set(mrn, new Map([[text(entry['grn']), amount]]));
            else own.set(text(entry['grn']), amount);
            return;
          }
          case 'MovementReleased': {
            const sum = [...(own?.values() ?? [])].reduce((one, two) => one + two, 0);
            const risk = cents(figure(entry['amount']));
            const asked = cents(movements.get(mrn)?.amount ?? figure(entry['amount']));
            const complain = (what: string): void => report({ ...placeOf(entry), detail: what });
            if (sum < risk)
              complain(`released for ${String(risk / 100)} with ${String(sum / 100)} reserved`);
            if (risk !== asked)
              complain(`released for ${String(risk / 100)}, and ${String(asked / 100)} is at risk`);
            if (own !== undefined) decided.set(mrn, entry);
            return;
          }
          case 'GuaranteeRejected':
            if (own !== undefined) decided.set(mrn, entry);
            return;
          default:
            own?.delete(text(entry['grn']));
            if (own?.size !== 0) return;
            reserved.delete(mrn);
            decided.delete(mrn);
        }
      },
      end: () => overdue(Infinity),
    };
  },
};

/** Departure tells every country on the route what comes, when it lets it go. */
export const announcedToAll: Invariant = {
  id: 'announcedToAll',
  text: {
    en: 'on release the arrival record goes to the office of destination, and a transit record to every other country that was declared',
    ru: 'при выпуске запись о прибытии направляется органу назначения, а запись о транзите — каждой другой заявленной стране',
  },
  source: 'D20',
  shown: ['MovementReleased', 'exchange'],
  start(report, scene) {
    const announcements = new Announcements(report, scene);
    return {
      size: () => announcements.size,
      step: (entry) => announcements.step(entry),
      end: () => announcements.settle(Infinity),
    };
  },
};

/** Records to other countries that releases of the instant at hand still owe, by movement: `X001 UZB`, `X050 AZE`. What stays in the country, row D20 asks for. */
class Announcements {
  private readonly report: Report;
  private readonly movements: Scene['movements'];
  private readonly owed = new Map<string, { readonly entry: Entry; readonly left: Set<string> }>();

  constructor(report: Report, { movements }: Scene) {
    this.report = report;
    this.movements = movements;
  }

  get size(): number {
    return this.owed.size;
  }

  step(entry: Entry): void {
    if (entry.type === 'MovementReleased') {
      this.settle(entry.t);
      this.owe(entry);
      return;
    }
    if (this.owed.size === 0) return;
    this.settle(entry.t);
    const mrn = text(entry['mrn']);
    const owed = this.owed.get(mrn);
    if (owed === undefined || owed.entry.n !== entry.n) return;
    owed.left.delete(`${text(entry['msg'])} ${text(entry['to'])}`);
    if (owed.left.size === 0) this.owed.delete(mrn);
  }

  settle(now: SimTime): void {
    for (const [mrn, { entry, left }] of this.owed) {
      if (entry.t >= now) continue;
      this.report({ ...placeOf(entry), detail: `released without ${[...left].join(', ')}` });
      this.owed.delete(mrn);
    }
  }

  private owe(entry: Entry): void {
    const mrn = text(entry['mrn']);
    const left = new Set<string>();
    const destination = nodeOfOffice(text(entry['destination']));
    if (destination !== entry.n) left.add(`X001 ${destination}`);
    for (const country of this.movements.get(mrn)?.countries ?? [])
      if (country !== entry.n) left.add(`X050 ${country}`);
    if (left.size > 0) this.owed.set(mrn, { entry, left });
  }
}

/** The longest that an office may give, in ms; no corridor takes a truck half as long. */
const LIMIT_MOST_MS = 90 * DAY;

export const limitAhead: Invariant = {
  id: 'limitAhead',
  text: {
    en: 'the limit date lies after the release, and no further off than a journey takes',
    ru: 'срок доставки наступает после выпуска и не дальше, чем длится перевозка',
  },
  source: 'D20, C332',
  shown: ['MovementReleased'],
  start(report, { troubles }) {
    return {
      size: () => 0,
      step(entry) {
        const limit = figure(entry['limitDate']);
        const ahead = limit - entry.t;
        if (ahead > -troubles.wrongClock(entry.n) && ahead <= LIMIT_MOST_MS) return;
        const said = `released with the limit date ${Number.isNaN(limit) ? 'left open' : isoUtc(limit)}`;
        report({ ...placeOf(entry), detail: said });
      },
    };
  },
};
