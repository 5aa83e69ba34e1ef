/** The offices of transit of a country, and its offices of exit and for incidents: their records, and which message, timer or decision goes where. */
import type {
  DecisionHandler,
  Department,
  MessageOf,
  Moment,
  Step,
  TimerHandler,
} from '../../common/step.ts';
import { refuse, say } from '../../common/step.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Declaration } from '../../common/messages/parts.ts';
import { Records } from '../records.ts';
import type { Risk } from '../risk.ts';
import { drawChannel, riskOf } from '../risk.ts';
import type { Setting } from '../setting.ts';
import type { Taken, Told } from '../told-to-all.ts';
import { together } from '../told-to-all.ts';
import { OfficesOfExit } from './exits.ts';
import { onEntryCheckOverdue, onEntryCheckResult } from './on-entry-check-result.ts';
import { onPresentation } from './on-n117-presentation.ts';
import { onIncidentReport } from './on-n180-incident.ts';
import { onPassageDecision } from './on-passage-decision.ts';
import { onSkipped } from './on-skipped.ts';
import { onCancelled } from './on-x010-cancellation.ts';
import { createRecord, onOverdue } from './on-x050-advance-record.ts';
import { onIncident } from './on-x181-incident.ts';
import type { TransitRecord } from './transit-record.ts';
import { reviveTransitRecord, transitKey } from './transit-record.ts';
import { UnannouncedTrucks } from './unannounced.ts';
import { objectionTo } from './unexpected.ts';

export class OfficesOfTransit implements Told {
  /** By MRN and office. */
  private readonly records = new Records<TransitRecord>('transits', reviveTransitRecord);
  private readonly unannounced: UnannouncedTrucks;
  private readonly exits: OfficesOfExit;
  /** Offices of this country that a movement may come to. */
  private readonly offices: readonly string[];
  private readonly setting: Setting;
  private readonly accounts: Accounts;

  constructor(setting: Setting, accounts: Accounts) {
    this.setting = setting;
    this.accounts = accounts;
    this.unannounced = new UnannouncedTrucks(setting);
    this.exits = new OfficesOfExit(setting);
    this.offices = setting.officesHere();
  }

  department(): Department {
    const { records, unannounced, exits, setting } = this;
    return {
      tables: [records.open, records.closed, ...unannounced.tables, ...exits.tables],
      messages: {
        X050: (message, at) => {
          this.announce(message, at);
        },
        N117: (message, at) => {
          this.present(message, at);
        },
        X115: (message, at) => {
          unannounced.receive(message, records, this.assess(at), at);
        },
        N180: (message, { now, out }) => {
          say(out, onIncidentReport(message, now, setting));
        },
        X160: (message, at) => {
          exits.announce(message, at);
        },
        X165: (message, at) => {
          exits.answer(message, at);
        },
      },
      timers: {
        'T-PASS': this.ring(onOverdue),
        'T-CTRL': this.ring(onEntryCheckOverdue),
        'T-ANS': (key, at) => {
          if (!exits.onNoAnswer(key, at)) unannounced.askAgain(key, at);
        },
      },
      decisions: {
        presentation: this.decide('presentation', (record, message, { now }) =>
          onPassageDecision(record, message, now, setting),
        ),
        entryCheck: this.decide('entryCheck', (record, message, { now }) =>
          onEntryCheckResult(record, message, now, setting),
        ),
      },
      prune: (at) => {
        records.prune(at.now, at.out);
        unannounced.prune(at);
        exits.prune(at);
      },
    };
  }

  /** After row B5. */
  get onNoRecord(): DecisionHandler {
    return this.unannounced.onNoRecord;
  }

  /** X024, row B11. A truck that went on on paper has no record to close, and nothing is wrong. */
  closeSkipped(mrn: string, office: string, at: Moment): Taken {
    const key = transitKey(mrn, office);
    const record = this.records.get(key);
    const isExit = this.exits.closeSkipped(key, at);
    if (record !== undefined && !(isExit && record.status === 'passed'))
      return this.take(at.out, key, onSkipped(record, at.now));
    const isKnown = isExit || this.unannounced.get(key)?.status === 'unanswered';
    return isKnown ? 'taken' : 'unknown';
  }

  /** X010, row B10. */
  cancel(mrn: string, at: Moment): Taken {
    const { exits } = this;
    return this.tell(
      mrn,
      at,
      (record) => onCancelled(record, at.now),
      (key) => exits.cancel(key, at),
    );
  }

  /** X181, row B12. */
  noteIncident({ body: { mrn, incident } }: MessageOf<'X181'>, at: Moment): Taken {
    const { exits } = this;
    return this.tell(
      mrn,
      at,
      (record) => onIncident(record, incident),
      (key) => exits.noteIncident(key, incident, at),
    );
  }

