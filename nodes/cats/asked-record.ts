/** Goods stand at an office that has no record of them: what it keeps of its question to departure (X114, X164, X002) until the answer. */
import type { SimTime } from '../../simulator/core/time.ts';
import type { MessageOf } from '../common/step.ts';

/** unanswered: asked as often as may be (row B5). */
type AskedStatus = 'asked' | 'answered' | 'refused' | 'unanswered';

interface AskedData<C extends 'N117' | 'T007'> {
  readonly status: AskedStatus;
  /** The presentation or arrival that waits for the record. */
  readonly message: MessageOf<C>;
  /** Whom the office asks. */
  readonly officeOfDeparture: string;
  /** How often it was asked again. */
  readonly attempt: number;
  readonly closedAt: SimTime;
}

const NO_CHANGES = {};

export class AskedRecord<C extends 'N117' | 'T007'> implements AskedData<C> {
  readonly status: AskedStatus;
  readonly message: MessageOf<C>;
  readonly officeOfDeparture: string;
  readonly attempt: number;
  readonly closedAt: SimTime;

  constructor(data: AskedData<C>, changes: Partial<AskedData<C>> = NO_CHANGES) {
    this.status = changes.status ?? data.status;
    this.message = data.message;
    this.officeOfDeparture = data.officeOfDeparture;
    this.attempt = changes.attempt ?? data.attempt;
    this.closedAt = changes.closedAt ?? data.closedAt;
  }

  with(changes: Partial<AskedData<C>>): AskedRecord<C> {
    return new AskedRecord(this, changes);
  }

  /** The first question. */
  static of<C extends 'N117' | 'T007'>(
    message: MessageOf<C>,
    officeOfDeparture: string,
  ): AskedRecord<C> {
    return new AskedRecord({
      status: 'asked',
      message,
      officeOfDeparture,
      attempt: 0,
      closedAt: 0,
    });
  }
}

export const reviveAskedPresentation = (json: unknown): AskedRecord<'N117'> =>
  new AskedRecord(json as AskedData<'N117'>);
export const reviveAskedArrival = (json: unknown): AskedRecord<'T007'> =>
  new AskedRecord(json as AskedData<'T007'>);
