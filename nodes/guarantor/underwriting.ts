/** The insurer as underwriter: its own account with customs, requests for undertakings, and what becomes of those that it has signed. */
import { lognormal } from '../../simulator/core/draws.ts';
import { roundHalfUp } from '../../simulator/core/maths.ts';
import type { Draws, Message, Outcome } from '../../simulator/core/participant.ts';
import { asIs, Table } from '../../simulator/core/table.ts';
import type { Row } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { DAY, isoUtc, MINUTE } from '../../simulator/core/time.ts';
import type { Body } from '../common/message-types.ts';
import { insurerTin } from '../common/routing.ts';
import type { MessageOf } from '../common/step.ts';
import { refuse, say, send } from '../common/step.ts';
import { guaranteeToLodge } from '../common/trust-level.ts';
import type { Office } from './office.ts';
import { toCents, toMoney } from './shares.ts';

/** From the request to the signature, in ms (assumption: the underwriter knows his clients and works from a file). */
const UNDERWRITING_MEAN_MS = 40 * MINUTE;
const UNDERWRITING_SD_MS = 15 * MINUTE;
/** A refused account is applied for again after this time, in ms. */
const REAPPLY_MS = DAY;

/** Timers. */
export const UNDERWRITE = 'underwrite';
export const REAPPLY = 'reapply';

/** Where the insurer stands with its own customs; the only key is its TIN. */
interface Standing {
  readonly status: 'applied' | 'approved' | 'refused' | 'suspended' | 'revoked';
}

/** A request for an undertaking that is not signed yet. */
interface Request {
  readonly from: string;
  readonly body: Body<'G810'>;
}

interface At {
  readonly now: SimTime;
  readonly draws: Draws;
  readonly out: Outcome;
}

export class Underwriting {
  readonly tables: readonly Table<Row>[];
  private readonly office: Office;
  private readonly tin: string;
  private readonly standing = new Table<Standing>('standing', asIs);
  /** By the request's messageId. */
  private readonly requests = new Table<Request>('requests', asIs);
  /** The request that is under way for a principal, by his TIN. */
  private readonly pending = new Table<{ readonly id: string }>('pending', asIs);

  constructor(office: Office) {
    this.office = office;
    this.tin = insurerTin(office.parameters.iso2);
    this.tables = [this.standing, this.requests, this.pending];
  }

  /** A801: without an account as guarantor its undertakings bind nobody. */
  apply(out: Outcome): void {
    const { country, parameters } = this.office;
    out.put(this.standing, this.tin, { status: 'applied' });
    out.effects.push(
      send('A801', country, {
        tin: this.tin,
        legalName: `Fronting insurer ${country}`,
        address: `Insurance centre, ${country}`,
        country: parameters.iso2,
        roles: ['guarantor'],
        contact: 'underwriting',
        requestedTrustLevel: 1,
      }),
    );
  }

  /** Whether the message is this desk's. */
  receive(message: Message, at: At): boolean {
    switch (message.messageType) {
      case 'A802':
        this.onAccountDecision(message as MessageOf<'A802'>, at);
        return true;
      case 'A804':
        this.onAccountStatus(message as MessageOf<'A804'>, at);
        return true;
      case 'G810':
        this.onRequest(message as MessageOf<'G810'>, at);
        return true;
      case 'G812':
        this.onDecision(message as MessageOf<'G812'>, at.out);
        return true;
      default:
        return false;
    }
  }

