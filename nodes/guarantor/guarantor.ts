/** The insurer of one country: signs undertakings, fronts for the guarantee chain, issues, and belongs to the pool. Here is what goes to which desk. */
import type {
  Draws,
  Input,
  Message,
  Outcome,
  Participant,
} from '../../simulator/core/participant.ts';
import type { Row, Table } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { isFaultCommand } from '../../simulator/core/world-faults.ts';
import type { Body } from '../common/message-types.ts';
import { isMessageCode, MESSAGE_TYPES } from '../common/message-types.ts';
import type { NodeParameters } from '../common/parameters.ts';
import type { MessageOf } from '../common/step.ts';
import { refuse, say } from '../common/step.ts';
import { Fronting, PAYMENT } from './fronting.ts';
import { Issuing } from './issuing.ts';
import { Office } from './office.ts';
import { CLEARING, SETTLEMENT } from './settlement.ts';
import { REAPPLY, UNDERWRITE, Underwriting } from './underwriting.ts';

/** The insurer of a country, named `FI-GEO`. */
export function createGuarantor(country: string, parameters: NodeParameters): Participant {
  return new Guarantor(country, parameters);
}

interface At {
  readonly now: SimTime;
  readonly draws: Draws;
  readonly out: Outcome;
}

class Guarantor implements Participant {
  readonly id: string;
  readonly tables: readonly Table<Row>[];
  private readonly office: Office;
  private readonly underwriting: Underwriting;
  private readonly fronting: Fronting;
  private readonly issuing: Issuing;

  constructor(country: string, parameters: NodeParameters) {
    const office = new Office(country, parameters);
    this.id = office.self;
    this.office = office;
    this.underwriting = new Underwriting(office);
    this.fronting = new Fronting(office);
    this.issuing = new Issuing(office);
    const { books, deposits, settlement, solvency } = office;
    this.tables = [
      ...this.underwriting.tables,
      deposits.table,
      this.fronting.table,
      this.issuing.table,
      settlement.due,
      settlement.waiting,
      books.table,
      solvency.table,
    ];
  }

  start(_now: SimTime, _draws: Draws, out: Outcome): void {
    this.underwriting.apply(out);
  }

  step(input: Input, now: SimTime, draws: Draws, out: Outcome): void {
    const at = { now, draws, out };
    switch (input.kind) {
      case 'message':
        this.receive(input.message, at);
        break;
      case 'timer':
        this.ring(input.name, input.key, at);
        break;
      case 'command':
        if (isFaultCommand(input.command)) this.office.solvency.onFault(input.command, out);
        break;
    }
    this.office.deposits.flush(out);
    this.office.books.flush(out);
  }

  private receive(message: Message, at: At): void {
    switch (message.messageType) {
      case 'X820':
        this.fronting.onClaim(message as MessageOf<'X820'>, at);
        break;
      case 'X822':
        this.issuing.onClearing(message as MessageOf<'X822'>, at);
        break;
      case 'N820':
        this.fronting.onDecision(message as MessageOf<'N820'>, at);
        break;
      default:
        if (this.underwriting.receive(message, at) || this.hear(message, at.out)) break;
        // What concerns guarantors tells it something and asks for nothing; a refusal is not answered.
        if (!isNotice(message.messageType)) say(at.out, refuse(message, 'C109', '92'));
    }
  }

  /** What the office of guarantee tells of a guarantee that was granted. */
  private hear({ messageType, body }: Message, out: Outcome): boolean {
    const { deposits } = this.office;
    switch (messageType) {
      case 'G225': {
        const { grn, guaranteeAmount } = body as Body<'G225'>;
        if (guaranteeAmount !== undefined) deposits.follow(grn, guaranteeAmount, out);
        return true;
      }
      case 'G023':
        deposits.call((body as Body<'G023'>).grn);
        return true;
      case 'G228':
        deposits.release((body as Body<'G228'>).grn, out);
        return true;
      default:
        return false;
    }
  }

  private ring(name: string, key: string, at: At): void {
    switch (name) {
      case UNDERWRITE:
        this.underwriting.sign(key, at.now, at.out);
        break;
      case REAPPLY:
        this.underwriting.apply(at.out);
        break;
      case PAYMENT:
        this.fronting.onPayment(key, at);
        break;
      case CLEARING:
        this.clear(at);
        break;
      case SETTLEMENT:
        this.office.settlement.onSettlement(key, at.out);
        break;
    }
  }

  /** The turn of a month: all that is due is cleared. */
  private clear(at: At): void {
    for (const [, item] of this.office.settlement.due.entries()) {
      this.office.settlement.forget(item, at.out);
      if (item.kind === 'claim') this.fronting.clear(item.claimId, at);
      else if (item.kind === 'refund') this.fronting.refund(item.claimId, at);
      else this.issuing.recourse(item.claimId, at);
    }
  }
}

const isNotice = (messageType: string): boolean =>
  messageType === 'S906' ||
  (isMessageCode(messageType) && MESSAGE_TYPES[messageType].to.includes('guarantor'));
