/** Every movement follows the state tables, row by row, and nothing in them waits longer than its longest timer (design, section 9). */
import { namesOfStates } from '../../../nodes/common/states/tables.ts';
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';
import { durationText, isoUtc } from '../../core/time.ts';
import type { Invariant } from './invariant.ts';
import { placeOf, text } from './invariant.ts';
import type { Wait } from './objects.ts';
import { ONLY_TIMER } from './objects.ts';
import type { Troubles } from './troubles.ts';

export const followsTables: Invariant = {
  id: 'followsTables',
  text: {
    en: 'movements, advance records, guarantees and their uses follow the state tables row by row',
    ru: 'перевозки, предварительные записи, гарантии и их использования следуют таблицам состояний строка за строкой',
  },
  source: 'docs/states',
  shown: ['rows'],
  start(report, { objects }) {
    return {
      size: () => 0,
      step(entry) {
        const { subject, misfit } = objects;
        if (subject === undefined || misfit === undefined) return;
        const { row, machine, key } = subject;
        const where = namesOfStates(machine, misfit).join(' or ');
        const said = `row ${row.id} (${row.text.en}) cannot follow where ${key} is ${where === 'none' ? 'unknown or over' : where}`;
        report({ ...placeOf(entry), detail: said });
      },
    };
  },
};

export const nothingWaits: Invariant = {
  id: 'nothingWaits',
  text: {
    en: 'nothing waits longer than its longest timer, unless its node is down',
    ru: 'ничто не ожидает дольше самого длинного срока, если узел не отключён',
  },
  source: 'docs/states, docs/timers',
  shown: ['rows'],
  start(report, { objects, troubles }) {
    const complain = (
      key: string,
      { timer, dueAt, node }: Wait,
      now: SimTime,
      entry?: Entry,
    ): void => {
      const mrn = text(entry?.['mrn']);
      const over = durationText(now - dueAt);
      const said = `${timer} of ${key} should have rung at ${isoUtc(dueAt)} at the latest, ${over} ago`;
      report({ t: now, node, ...(mrn === '' ? {} : { mrn }), detail: said });
    };
    return {
      size: () => 0,
      step(entry) {
        const { subject, waited } = objects;
        if (subject === undefined || waited === undefined) return;
        if (isLate(waited, entry.t, troubles)) complain(subject.key, waited, entry.t, entry);
      },
      end(end) {
        for (const [key, wait] of objects.waits())
          if (isLate(wait, end, troubles)) complain(key, wait, end);
      },
    };
  },
};

export const nothingRingsEarly: Invariant = {
  id: 'nothingRingsEarly',
  text: {
    en: 'a row that only a timer sets off is not followed before that timer may ring',
    ru: 'строка, которую запускает только таймер, не применяется раньше его срока',
  },
  source: 'docs/timers',
  shown: ['rows'],
  start(report, { objects, troubles }) {
    return {
      size: () => 0,
      step(entry) {
        const { subject, waited } = objects;
        if (subject === undefined || waited === undefined) return;
        if (entry.t >= waited.from || ONLY_TIMER.get(subject.row.id) !== waited.timer) return;
        if (entry.t >= waited.from - troubles.wrongClock(entry.n)) return;
        const said = `${entry.type} by row ${subject.row.id}: ${waited.timer} of ${subject.key} may not ring before ${isoUtc(waited.from)}`;
        report({ ...placeOf(entry), detail: said });
      },
    };
  },
};

/** What was due while its node was down rings when that is up again; a wrong clock rings wrong. */
const isLate = ({ dueAt, node }: Wait, now: SimTime, troubles: Troubles): boolean =>
  now > dueAt && now > Math.max(dueAt + troubles.wrongClock(node), troubles.upSince(node));
