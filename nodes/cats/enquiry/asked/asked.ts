/** The enquiry and recovery authority as the one that another country asks: its records, and what goes to which step. */
import type { Declaration } from '../../../common/messages/parts.ts';
import type { MessageOf, Moment, Step } from '../../../common/step.ts';
import { refuse, say } from '../../../common/step.ts';
import { Records } from '../../records.ts';
import type { Setting } from '../../setting.ts';
import type { HeldElsewhere } from '../elsewhere.ts';
import type { AskedEnquiry, AskedStatus } from './asked-enquiry.ts';
import { reviveAskedEnquiry } from './asked-enquiry.ts';
import { authorityObjection, limitObjection, onEnquiry } from './on-x142-enquiry.ts';
import { onRecoveryRequest } from './on-x150-recovery-request.ts';

export class AskedAuthority {
  /** By MRN. */
  readonly records = new Records<AskedEnquiry>('enquiries', reviveAskedEnquiry);
  private readonly setting: Setting;
  private readonly elsewhere: HeldElsewhere;

  constructor(setting: Setting, elsewhere: HeldElsewhere) {
    this.setting = setting;
    this.elsewhere = elsewhere;
  }

  /** Whether the matter is here and in this state. */
  is(mrn: string, status: AskedStatus): boolean {
    return this.records.get(mrn)?.status === status;
  }

  /** Whether a claim of this id was made here. */
  hasClaimed(mrn: string, claimId: string): boolean {
    return this.records.get(mrn)?.claim?.id === claimId;
  }

  isOpen(mrn: string): boolean {
    return this.records.open.has(mrn);
  }

  declarationOf(mrn: string): Declaration | undefined {
    return this.elsewhere.declarationOf(mrn);
  }

  /** X142: the office of destination answers where the goods have arrived (row A20); else an officer of the authority looks. */
  receiveEnquiry(message: MessageOf<'X142'>, at: Moment): void {
    const { mrn, enquirer } = message.body;
    const objection =
      limitObjection(message, this.setting) ??
      authorityObjection(message, enquirer, '/body/enquirer', this.setting);
    if (objection !== undefined) say(at.out, objection);
    else if (!this.elsewhere.answerEnquiry(mrn, message, at)) {
      const before = this.records.get(mrn);
      const step = onEnquiry(before, message, this.declarationOf(mrn), this.setting);
      this.write(mrn, step, at);
    }
  }

  /** X150. */
  receiveRecoveryRequest(message: MessageOf<'X150'>, at: Moment): void {
    const { mrn, office } = message.body;
    const before = this.records.get(mrn);
    const step =
      authorityObjection(message, office, '/body/office', this.setting) ??
      onRecoveryRequest(before, message, this.declarationOf(mrn), this.setting);
    this.write(mrn, step, at);
  }

  /** A message or decision about a matter that is here. */
  about(
    mrn: string,
    message: MessageOf<'N820' | 'X144' | 'X151' | 'X821'>,
    at: Moment,
    handle: (asked: AskedEnquiry) => Step<AskedEnquiry>,
  ): Step<AskedEnquiry> {
    const asked = this.records.get(mrn);
    const step = asked === undefined ? refuse(message, 'C201', '90') : handle(asked);
    this.write(mrn, step, at);
    return step;
  }

  /** A timer, or something that closes the matter: only where it is under way. */
  touch(mrn: string, at: Moment, handle: (asked: AskedEnquiry) => Step<AskedEnquiry>): boolean {
    const asked = this.records.open.get(mrn);
    if (asked !== undefined) this.write(mrn, handle(asked), at);
    return asked !== undefined;
  }

  /** A matter that is taken up again is under way, not closed. */
  private write(mrn: string, step: Step<AskedEnquiry>, { out }: Moment): void {
    const { open, closed } = this.records;
    if (step.state !== undefined && !open.has(mrn) && closed.has(mrn)) {
      out.put(closed, mrn, undefined);
    }
    this.records.apply(out, mrn, step);
  }
}
