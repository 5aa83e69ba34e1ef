/** Whether a load was borne: what the profile asks, against what was measured. */
import { both } from '../../nodes/common/bilingual.ts';
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import type { Profile } from '../profiles/profile.ts';
import type { LoadReport } from '../report/load-report.ts';

type Measured = Omit<LoadReport, 'objections' | 'generatorLimited'>;

/** Share of what was asked that must be acknowledged in time. */
const ACHIEVED_LEAST = 0.98;
/** A backlog that grows by this share of the rate is one that does not end. */
const GROWTH_MOST = 0.01;
/** Late by so much, in ms, a generator measures itself. */
const LATE_MOST_MS = 25;
/** Of the latency that was measured, a lateness below this share changes nothing. */
const LATE_SHARE = 0.1;
/** Share of its time that a generator may be busy. */
const BUSY_MOST = 0.9;

/** @param busy share of its time that the generator was at work. */
export const isGeneratorLimited = (
  { schedule, acknowledgement }: Measured,
  busy: number,
): boolean =>
  busy > BUSY_MOST ||
  (schedule.p99 > LATE_MOST_MS && schedule.p99 > LATE_SHARE * acknowledgement.p99);

/** A sentence each. */
export function objectionsTo(
  measured: Measured,
  profile: Profile,
  generatorLimited: boolean,
): Bilingual[] {
  const { broken, checked, acknowledgement, asked, achieved, backlog, schedule, seconds } =
    measured;
  const objections: Bilingual[] = [];
  const object = (en: string, ru: string): void => void objections.push(both(en, ru));
  if (broken !== undefined)
    object(`the load broke off: ${broken}`, `нагрузка прервалась: ${broken}`);
  if (checked.wrong > 0) {
    const wrong = String(checked.wrong);
    object(
      `${wrong} answers are not what the specification says`,
      `ответов, не соответствующих спецификации: ${wrong}`,
    );
  }
  if (acknowledgement.count === 0)
    object(
      'nothing was acknowledged in the part that counts, so nothing is known of the target',
      'в учитываемой части нагрузки ничего не подтверждено, поэтому о цели ничего не известно',
    );
  if (acknowledgement.p99 > profile.p99Most) {
    const [is, most] = [acknowledgement.p99.toFixed(1), String(profile.p99Most)];
    object(
      `the 99th percentile of the acknowledgement is ${is} ms; it may be ${most} ms`,
      `99-й процентиль подтверждения – ${comma(is)} мс при допустимых ${comma(most)} мс`,
    );
  }
  // What is merely on its way at the end of a short load is no shortfall: a second's worth is.
  const missing = (asked.messages - achieved.messages) * seconds;
  if (achieved.messages < ACHIEVED_LEAST * asked.messages && missing > asked.messages) {
    const [is, should] = [achieved.messages.toFixed(1), asked.messages.toFixed(1)];
    object(
      `${is} messages a second were acknowledged of ${should} that were to be sent`,
      `подтверждено ${comma(is)} сообщений в секунду из ${comma(should)} заданных`,
    );
  }
  if (backlog.growth > Math.max(1, GROWTH_MOST * asked.messages)) {
    const growth = backlog.growth.toFixed(1);
    object(
      `what waits grew by ${growth} messages a second`,
      `очередь росла на ${comma(growth)} сообщений в секунду`,
    );
  }
  if (generatorLimited) {
    const late = schedule.p99.toFixed(1);
    object(
      `the generator itself was late (99th percentile ${late} ms): it, not the target, is the limit`,
      `опаздывал сам генератор (99-й процентиль ${comma(late)} мс): предел – он, а не цель`,
    );
  }
  return objections;
}

const comma = (number: string): string => number.replace('.', ',');
