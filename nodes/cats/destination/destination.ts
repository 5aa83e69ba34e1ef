/** The offices of destination of a country: their records, and which message, timer or decision goes where. */
import type {
  DecisionHandler,
  Department,
  MessageOf,
  Moment,
  Objection,
  Step,
  TimerHandler,
} from '../../common/step.ts';
import { refuse, say } from '../../common/step.ts';
import type { Declaration } from '../../common/messages/parts.ts';
import { parseMrn } from '../../common/numbers/mrn.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { Records } from '../records.ts';
import { drawChannel, riskOf } from '../risk.ts';
import type { Setting } from '../setting.ts';
import type { Taken, Told } from '../told-to-all.ts';
import { together } from '../told-to-all.ts';
import type { ArrivalRecord } from './arrival-record.ts';
import { arrivalKey, diversionKey, reviveArrivalRecord } from './arrival-record.ts';
import {
  objectionToResult,
  onArrivalDecision,
  onDestinationControl,
  onResultOverdue,
} from './on-arrival-decision.ts';
import { onArrivedElsewhere } from './on-arrived-elsewhere.ts';
import type { ArrivalNeeds } from './on-t007-arrival.ts';
import { onArrival } from './on-t007-arrival.ts';
import { onUnloadingOverdue, onUnloadingRemarks } from './on-t044-unloading-remarks.ts';
import { onAdvanceRecord } from './on-x001-advance-record.ts';
import { onCancelled } from './on-x010-cancellation.ts';
import { onDiscrepancyAnswer, onDiscrepancyOverdue } from './on-x049-discrepancy-answer.ts';
import { onResultAsked } from './on-x142-enquiry.ts';
import { onIncident } from './on-x181-incident.ts';
import { turnDown } from './reject-arrival.ts';
import { UnannouncedGoods } from './unannounced.ts';

type Decide = (
  record: ArrivalRecord,
  message: MessageOf<'N820'>,
  at: Moment,
) => Step<ArrivalRecord>;

export class OfficesOfDestination implements Told {
  /** By MRN; by MRN and office where the goods were diverted to another office. */
  private readonly records = new Records<ArrivalRecord>('arrivals', reviveArrivalRecord);
  private readonly unannounced: UnannouncedGoods;
  /** Offices of this country that goods may come to. */
  private readonly offices: readonly string[];
  private readonly setting: Setting;
  private readonly accounts: Accounts;

  constructor(setting: Setting, accounts: Accounts) {
    this.setting = setting;
    this.accounts = accounts;
    this.unannounced = new UnannouncedGoods(setting);
    this.offices = setting.officesHere();
  }

  department(): Department {
    const { records, unannounced, setting } = this;
    return {
      tables: [records.open, records.closed, ...unannounced.tables],
      messages: {
        X001: (message, { out }) => {
          const { mrn = '', body } = message;
          const office = body.declaration.officeOfDestination;
          const isKnown =
            records.get(mrn) !== undefined ||
            records.get(diversionKey(mrn, office)) !== undefined ||
            unannounced.get(mrn, office) !== undefined;
          records.apply(out, mrn, onAdvanceRecord(isKnown, message, setting));
        },
        T007: (message, at) => {
          this.arrive(message, at);
        },
        X003: (message, at) => {
          this.receive(message, at);
        },
        T044: (message, at) => {
          this.unload(message, at);
        },
        X049: (message, at) => {
          this.resolve(message, at);
        },
      },
      timers: {
        'T-ANS': (key, at) => {
          unannounced.askAgain(key, at);
        },
        'T-ULD': this.ring((record, now) => onUnloadingOverdue(record, now, setting)),
        'T-CTLRES-D': this.ring(onResultOverdue),
        'T-DISC': (key, { out }) => {
          const [mrn = '', office = ''] = key.split('/');
          const record = this.find(mrn, office);
          if (record !== undefined) say(out, onDiscrepancyOverdue(record));
        },
      },
      decisions: {
        arrivalDecision: this.decide((record, message, { now }) =>
          onArrivalDecision(record, message, now, setting),
        ),
        destinationControl: this.decide((record, message, { now }) =>
          onDestinationControl(record, message, now, setting),
        ),
      },
      objections: {
        arrivalDecision: this.objection,
        destinationControl: this.objection,
      },
      prune: (at) => {
        records.prune(at.now, at.out);
        unannounced.prune(at);
      },
    };
  }

  /** X024, row A19. */
  closeSkipped(mrn: string, office: string, { now, out }: Moment): Taken {
    const record = this.find(mrn, office);
    return record === undefined
      ? 'unknown'
      : this.take(out, record, onArrivedElsewhere(record, now));
  }

  /** X010, row A18. */
  cancel(mrn: string, { now, out }: Moment): Taken {
    return this.tell(mrn, out, (record) => onCancelled(record, now));
  }

  /** X181. */
  noteIncident(message: MessageOf<'X181'>, { out }: Moment): Taken {
    return this.tell(message.body.mrn, out, (record) => onIncident(record, message));
  }

