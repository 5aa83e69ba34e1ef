/** The offices of transit of a country: their records, and which message, timer or decision goes where. */
import { parseMrn } from '../../common/numbers/mrn.ts';
import type {
  DecisionHandler,
  Department,
  MessageOf,
  Moment,
  Step,
  TimerHandler,
} from '../../common/step.ts';
import { NO_CHANGE, refuse, say } from '../../common/step.ts';
import { Records } from '../records.ts';
import { drawChannel } from '../risk.ts';
import type { Setting } from '../setting.ts';
import type { Skipped } from '../skipped.ts';
import { onPresentation } from './on-n117-presentation.ts';
import { onEntryCheckResult, onPassageDecision } from './on-passage-decision.ts';
import { onSkipped } from './on-skipped.ts';
import { createRecord, onOverdue } from './on-x050-advance-record.ts';
import type { TransitRecord } from './transit-record.ts';
import { reviveTransitRecord, transitKey } from './transit-record.ts';

export class OfficesOfTransit {
  /** By MRN and office. */
  readonly records = new Records<TransitRecord>('transits', reviveTransitRecord);
  private readonly setting: Setting;

  constructor(setting: Setting) {
    this.setting = setting;
  }

  department(): Department {
    const { records, setting } = this;
    return {
      tables: [records.open, records.closed],
      messages: {
        X050: (message, at) => {
          this.announce(message, at);
        },
        N117: (message, at) => {
          this.present(message, at);
        },
      },
      timers: {
        'T-PASS': this.ring(onOverdue),
      },
      decisions: {
        presentation: this.decide((record, message, { now }) =>
          onPassageDecision(record, message, now, setting),
        ),
        entryCheck: this.decide((record, message, { now }) =>
          onEntryCheckResult(record, message, now, setting),
        ),
      },
      prune: ({ now, out }) => {
        records.prune(now, out);
      },
    };
  }

  /** X024: see `skipped.ts`. */
  closeSkipped(mrn: string, office: string, { now, out }: Moment): Skipped {
    const key = transitKey(mrn, office);
    const record = this.records.get(key);
    if (record === undefined) return 'unknown';
    const step = onSkipped(record, now);
    if (step === undefined) return 'unfit';
    this.records.apply(out, key, step);
    return 'closed';
  }

  /** One record for each office that X050 names, or none: all must be ours, and new. */
  private announce(message: MessageOf<'X050'>, { now, out }: Moment): void {
    const { mrn } = message;
    const { offices } = message.body;
    const objection = this.objection(message);
    if (mrn === undefined || objection !== undefined) {
      say(out, objection ?? refuse(message, 'C102', '13', '/mrn'));
      return;
    }
    for (const office of new Set(offices)) {
      const step = createRecord(message, mrn, office, now, this.setting);
      this.records.apply(out, transitKey(mrn, office), step);
    }
  }

  private objection(message: MessageOf<'X050'>): Step<never> | undefined {
    const { mrn, body } = message;
    if (mrn === undefined) return refuse(message, 'C102', '13', '/mrn');
    const foreign = body.offices.findIndex((office) => !this.setting.serves(office, 'TRA'));
    if (foreign >= 0) return refuse(message, 'C304', '12', `/body/offices/${String(foreign)}`);
    const known = body.offices.some((office) => this.records.get(transitKey(mrn, office)));
    return known ? refuse(message, 'C202', '92') : undefined;
  }

  /** A number that is none is answered with 93, one without an advance record with 90 (row B2 is not spoken). */
  private present(message: MessageOf<'N117'>, { draws, out }: Moment): void {
    const { mrn, office } = message.body;
    const key = transitKey(mrn, office);
    const record = this.records.get(key);
    if (record === undefined) {
      const parsed = parseMrn(mrn, '/body/mrn');
      say(
        out,
        parsed.ok
          ? refuse(message, 'C201', '90')
          : refuse(message, parsed.error.code ?? 'C301', '93'),
      );
      return;
    }
    const drawn = drawChannel(draws.stream('entry-risk'), this.setting.parameters.channels);
    this.records.apply(out, key, onPresentation(record, message, drawn));
  }

  private ring(handle: (record: TransitRecord) => Step<TransitRecord>): TimerHandler {
    return (key, { out }) => {
      const record = this.records.open.get(key);
      this.records.apply(out, key, record === undefined ? NO_CHANGE : handle(record));
    };
  }

  private decide(
    handle: (record: TransitRecord, message: MessageOf<'N820'>, at: Moment) => Step<TransitRecord>,
  ): DecisionHandler {
    return ({ key }, message, at) => {
      const record = this.records.get(key);
      const step =
        record === undefined ? refuse(message, 'C201', '90') : handle(record, message, at);
      this.records.apply(at.out, key, step);
    };
  }
}
