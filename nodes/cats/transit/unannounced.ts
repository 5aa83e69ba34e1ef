/** Trucks at the offices of transit of a country that no record announces: what was asked about them, and which answer or decision goes where. */
import type { Row, Table } from '../../../simulator/core/table.ts';
import type { DecisionHandler, MessageOf, Moment } from '../../common/step.ts';
import { refuse, say } from '../../common/step.ts';
import type { AskedRecord } from '../asked-record.ts';
import { reviveAskedPresentation } from '../asked-record.ts';
import { Records } from '../records.ts';
import type { Risk } from '../risk.ts';
import type { Setting } from '../setting.ts';
import { askForRecord, onNoAnswer, onNoRecordDecision } from './ask-record.ts';
import { onRecordAnswer } from './on-x115-record-answer.ts';
import type { TransitRecord } from './transit-record.ts';
import { transitKey } from './transit-record.ts';

export class UnannouncedTrucks {
  /** By MRN and office. */
  private readonly asked = new Records<AskedRecord<'N117'>>(
    'transitsAsked',
    reviveAskedPresentation,
  );
  private readonly setting: Setting;

  constructor(setting: Setting) {
    this.setting = setting;
  }

  get tables(): readonly Table<Row>[] {
    return [this.asked.open, this.asked.closed];
  }

  get(key: string): AskedRecord<'N117'> | undefined {
    return this.asked.get(key);
  }

  /** Row B2. */
  ask(message: MessageOf<'N117'>, officeOfDeparture: string, { now, out }: Moment): void {
    const { mrn, office } = message.body;
    const step = askForRecord(message, officeOfDeparture, now, this.setting);
    this.asked.apply(out, transitKey(mrn, office), step);
  }

  /** Row B5, where the key is that of a question. */
  askAgain(key: string, { now, out }: Moment): void {
    const asked = this.asked.open.get(key);
    if (asked !== undefined) this.asked.apply(out, key, onNoAnswer(asked, now, this.setting));
  }

  /** Rows B3 and B4. @param records takes the record that the answer brings. */
  receive(
    message: MessageOf<'X115'>,
    records: Records<TransitRecord>,
    assess: (record: TransitRecord) => Risk,
    { now, out }: Moment,
  ): void {
    const { mrn, office } = message.body;
    const key = transitKey(mrn, office);
    const asked = this.asked.get(key);
    if (asked === undefined) {
      const known = records.get(key) !== undefined;
      say(out, known ? refuse(message, 'C202', '92') : refuse(message, 'C201', '90'));
      return;
    }
    const answered = onRecordAnswer(asked, message, assess, now);
    if (answered.asked !== asked) {
      this.asked.apply(out, key, { state: answered.asked, facts: [], effects: [] });
    }
    records.apply(out, key, answered.step);
  }

  /** After row B5. */
  readonly onNoRecord: DecisionHandler = ({ key }, message, { now, out }) => {
    const asked = this.asked.get(key);
    const step =
      asked === undefined ? refuse(message, 'C201', '90') : onNoRecordDecision(asked, message, now);
    this.asked.apply(out, key, step);
  };

  stateOf(key: string): 'atrAsked' | 'atrRefused' | undefined {
    const asked = this.asked.get(key);
    if (asked === undefined) return undefined;
    return asked.status === 'asked' ? 'atrAsked' : 'atrRefused';
  }

  prune({ now, out }: Moment): void {
    this.asked.prune(now, out);
  }
}