  /** X142, row A20. False where an officer of the enquiry authority must look into it: the goods are not known to have come. */
  answerEnquiry(mrn: string, message: MessageOf<'X142'>, { out }: Moment): boolean {
    for (const record of this.all(mrn)) {
      const step = onResultAsked(record, message, this.setting);
      if (step === undefined) continue;
      say(out, step);
      return true;
    }
    return false;
  }

  /** N820 on goods whose record was asked for in vain. @returns false where the question was about something else. */
  decideUnanswered(key: string, message: MessageOf<'N820'>, at: Moment): boolean {
    return this.unannounced.decide(key, message, at);
  }

  /** Own state of a movement, for X095; undefined where the office has no record of it. */
  stateOf(mrn: string, office: string): string | undefined {
    return this.find(mrn, office)?.status ?? this.unannounced.stateOf(mrn, office);
  }

  /** What an advance record tells of the goods, whichever office here has it. */
  declarationOf(mrn: string): Declaration | undefined {
    return this.all(mrn)[0]?.declaration;
  }

  private find(mrn: string, office: string): ArrivalRecord | undefined {
    const declared = this.records.get(mrn);
    return declared?.office === office ? declared : this.records.get(diversionKey(mrn, office));
  }

  /** The records of all offices of the country that have one. */
  private all(mrn: string): ArrivalRecord[] {
    return this.offices.flatMap((office) => this.find(mrn, office) ?? []);
  }

  private tell(
    mrn: string,
    out: Moment['out'],
    step: (record: ArrivalRecord) => Step<ArrivalRecord> | undefined,
  ): Taken {
    return together(this.all(mrn).map((record) => this.take(out, record, step(record))));
  }

  private take(
    out: Moment['out'],
    record: ArrivalRecord,
    step: Step<ArrivalRecord> | undefined,
  ): Taken {
    if (step === undefined) return 'unfit';
    this.records.apply(out, arrivalKey(record), step);
    return 'taken';
  }

  private arrive(message: MessageOf<'T007'>, at: Moment): void {
    const { mrn, office } = message.body;
    const record = this.find(mrn, office);
    if (record === undefined) {
      this.unannounced.arrive(message, at);
      return;
    }
    const step = onArrival(record, message, at.now, this.needs(at));
    this.records.apply(at.out, arrivalKey(record), step);
  }

  private receive(message: MessageOf<'X003'>, at: Moment): void {
    const { mrn, office } = message.body;
    const asked = this.unannounced.get(mrn, office);
    if (asked !== undefined) {
      this.unannounced.receive(asked, message, this.records, this.needs(at), at);
    } else if (this.find(mrn, office) === undefined) say(at.out, refuse(message, 'C201', '90'));
    else say(at.out, refuse(message, 'C202', '92'));
  }

  /** A number that is none is answered with 93, one that is not known to have arrived here with 90. */
  private unload(message: MessageOf<'T044'>, { now, out }: Moment): void {
    const { mrn, office } = message.body;
    const record = this.find(mrn, office);
    if (record !== undefined) {
      const step = onUnloadingRemarks(record, message, now, this.setting);
      this.records.apply(out, arrivalKey(record), step);
      return;
    }
    const parsed = parseMrn(mrn, '/body/mrn');
    const [code, reason] = parsed.ok ? ['90', 'C201'] : ['93', parsed.error.code ?? 'C301'];
    say(out, turnDown(message, { pointer: '/body/mrn', code, reason }));
  }

  /** X049 names the office of departure: it is meant for whichever office waits for it. */
  private resolve(message: MessageOf<'X049'>, { now, out }: Moment): void {
    const records = this.all(message.body.mrn);
    const record = records.find(({ status }) => status === 'waitDiscrepancy') ?? records[0];
    if (record === undefined) say(out, refuse(message, 'C201', '90'));
    else this.take(out, record, onDiscrepancyAnswer(record, message, now));
  }

  /** The channel is drawn where an arrival is taken up, and only then. */
  private needs({ draws }: Moment): ArrivalNeeds {
    const { accounts, setting } = this;
    const { parameters } = setting;
    return {
      accounts,
      setting,
      assess: ({ declaration, controlledBy }) => {
        const drawn = drawChannel(draws.stream('arrival-risk'), parameters.channels);
        return riskOf(declaration, controlledBy, drawn, parameters, accounts);
      },
    };
  }

  private ring(handle: (record: ArrivalRecord, now: SimTime) => Step<ArrivalRecord>): TimerHandler {
    return (key, { now, out }) => {
      const record = this.records.open.get(key);
      if (record !== undefined) this.records.apply(out, key, handle(record, now));
    };
  }

  /** Rule C329. */
  private readonly objection: Objection = ({ key }, message) =>
    this.setting.off.has('C329')
      ? undefined
      : objectionToResult(this.records.open.get(key), message as MessageOf<'N820'>);

  private decide(handle: Decide): DecisionHandler {
    return ({ key }, message, at) => {
      const record = this.records.get(key);
      const step =
        record === undefined ? refuse(message, 'C201', '90') : handle(record, message, at);
      this.records.apply(at.out, key, step);
    };
  }
}
