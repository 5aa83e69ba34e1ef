/** Goods at the offices of destination of a country that no record announces: what was asked about them, and where the answer goes. */
import type { Row, Table } from '../../../simulator/core/table.ts';
import type { MessageOf, Moment } from '../../common/step.ts';
import { refuse } from '../../common/step.ts';
import type { AskedRecord } from '../asked-record.ts';
import { reviveAskedArrival } from '../asked-record.ts';
import { Records } from '../records.ts';
import type { Setting } from '../setting.ts';
import type { ArrivalRecord } from './arrival-record.ts';
import { arrivalKey, diversionKey } from './arrival-record.ts';
import { ARRIVAL_TIMER, onNoAnswer, onNoRecordDecision, onUnknownArrival } from './ask-record.ts';
import type { ArrivalNeeds } from './on-t007-arrival.ts';
import { onRecordAnswer } from './on-x003-record-answer.ts';

export class UnannouncedGoods {
  /** By MRN and office. */
  private readonly asked = new Records<AskedRecord<'T007'>>('arrivalsAsked', reviveAskedArrival);
  private readonly setting: Setting;

  constructor(setting: Setting) {
    this.setting = setting;
  }

  get tables(): readonly Table<Row>[] {
    return [this.asked.open, this.asked.closed];
  }

  get(mrn: string, office: string): AskedRecord<'T007'> | undefined {
    return this.asked.get(diversionKey(mrn, office));
  }

  /** Row A2. */
  arrive(message: MessageOf<'T007'>, { now, out }: Moment): void {
    const { mrn, office } = message.body;
    const known = this.get(mrn, office);
    const step = onUnknownArrival(message, known, now, this.setting);
    this.asked.apply(out, diversionKey(mrn, office), step);
  }

  askAgain(key: string, { now, out }: Moment): void {
    if (!key.startsWith(ARRIVAL_TIMER)) return;
    const own = key.slice(ARRIVAL_TIMER.length);
    const asked = this.asked.open.get(own);
    if (asked !== undefined) this.asked.apply(out, own, onNoAnswer(asked, now, this.setting));
  }

  /** Rows A3 and A4. @param records takes the record that the answer brings. */
  receive(
    asked: AskedRecord<'T007'>,
    message: MessageOf<'X003'>,
    records: Records<ArrivalRecord>,
    needs: ArrivalNeeds,
    { now, out }: Moment,
  ): void {
    const { mrn, office } = message.body;
    const answered = onRecordAnswer(asked, message, now, needs);
    this.asked.apply(out, diversionKey(mrn, office), answered.asked);
    const { state } = answered.arrival;
    records.apply(out, state === undefined ? '' : arrivalKey(state), answered.arrival);
  }

  /** Of a question that was not answered. @returns whether the key is that of an arrival. */
  decide(key: string, message: MessageOf<'N820'>, { now, out }: Moment): boolean {
    if (!key.startsWith(ARRIVAL_TIMER)) return false;
    const own = key.slice(ARRIVAL_TIMER.length);
    const asked = this.asked.get(own);
    const step =
      asked === undefined ? refuse(message, 'C201', '90') : onNoRecordDecision(asked, message, now);
    this.asked.apply(out, own, step);
    return true;
  }

  stateOf(mrn: string, office: string): 'aarAsked' | 'aarRefused' | undefined {
    const asked = this.get(mrn, office);
    if (asked === undefined) return undefined;
    return asked.status === 'asked' ? 'aarAsked' : 'aarRefused';
  }

  prune({ now, out }: Moment): void {
    this.asked.prune(now, out);
  }
}
