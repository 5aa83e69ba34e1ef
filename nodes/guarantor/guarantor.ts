/** The insurer that fronts for the guarantee chain in one country: signs undertakings. Claims and clearing are not its business yet. */
import { lognormal } from '../../simulator/core/draws.ts';
import { roundHalfUp } from '../../simulator/core/maths.ts';
import type {
  Draws,
  Input,
  Message,
  Outcome,
  Participant,
} from '../../simulator/core/participant.ts';
import { asIs, Table } from '../../simulator/core/table.ts';
import type { Row } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { DAY, isoUtc, MINUTE } from '../../simulator/core/time.ts';
import type { Body } from '../common/message-types.ts';
import type { NodeParameters } from '../common/parameters.ts';
import { insurerOf, insurerTin } from '../common/routing.ts';
import type { MessageOf } from '../common/step.ts';
import { refuse, say, send } from '../common/step.ts';
import { guaranteeToLodge } from '../common/trust-level.ts';

/** From the request to the signature, in ms (assumption: the underwriter knows his clients and works from a file). */
const UNDERWRITING_MEAN_MS = 40 * MINUTE;
const UNDERWRITING_SD_MS = 15 * MINUTE;
/** A refused account is applied for again after this time, in ms. */
const REAPPLY_MS = DAY;

const UNDERWRITE = 'underwrite';
const REAPPLY = 'reapply';

/** Where the insurer stands with its own customs; the only key is its TIN. */
interface Standing {
  readonly status: 'applied' | 'approved' | 'refused';
}

/** A request for an undertaking that is not signed yet. */
interface Request {
  readonly from: string;
  readonly body: Body<'G810'>;
}

export interface SignedUndertaking {
  readonly body: Body<'G811'>;
  /** Empty until the office of guarantee has granted it. */
  readonly grn: string;
}

/** The fronting insurer of a country, named `FI-GEO`. */
export function createGuarantor(country: string, parameters: NodeParameters): Participant {
  return new Guarantor(country, parameters);
}

class Guarantor implements Participant {
  readonly id: string;
  readonly tables: readonly Table<Row>[];
  private readonly tin: string;
  private readonly country: string;
  private readonly parameters: NodeParameters;
  private readonly standing = new Table<Standing>('standing', asIs);
  /** By the request's messageId. */
  private readonly requests = new Table<Request>('requests', asIs);
  /** By the request's messageId. */
  private readonly undertakings = new Table<SignedUndertaking>('undertakings', asIs);
  /** The request that is under way for a principal, by his TIN. */
  private readonly pending = new Table<{ readonly id: string }>('pending', asIs);

  constructor(country: string, parameters: NodeParameters) {
    this.id = insurerOf(country);
    this.tin = insurerTin(parameters.iso2);
    this.country = country;
    this.parameters = parameters;
    this.tables = [this.standing, this.requests, this.undertakings, this.pending];
  }

  start(_now: SimTime, _draws: Draws, out: Outcome): void {
    this.apply(out);
  }

  step(input: Input, now: SimTime, draws: Draws, out: Outcome): void {
    switch (input.kind) {
      case 'message':
        this.receive(input.message, now, draws, out);
        break;
      case 'timer':
        if (input.name === UNDERWRITE) this.sign(input.key, now, out);
        else if (input.name === REAPPLY) this.apply(out);
        break;
      case 'command':
        break;
    }
  }

  /** A801: without an account as guarantor its undertakings bind nobody. */
  private apply(out: Outcome): void {
    const { iso2 } = this.parameters;
    out.put(this.standing, this.tin, { status: 'applied' });
    out.effects.push(
      send('A801', this.country, {
        tin: this.tin,
        legalName: `Fronting insurer ${this.country}`,
        address: `Insurance centre, ${this.country}`,
        country: iso2,
        roles: ['guarantor'],
        contact: 'underwriting',
        requestedTrustLevel: 1,
      }),
    );
  }

  private receive(message: Message, now: SimTime, draws: Draws, out: Outcome): void {
    switch (message.messageType) {
      case 'A802':
        this.onAccountDecision(message as MessageOf<'A802'>, now, draws, out);
        break;
      case 'G810':
        this.onRequest(message as MessageOf<'G810'>, now, draws, out);
        break;
      case 'G812':
        this.onDecision(message as MessageOf<'G812'>, out);
        break;
      case 'S906':
        // An undertaking that came too late: the refusal of the guarantee (G812) says so as well.
        break;
      default:
        say(out, refuse(message, 'C109', '92'));
    }
  }

  /** A802: requests that came before the approval are signed now. */
  private onAccountDecision(
    { body }: MessageOf<'A802'>,
    now: SimTime,
    draws: Draws,
    out: Outcome,
  ): void {
    if (body.decision === 0) {
      out.put(this.standing, this.tin, { status: 'refused' });
      out.startTimer(REAPPLY, this.tin, now + REAPPLY_MS);
      return;
    }
    out.put(this.standing, this.tin, { status: 'approved' });
    for (const [id] of this.requests.entries()) this.underwrite(id, now, draws, out);
  }

  /** G810: an office of guarantee asks for an undertaking. */
  private onRequest(message: MessageOf<'G810'>, now: SimTime, draws: Draws, out: Outcome): void {
    const { messageId, sender, body } = message;
    if (body.guarantorTin !== this.tin) {
      say(out, refuse(message, 'C501', '12', '/body/guarantorTin'));
      return;
    }
    out.put(this.requests, messageId, { from: sender, body });
    out.put(this.pending, body.tin, { id: messageId });
    if (this.standing.get(this.tin)?.status === 'approved') {
      this.underwrite(messageId, now, draws, out);
    }
  }

  private underwrite(id: string, now: SimTime, draws: Draws, out: Outcome): void {
    const stream = draws.stream('underwriting');
    const takes = roundHalfUp(lognormal(stream, UNDERWRITING_MEAN_MS, UNDERWRITING_SD_MS));
    out.startTimer(UNDERWRITE, id, this.parameters.promptInsurer === true ? now : now + takes);
  }

  /** G811: the ceiling that the principal's level asks for, in all countries asked for, as long as a guarantee is valid at the most. */
  private sign(id: string, now: SimTime, out: Outcome): void {
    const request = this.requests.get(id);
    if (request === undefined) return;
    const { tin, referenceAmount, requestedLevel, countries } = request.body;
    const body: Body<'G811'> = {
      guarantorTin: this.tin,
      principalTin: tin,
      ceiling: guaranteeToLodge(roundHalfUp(referenceAmount * 100), requestedLevel) / 100,
      countries,
      validFrom: isoUtc(now),
      validTo: isoUtc(now + this.parameters.scheme.timers['T-VAL']),
    };
    out.put(this.requests, id, undefined);
    out.put(this.undertakings, id, { body, grn: '' });
    out.effects.push(send('G811', request.from, body, { correlationId: id }));
  }

  /** G812: the undertaking stands behind a guarantee from now on, or is not needed. */
  private onDecision({ body }: MessageOf<'G812'>, out: Outcome): void {
    const id = this.pending.get(body.tin)?.id;
    if (id === undefined) return;
    out.put(this.pending, body.tin, undefined);
    const signed = this.undertakings.get(id);
    if (body.decision === 1 && body.grn !== undefined && signed !== undefined) {
      out.put(this.undertakings, id, { body: signed.body, grn: body.grn });
      return;
    }
    out.put(this.requests, id, undefined);
    out.put(this.undertakings, id, undefined);
    out.stopTimer(UNDERWRITE, id);
  }
}