  /** Own state of a movement, for X095; undefined where the office has no record of it. */
  stateOf(mrn: string, office: string): string | undefined {
    const key = transitKey(mrn, office);
    return (
      this.records.get(key)?.status ?? this.unannounced.stateOf(key) ?? this.exits.stateOf(key)
    );
  }

  /** What an advance record tells of the goods, whichever office here has it. */
  declarationOf(mrn: string): Declaration | undefined {
    for (const office of this.offices) {
      const record = this.records.get(transitKey(mrn, office));
      if (record !== undefined) return record.declaration;
    }
    return undefined;
  }

  /** Every office of the country that has a record, of an entry or of an exit, takes its step. */
  private tell(
    mrn: string,
    { out }: Moment,
    step: (record: TransitRecord) => Step<TransitRecord> | undefined,
    atExit: (key: string) => boolean,
  ): Taken {
    const outcomes = this.offices.flatMap((office): Taken[] => {
      const key = transitKey(mrn, office);
      const record = this.records.get(key);
      const entry = record === undefined ? 'unknown' : this.take(out, key, step(record));
      return [entry, atExit(key) ? 'taken' : 'unknown'];
    });
    return together(outcomes);
  }

  private take(out: Moment['out'], key: string, step: Step<TransitRecord> | undefined): Taken {
    if (step === undefined) return 'unfit';
    this.records.apply(out, key, step);
    return 'taken';
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
    const { setting, records, unannounced } = this;
    if (mrn === undefined) return refuse(message, 'C102', '13', '/mrn');
    const foreign = body.offices.findIndex((office) => !setting.serves(office, 'TRA'));
    if (foreign >= 0 && !setting.off.has('C304')) {
      return refuse(message, 'C304', '12', `/body/offices/${String(foreign)}`);
    }
    const known = body.offices.some((office) => {
      const key = transitKey(mrn, office);
      return records.get(key) !== undefined || unannounced.get(key) !== undefined;
    });
    return known ? refuse(message, 'C202', '92') : undefined;
  }

  private present(message: MessageOf<'N117'>, at: Moment): void {
    const { mrn, office } = message.body;
    const key = transitKey(mrn, office);
    const record = this.records.get(key);
    if (record !== undefined && !(record.status === 'passed' && this.exits.knows(key))) {
      this.records.apply(at.out, key, onPresentation(record, message, this.assess(at)));
    } else if (this.exits.knows(key)) this.exits.present(message, key, at);
    else this.presentUnexpected(message, key, at);
  }

  /** A truck that leaves the country, or one that enters it (row B2), and that nobody has announced. */
  private presentUnexpected(message: MessageOf<'N117'>, key: string, at: Moment): void {
    const known = this.unannounced.get(key);
    const { objection, officeOfDeparture } = objectionTo(message, known, this.setting);
    if (objection !== undefined) say(at.out, objection);
    else if (officeOfDeparture === undefined) return;
    else if (this.leaves(message)) this.exits.ask(message, officeOfDeparture, at);
    else this.unannounced.ask(message, officeOfDeparture, at);
  }

  /** At an office of exit: goods that began in this country, or have entered it before. */
  private leaves({ body: { mrn, office } }: MessageOf<'N117'>): boolean {
    const { setting, records, offices } = this;
    if (!setting.serves(office, 'TXT')) return false;
    if (!setting.serves(office, 'TRA') || mrn.slice(2, 4) === setting.parameters.iso2) return true;
    return offices.some((other) => records.get(transitKey(mrn, other))?.status === 'passed');
  }

  /** The channel is drawn where a truck is taken up, and only then. */
  private assess({ draws }: Moment): (record: TransitRecord) => Risk {
    const { parameters } = this.setting;
    return ({ declaration, controlledBy }) => {
      const drawn = drawChannel(draws.stream('entry-risk'), parameters.channels);
      return riskOf(declaration, controlledBy, drawn, parameters, this.accounts);
    };
  }

  private ring(handle: (record: TransitRecord) => Step<TransitRecord>): TimerHandler {
    return (key, { out }) => {
      const record = this.records.open.get(key);
      if (record !== undefined) this.records.apply(out, key, handle(record));
    };
  }

  private decide(
    kind: 'presentation' | 'entryCheck',
    handle: (record: TransitRecord, message: MessageOf<'N820'>, at: Moment) => Step<TransitRecord>,
  ): DecisionHandler {
    return ({ key }, message, at) => {
      const record = this.records.open.get(key);
      if (record === undefined && this.exits.decide(kind, key, message, at)) return;
      const step =
        record === undefined ? refuse(message, 'C201', '90') : handle(record, message, at);
      this.records.apply(at.out, key, step);
    };
  }
}
