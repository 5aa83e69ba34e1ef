/** The offices of exit of a country: their records, and which message or decision goes where. Entries are `transit.ts`. */
import type { Row, Table } from '../../../simulator/core/table.ts';
import { customsFact } from '../../common/facts.ts';
import { LIMITS } from '../../common/limits.ts';
import type { Incident } from '../../common/messages/parts.ts';
import type { MessageOf, Moment, Step } from '../../common/step.ts';
import { refuse, say, stopTimer } from '../../common/step.ts';
import type { AskedRecord } from '../asked-record.ts';
import { reviveAskedPresentation } from '../asked-record.ts';
import { Records } from '../records.ts';
import type { Setting } from '../setting.ts';
import {
  askForExitRecord,
  EXIT_TIMER,
  onExitRecordRefused,
  onNoExitAnswer,
  timerKey,
} from './exit-asking.ts';
import type { ExitRecord } from './exit-record.ts';
import { expectedExit, reviveExitRecord } from './exit-record.ts';
import {
  onExitCancelled,
  onExitCheckResult,
  onExitDecision,
  onExitIncident,
  onExitPresentation,
  onExitSkipped,
  takeUpExit,
} from './exit-steps.ts';
import { transitKey } from './transit-record.ts';

export class OfficesOfExit {
  /** By MRN and office. */
  private readonly records = new Records<ExitRecord>('exits', reviveExitRecord);
  private readonly asked = new Records<AskedRecord<'N117'>>('exitsAsked', reviveAskedPresentation);
  private readonly setting: Setting;

  constructor(setting: Setting) {
    this.setting = setting;
  }

  get tables(): readonly Table<Row>[] {
    const { records, asked } = this;
    return [records.open, records.closed, asked.open, asked.closed];
  }

  /** X160: one record for each office that it names, or none. */
  announce(message: MessageOf<'X160'>, { out }: Moment): void {
    const { mrn, body } = message;
    if (mrn === undefined) {
      say(out, refuse(message, 'C102', '13', '/mrn'));
      return;
    }
    const foreign = body.offices.findIndex((office) => !this.letsOut(office));
    if (foreign >= 0 && !this.setting.off.has('C304')) {
      say(out, refuse(message, 'C304', '12', `/body/offices/${String(foreign)}`));
      return;
    }
    if (body.offices.some((office) => this.records.get(transitKey(mrn, office)))) {
      say(out, refuse(message, 'C202', '92'));
      return;
    }
    for (const office of new Set(body.offices)) {
      this.records.apply(out, transitKey(mrn, office), {
        state: expectedExit(body, mrn, office),
        facts: [customsFact({ type: 'ExitRecordKept', mrn, office })],
        effects: [],
      });
    }
  }

  /** Offices of exit for transit; a border post lets out whom it lets in. */
  letsOut(office: string): boolean {
    return this.setting.serves(office, 'TXT') || this.setting.serves(office, 'TRA');
  }

  /** Whether a truck is expected to leave here, or has left, or is asked about. */
  knows(key: string): boolean {
    return this.records.get(key) !== undefined || this.asked.get(key) !== undefined;
  }

  present(message: MessageOf<'N117'>, key: string, { out }: Moment): void {
    const record = this.records.get(key);
    if (record === undefined) say(out, refuse(message, 'C202', '92'));
    else this.records.apply(out, key, onExitPresentation(record, message));
  }

  ask(message: MessageOf<'N117'>, officeOfDeparture: string, { now, out }: Moment): void {
    const { mrn, office } = message.body;
    const step = askForExitRecord(message, officeOfDeparture, now, this.setting);
    this.asked.apply(out, transitKey(mrn, office), step);
  }

  /** X165. A question that was put again may be answered again. */
  answer(message: MessageOf<'X165'>, { now, out }: Moment): void {
    const { mrn, office, record, reason } = message.body;
    const key = transitKey(mrn, office);
    const asked = this.asked.get(key);
    if (asked === undefined) say(out, refuse(message, 'C201', '90'));
    else if (asked.status !== 'asked') {
      if (asked.attempt === 0) say(out, refuse(message, 'C202', '92'));
    } else if (record !== undefined) {
      const { state, effects } = takeUpExit(expectedExit(record, mrn, office), asked.message);
      const facts = [customsFact({ type: 'ExitRecordKept', mrn, office })];
      const stop = stopTimer('T-ANS', timerKey(mrn, office));
      this.asked.apply(out, key, {
        state: asked.with({ status: 'answered', closedAt: now }),
        facts,
        effects: [stop],
      });
      this.records.apply(out, key, { state, facts: [], effects });
    } else if (reason !== undefined) {
      this.asked.apply(out, key, onExitRecordRefused(asked, reason, now));
    } else say(out, refuse(message, 'C102', '13', '/body/record'));
  }

  /** T-ANS; false where its key is not one of this folder's. */
  onNoAnswer(key: string, { now, out }: Moment): boolean {
    if (!key.startsWith(EXIT_TIMER)) return false;
    const own = key.slice(EXIT_TIMER.length);
    const asked = this.asked.open.get(own);
    if (asked !== undefined) this.asked.apply(out, own, onNoExitAnswer(asked, now, this.setting));
    return true;
  }

  /** X010: a truck that waits is turned back. False where none is expected. */
  cancel(key: string, { now, out }: Moment): boolean {
    const record = this.records.open.get(key);
    if (record?.status !== 'expected') return false;
    this.records.apply(out, key, onExitCancelled(record, now));
    return true;
  }

  /** X024: departure does not know whether the goods have left here, so it names every office of exit. False where nothing is known of it. */
  closeSkipped(key: string, { now, out }: Moment): boolean {
    const record = this.records.get(key);
    if (record?.status === 'expected') this.records.apply(out, key, onExitSkipped(record, now));
    return this.knows(key);
  }

  /** X181: false where none is expected. */
  noteIncident(key: string, incident: Incident, { out }: Moment): boolean {
    const record = this.records.open.get(key);
    if (record?.status !== 'expected') return false;
    this.records.apply(out, key, onExitIncident(record, incident));
    return true;
  }

  /** An officer's decision; false where there is no record of an exit. */
  decide(kind: 'presentation' | 'entryCheck', key: string, message: MessageOf<'N820'>, at: Moment) {
    const record = this.records.open.get(key);
    if (record === undefined) return false;
    const step: Step<ExitRecord> =
      kind === 'presentation'
        ? onExitDecision(record, message, at.now)
        : onExitCheckResult(record, message, at.now, this.setting);
    this.records.apply(at.out, key, step);
    return true;
  }

  stateOf(key: string): string | undefined {
    return this.records.get(key)?.status ?? this.asked.get(key)?.status;
  }

  /** Forgets what ended long ago, and whom nobody waits for any more. */
  prune({ now, out }: Moment): void {
    this.records.prune(now, out);
    this.asked.prune(now, out);
    for (const [key, { limitDate }] of this.records.open.entries()) {
      if (limitDate + LIMITS.finalRetentionMs < now) this.records.drop(out, key);
    }
  }
}
