/** Before the load: traders apply for accounts and guarantees, and officers grant them. Settles when every trader has his guarantee. */
import type { Message } from '../../simulator/core/participant.ts';
import type { Body } from '../../nodes/common/message-types.ts';
import type { SchemeParameters } from '../../nodes/common/parameters.ts';
import type { Letter, Trader } from '../town/letters.ts';
import { accountApplication, decisionOn, guaranteeApplication } from '../town/letters.ts';
import type { Cover } from '../town/routes.ts';

/** A trader who is to have a guarantee. */
export interface Applicant {
  readonly trader: Trader;
  /** In the scheme currency. */
  readonly referenceAmount: number;
}

export interface Insured extends Applicant {
  readonly cover: Cover;
}

/** Work items that the granting of accounts and guarantees consists of. */
const GRANTING: ReadonlySet<string> = new Set([
  ...['accountReview', 'accountConfirmation', 'authorisationReview', 'guaranteeReview'],
]);

export class Opening {
  readonly insured: Insured[] = [];
  private readonly waiting: Map<string, Applicant>;
  private readonly scheme: SchemeParameters;
  private readonly post: (letter: Letter) => void;
  private onEnd: (refusal: string | undefined) => void = () => undefined;

  constructor(
    applicants: readonly Applicant[],
    scheme: SchemeParameters,
    post: (letter: Letter) => void,
  ) {
    this.waiting = new Map(applicants.map((applicant) => [applicant.trader.tin, applicant]));
    this.scheme = scheme;
    this.post = post;
  }

  /** TINs of traders who have no guarantee yet. */
  get missing(): string[] {
    return [...this.waiting.keys()];
  }

  /** @returns why it cannot be; undefined where all have what they need. */
  begin(): Promise<string | undefined> {
    for (const { trader } of this.waiting.values()) this.post(accountApplication(trader));
    return new Promise((resolve) => (this.onEnd = resolve));
  }

  onMessage(country: string, message: Message): void {
    const { messageType, body } = message;
    switch (messageType) {
      case 'N810':
        if (isGranting(message)) this.post(decisionOn(country, message));
        return;
      case 'A802':
        this.onAccount(body as Body<'A802'>);
        return;
      case 'G812':
        this.onGuarantee(body as Body<'G812'>);
        return;
      case 'S906':
      case 'S917':
        this.onEnd(`${message.sender} refuses what a trader applied for: ${JSON.stringify(body)}`);
        return;
    }
  }

  /** A door does not take what was handed in. */
  onRefused(rule: string): void {
    this.onEnd(`the door does not take what a trader applies for, or an officer decides (${rule})`);
  }

  private onAccount({ tin, decision, reason = '' }: Body<'A802'>): void {
    const applicant = this.waiting.get(tin);
    if (applicant === undefined) return;
    const { trader, referenceAmount } = applicant;
    if (decision === 1) this.post(guaranteeApplication(trader, referenceAmount, this.scheme));
    else this.onEnd(`the account of ${tin} is refused (A802) ${reason}`);
  }

  private onGuarantee({ tin, grn, accessCode, reason = '' }: Body<'G812'>): void {
    const applicant = this.waiting.get(tin);
    if (applicant === undefined) return;
    if (grn === undefined || accessCode === undefined) {
      this.onEnd(`the guarantee of ${tin} is refused (G812) ${reason}`);
      return;
    }
    this.waiting.delete(tin);
    this.insured.push({ ...applicant, cover: { grn, accessCode } });
    if (this.waiting.size === 0) this.onEnd(undefined);
  }
}

export const isGranting = ({ body }: Message): boolean => GRANTING.has((body as Body<'N810'>).kind);
