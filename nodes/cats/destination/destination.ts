/** The offices of destination of a country: their records, and which message or decision goes where. */
import type { DecisionHandler, Department, MessageOf, Moment, Step } from '../../common/step.ts';
import { refuse, say } from '../../common/step.ts';
import { Records } from '../records.ts';
import { drawChannel } from '../risk.ts';
import type { Setting } from '../setting.ts';
import type { Skipped } from '../skipped.ts';
import type { ArrivalRecord } from './arrival-record.ts';
import { reviveArrivalRecord } from './arrival-record.ts';
import { onArrivalDecision, onDestinationControl } from './on-arrival-decision.ts';
import { onArrivedElsewhere } from './on-arrived-elsewhere.ts';
import { onArrival, onUnknownArrival } from './on-t007-arrival.ts';
import { onAdvanceRecord } from './on-x001-advance-record.ts';

export class OfficesOfDestination {
  /** By MRN. */
  readonly records = new Records<ArrivalRecord>('arrivals', reviveArrivalRecord);
  private readonly setting: Setting;

  constructor(setting: Setting) {
    this.setting = setting;
  }

  department(): Department {
    const { records, setting } = this;
    return {
      tables: [records.open, records.closed],
      messages: {
        X001: (message, { out }) => {
          const mrn = message.mrn ?? '';
          records.apply(out, mrn, onAdvanceRecord(records.get(mrn), message, setting));
        },
        T007: (message, at) => {
          this.arrive(message, at);
        },
      },
      // T-CTLRES-D only reminds the office of what stands on its work list already.
      timers: {},
      decisions: {
        arrivalDecision: this.decide((record, message, { now }) =>
          onArrivalDecision(record, message, now, setting),
        ),
        destinationControl: this.decide((record, message, { now }) =>
          onDestinationControl(record, message, now, setting),
        ),
      },
      prune: ({ now, out }) => {
        records.prune(now, out);
      },
    };
  }

  /** X024: see `skipped.ts`. */
  closeSkipped(mrn: string, office: string, { now, out }: Moment): Skipped {
    const record = this.records.get(mrn);
    if (record?.office !== office) return 'unknown';
    const step = onArrivedElsewhere(record, now);
    if (step === undefined) return 'unfit';
    this.records.apply(out, mrn, step);
    return 'closed';
  }

  private arrive(message: MessageOf<'T007'>, { now, draws, out }: Moment): void {
    const { mrn } = message.body;
    const record = this.records.get(mrn);
    if (record === undefined) {
      say(out, onUnknownArrival(message));
      return;
    }
    const drawn = drawChannel(draws.stream('arrival-risk'), this.setting.parameters.channels);
    this.records.apply(out, mrn, onArrival(record, message, drawn, now, this.setting));
  }

  private decide(
    handle: (record: ArrivalRecord, message: MessageOf<'N820'>, at: Moment) => Step<ArrivalRecord>,
  ): DecisionHandler {
    return ({ key }, message, at) => {
      const record = this.records.get(key);
      const step =
        record === undefined ? refuse(message, 'C201', '90') : handle(record, message, at);
      this.records.apply(at.out, key, step);
    };
  }
}