  /** G811: the ceiling that the principal's level asks for, limited as asked, as long as a guarantee is valid at the most. */
  sign(id: string, now: SimTime, out: Outcome): void {
    const request = this.requests.get(id);
    const { restoredAt } = this.office.solvency;
    if (request !== undefined && restoredAt > now) {
      out.startTimer(UNDERWRITE, id, restoredAt);
      return;
    }
    if (request === undefined || this.standing.get(this.tin)?.status !== 'approved') return;
    const { tin, referenceAmount, requestedLevel } = request.body;
    const body: Body<'G811'> = {
      guarantorTin: this.tin,
      principalTin: tin,
      ceiling: toMoney(guaranteeToLodge(toCents(referenceAmount), requestedLevel)),
      countries: request.body.countries,
      validFrom: isoUtc(now),
      validTo: isoUtc(now + this.office.parameters.scheme.timers['T-VAL']),
      ...limitsOf(request.body),
    };
    out.put(this.requests, id, undefined);
    this.office.deposits.sign(id, body);
    out.effects.push(send('G811', request.from, body, { correlationId: id }));
  }

  /** A802: requests that came before the approval are signed now. */
  private onAccountDecision({ body }: MessageOf<'A802'>, at: At): void {
    if (body.decision === 0) {
      at.out.put(this.standing, this.tin, { status: 'refused' });
      at.out.startTimer(REAPPLY, this.tin, at.now + REAPPLY_MS);
      return;
    }
    this.approved(at);
  }

  /** A804: while it is suspended it signs nothing; what it has signed binds it all the same. */
  private onAccountStatus({ body }: MessageOf<'A804'>, at: At): void {
    const { newStatus } = body;
    if (newStatus === 'active') this.approved(at);
    else if (newStatus === 'suspended' || newStatus === 'revoked') {
      at.out.put(this.standing, this.tin, { status: newStatus });
    }
  }

  private approved(at: At): void {
    at.out.put(this.standing, this.tin, { status: 'approved' });
    for (const [id] of this.requests.entries()) this.underwrite(id, at);
  }

  /** G810: an office of guarantee asks for an undertaking. */
  private onRequest(message: MessageOf<'G810'>, at: At): void {
    const { messageId, sender, body } = message;
    if (body.guarantorTin !== this.tin) {
      say(at.out, refuse(message, 'C501', '12', '/body/guarantorTin'));
      return;
    }
    at.out.put(this.requests, messageId, { from: sender, body });
    at.out.put(this.pending, body.tin, { id: messageId });
    if (this.standing.get(this.tin)?.status === 'approved') this.underwrite(messageId, at);
  }

  private underwrite(id: string, { now, draws, out }: At): void {
    const stream = draws.stream('underwriting');
    const takes = roundHalfUp(lognormal(stream, UNDERWRITING_MEAN_MS, UNDERWRITING_SD_MS));
    const prompt = this.office.parameters.promptInsurer === true;
    out.startTimer(UNDERWRITE, id, prompt ? now : now + takes);
  }

  /** G812: the undertaking stands behind a guarantee from now on, and the principal lodges his deposit; or it is not needed. */
  private onDecision({ body }: MessageOf<'G812'>, out: Outcome): void {
    const id = this.pending.get(body.tin)?.id;
    if (id === undefined) return;
    out.put(this.pending, body.tin, undefined);
    const { deposits } = this.office;
    const { decision, grn, guaranteeAmount } = body;
    if (decision === 1 && grn !== undefined && deposits.grant(id, grn, guaranteeAmount, out)) {
      return;
    }
    out.put(this.requests, id, undefined);
    deposits.drop(id);
    out.stopTimer(UNDERWRITE, id);
  }
}

type Limits = Pick<
  Body<'G811'>,
  'excludesSensitive' | 'commodities' | 'officeOfDeparture' | 'officeOfDestination'
>;

/** What the guarantee is to be limited to, as far as it was asked for. */
function limitsOf(body: Body<'G810'>): Limits {
  const limits: Limits = {};
  if (body.excludesSensitive !== undefined) limits.excludesSensitive = body.excludesSensitive;
  if (body.commodities !== undefined) limits.commodities = body.commodities;
  if (body.officeOfDeparture !== undefined) limits.officeOfDeparture = body.officeOfDeparture;
  if (body.officeOfDestination !== undefined) limits.officeOfDestination = body.officeOfDestination;
  return limits;
}
