/** Liveness: once nothing goes wrong any more, every movement comes to an end or to an enquiry within its legal limit (design, section 9). */
import type { TimerId, TimerVariantId } from '../../../nodes/common/timers.ts';
import { REAL_TIMERS, TRAINING_TIMERS } from '../../../nodes/common/timers.ts';
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';
import { DAY, HOUR, isoUtc } from '../../core/time.ts';
import type { Invariant } from './invariant.ts';
import { text, figure } from './invariant.ts';
import type { Scene } from './scene.ts';

/** What a movement on its way waits for, and by when that must have come or be asked for. */
interface Wait {
  readonly node: string;
  readonly for: string;
  readonly dueAt: SimTime;
}

/** Messages that were held up come within this time. */
const GRACE_MS = HOUR;

export const movementsEnd: Invariant = {
  id: 'movementsEnd',
  text: {
    en: 'once nothing fails any more, every released movement is written off or comes to an enquiry within its legal limit',
    ru: 'когда сбои устранены, каждая выпущенная перевозка завершается или переходит в розыск в установленный законом срок',
  },
  source: 'docs/states, docs/timers',
  shown: [
    'MovementReleased',
    'MovementArrived',
    'DiscrepancyOpened',
    'EnquiryRecommended',
    'DiscrepancyUnresolved',
    'EnquiryEnded',
    'MovementInvalidated',
    'MovementWrittenOff',
    'ProofAccepted',
    'DebtRecovered',
  ],
  start(report, scene) {
    const waits = new Map<string, Wait>();
    const lengths = lengthsOf(scene);
    return {
      size: () => waits.size,
      step(entry) {
        const wait = waitOf(entry, lengths);
        if (wait === undefined) waits.delete(text(entry['mrn']));
        else waits.set(text(entry['mrn']), wait);
      },
      end(end) {
        for (const [mrn, { node, for: awaited, dueAt }] of waits) {
          const { troubles } = scene;
          const latest = Math.max(dueAt + troubles.wrongClock(node), troubles.calmSince(node));
          if (end - latest < GRACE_MS) continue;
          const said = `${awaited} was due at ${isoUtc(dueAt)}, and there is neither an end nor an enquiry`;
          report({ t: end, node, mrn, detail: said });
        }
      },
    };
  },
};

interface Lengths {
  readonly results: number;
  readonly discrepancy: number;
}

function lengthsOf({ timers }: Scene): Lengths {
  const longest = (timer: TimerId, variant: TimerId | TimerVariantId = timer): number =>
    Math.max(REAL_TIMERS[variant], TRAINING_TIMERS[variant], timers.longest[timer] ?? 0);
  return {
    results: longest('T-CTLRES', 'T-CTLRES/extended'),
    discrepancy: longest('T-DISC'),
  };
}

/** Undefined where it waits no more: it is over, or an authority looks for it. */
function waitOf(entry: Entry, { results, discrepancy }: Lengths): Wait | undefined {
  const { n: node, t } = entry;
  switch (entry.type) {
    case 'MovementReleased':
      return { node, for: 'its arrival', dueAt: figure(entry['limitDate']) };
    case 'MovementArrived':
    case 'EnquiryEnded':
      return { node, for: 'its control result', dueAt: t + results };
    case 'DiscrepancyOpened':
      return { node, for: 'the answer to its discrepancies', dueAt: t + discrepancy };
    default:
      return undefined;
  }
}

/** Rows that open an advance record, and those that end it, passed or closed. */
const OPENS: ReadonlySet<string> = new Set(['AtrCreated', 'AarCreated']);

/** Ends without an arrival. */
const ENDS_UNTOLD: ReadonlySet<string> = new Set(['ProofAccepted', 'DebtRecovered']);

/** Offices that were told what comes are told when it comes no more. */
export const recordsClosed: Invariant = {
  id: 'recordsClosed',
  text: {
    en: 'once a movement has arrived or was invalidated, no office goes on waiting for it',
    ru: 'когда перевозка прибыла или аннулирована, ни один орган больше её не ожидает',
  },
  source: 'D26, D31, B10, B11, A18, A19',
  shown: [
    'AtrCreated',
    'AarCreated',
    'PassageGranted',
    'EntryCheckBegun',
    'AtrCancelled',
    'AtrClosed',
    'ArrivalNotified',
    'AarCancelled',
    'ArrivedElsewhere',
    'ProofAccepted',
    'DebtRecovered',
  ],
  start(report, { movements, troubles }) {
    /** Offices that wait, by movement and office: since when, and whose node. */
    const open = new Map<string, Map<string, Entry>>();
    return {
      size: () => [...open.values()].reduce((sum, { size }) => sum + size, 0),
      step(entry) {
        const mrn = text(entry['mrn']);
        const office = text(entry['office']);
        const own = open.get(mrn);
        if (OPENS.has(entry.type)) {
          if (own === undefined) open.set(mrn, new Map([[office, entry]]));
          else own.set(office, entry);
          return;
        }
        // Of one that has never arrived nobody tells them.
        if (ENDS_UNTOLD.has(entry.type) && movements.get(mrn)?.arrivedAt === undefined)
          own?.clear();
        else own?.delete(office);
        if (own?.size === 0) open.delete(mrn);
      },
      end(end) {
        for (const [mrn, records] of open) {
          const movement = movements.get(mrn);
          if (movement === undefined) continue;
          const { arrivedAt, endedBy } = movement;
          const cancelledAt = endedBy?.type === 'MovementInvalidated' ? endedBy.t : undefined;
          const over = arrivedAt ?? cancelledAt;
          if (over === undefined) continue;
          for (const [office, { t, n: node }] of records) {
            if (end - Math.max(over, t, troubles.lineSince(movement.node, node)) < DAY) continue;
            report({ t: over, node, mrn, detail: `${office} still waits for it` });
          }
        }
      },
    };
  },
};
