/** The movements that this country is the departure of: one table for the office of departure and the enquiry authority, which step them by turns. */
import type { Message } from '../../../simulator/core/participant.ts';
import type { MessageCode } from '../../common/message-types.ts';
import type { MessageHandler, MessageOf, Moment, Step, TimerHandler } from '../../common/step.ts';
import { onRelease } from '../guarantee/on-release.ts';
import type { TrustLevels } from '../guarantee/levels.ts';
import type { GuaranteeTables } from '../guarantee/tables.ts';
import { unknownMrn } from './answers.ts';
import type { Movement } from './movement.ts';
import { reviveMovement } from './movement.ts';
import { Records } from '../records.ts';

export class Movements {
  /** By MRN; before acceptance by whoever lodged the declaration and his LRN. */
  readonly records = new Records<Movement>('movements', reviveMovement);
  readonly guarantees: GuaranteeTables;
  private readonly levels: TrustLevels;

  constructor(guarantees: GuaranteeTables, levels: TrustLevels) {
    this.guarantees = guarantees;
    this.levels = levels;
  }

  get(mrn: string): Movement | undefined {
    return this.records.get(mrn);
  }

  /** Handler of a message about a movement that its envelope names; `unknown` where there is none. */
  about<C extends MessageCode>(
    handle: (movement: Movement, message: MessageOf<C>, at: Moment) => Step<Movement>,
    unknown: (message: MessageOf<C>) => Step<Movement> = unknownMrn,
  ): MessageHandler<C> {
    return (message, at) => {
      const mrn = message.mrn ?? '';
      const movement = this.get(mrn);
      const step = movement === undefined ? unknown(message) : handle(movement, message, at);
      this.write(mrn, movement, step, at);
    };
  }

  /** Handler of a timer of a movement that is under way. */
  ring(handle: (movement: Movement, at: Moment) => Step<Movement>): TimerHandler {
    return (key, at) => {
      const movement = this.records.open.get(key);
      if (movement !== undefined) this.write(key, movement, handle(movement, at), at);
    };
  }

  /** An officer's answer about a movement. */
  answer(
    key: string,
    message: Message,
    at: Moment,
    handle: (movement: Movement) => Step<Movement> | undefined,
  ): void {
    const movement = this.get(key);
    const step = movement === undefined ? unknownMrn(message) : handle(movement);
    if (step !== undefined) this.write(key, movement, step, at);
  }

  /** Writes a step; a release puts the guarantee in use (row U4), a finding that stands lowers the principal's trust level. */
  write(key: string, before: Movement | undefined, step: Step<Movement>, at: Moment): void {
    this.records.apply(at.out, key, step);
    const after = step.state;
    if (after !== undefined && isFinding(before, after)) {
      this.levels.onFinding(after.declaration.principal.tin ?? after.trader, after.mrn, at);
    }
    if (after?.status !== 'released' || before?.status === 'released') return;
    const grns = after.uses.map(({ grn }) => grn);
    onRelease(this.guarantees, after.mrn, grns, at);
  }
}

/** Rows D19 and D37: a control result B1 that keeps the goods back, or that nobody has resolved. */
function isFinding(before: Movement | undefined, after: Movement): boolean {
  switch (before?.status) {
    case 'underControl':
      return after.status === 'notReleased' && after.control?.code === 'B1';
    case 'discrepancyOpen':
      return after.status === 'recoveryRecommended';
    default:
      return false;
  }
}
