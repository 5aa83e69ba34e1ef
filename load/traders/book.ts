/**
 * What traders have declared, under which guarantees, and what the specification says must come of it. Every answer of an office is held against it;
 * so is what the office says of a guarantee. Knows no clock and no door.
 */
import { parseMrn } from '../../nodes/common/numbers/mrn.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FindingKind } from '../report/load-report.ts';
import type { Expected } from './cases.ts';
import type { Bounds, Look } from './guarantee-book.ts';
import type { GuaranteeBook } from './guarantee-book.ts';

export interface Entry {
  readonly lrn: string;
  /** Of the message that declared it. */
  readonly messageId: string;
  readonly expected: Expected;
  /** The guarantee that it may use; undefined where the declaration names none that there is, or not by its code. */
  readonly guarantee: GuaranteeBook | undefined;
  /** In cents. */
  readonly amount: number;
}

type Stage = 'declared' | 'accepted' | 'released' | 'givingBack' | 'uncovered' | 'over';

interface Open extends Entry {
  readonly look: Look | undefined;
  stage: Stage;
  mrn: string;
}

/** An office's answer to a question about a guarantee. */
export interface Standing {
  /** In cents; undefined where it gave reasons instead. */
  readonly exposure: number | undefined;
  readonly referenceAmount: number;
}

export class Book {
  /** Declarations, and answers that released or refused them. */
  declared = 0;
  released = 0;
  refused = 0;
  /** Of those refused: by their guarantee (T055). */
  uncovered = 0;
  /** Answers about guarantees: those that had to be one amount exactly, and those that had to lie between two. */
  exact = 0;
  bounded = 0;
  private readonly ledger: Ledger;
  private readonly open = new Map<string, Open>();
  /** LRNs of those that wait for their release, or for a refusal. */
  private readonly waiting = new Set<string>();
  private readonly mrns = new Map<string, string>();
  private readonly questions = new Map<
    string,
    { readonly of: GuaranteeBook; readonly look: Look }
  >();

  /** @param ledger of the load; what is found goes there. */
  constructor(ledger: Ledger) {
    this.ledger = ledger;
  }

  /** Declarations that no answer has released or refused yet. */
  get undecided(): number {
    return this.waiting.size;
  }

  get openQuestions(): number {
    return this.questions.size;
  }

  /** T015 leaves. */
  onDeclared(entry: Entry): void {
    const { guarantee, amount } = entry;
    this.declared++;
    this.waiting.add(entry.lrn);
    guarantee?.mayReserve(amount);
    this.open.set(entry.lrn, { ...entry, look: guarantee?.look(), stage: 'declared', mrn: '' });
  }

  /** T028. @returns whether the movement goes on. */
  onAccepted(lrn: string, mrn: string): boolean {
    const open = this.answered(lrn, 'T028');
    if (open === undefined) return false;
    if (open.stage !== 'declared') return this.unfit(open, 'T028', 'D9');
    const owner = this.mrns.get(mrn);
    const parsed = parseMrn(mrn, '/body/mrn');
    open.mrn = mrn;
    open.stage = 'accepted';
    this.mrns.set(mrn, lrn);
    if (owner !== undefined)
      this.find('doubled', 'D9', open, 'T028', `gets the MRN ${mrn}, which ${owner} has`);
    else if (!parsed.ok)
      this.find(
        'altered',
        parsed.error.code ?? 'C301',
        open,
        'T028',
        `gets ${mrn}, which is no MRN`,
      );
    if (open.expected.comes !== 'rejection') return true;
    const { rule } = open.expected;
    this.find('wronglyTaken', rule, open, 'T028', `breaks ${rule} and was accepted (T028)`);
    return this.end(open);
  }

  /** T029. @returns whether the movement goes on. */
  onReleased(lrn: string, mrn: string): boolean {
    const open = this.answered(lrn, 'T029');
    if (open === undefined) return false;
    if (open.stage === 'released' || open.stage === 'givingBack') {
      this.find('doubled', 'D20', open, 'T029', 'was released (T029) a second time');
      return false;
    }
    this.released++;
    this.waiting.delete(lrn);
    if (open.stage !== 'accepted' || mrn !== open.mrn) return this.unfit(open, 'T029', 'D20');
    const wrong = this.whyNotReleased(open);
    if (wrong === undefined) {
      open.stage = 'released';
      open.guarantee?.reserved(open.amount);
      return true;
    }
    const [rule, why] = wrong;
    this.find('wrongRelease', rule, open, 'T029', `was released (T029), though ${why}`);
    // Whether the office has reserved its amount nobody knows: it may have.
    open.stage = 'over';
    return false;
  }

  /** T055. @param reasons of CL252. */
  onCoverRefused(lrn: string, reasons: readonly string[]): void {
    const open = this.answered(lrn, 'T055');
    if (open === undefined) return;
    this.refused++;
    this.waiting.delete(lrn);
    this.uncovered++;
    if (open.stage !== 'accepted') {
      this.unfit(open, 'T055', 'D21');
      return;
    }
    const { expected, guarantee, amount } = open;
    const said = reasons.join(', ');
    if (expected.comes === 'noCover') {
      if (said !== expected.reason)
        this.find(
          ...(['wronglyTaken', expected.rule, open, 'T055'] as const),
          `breaks ${expected.rule} (${expected.reason}) and was refused for ${said}`,
        );
    } else if (expected.comes !== 'asCovered' || said !== 'G09')
      this.find('wrongRelease', 'D20', open, 'T055', `was refused for ${said} (T055) ${RIGHTLY}`);
    else {
      const { most } = this.boundsOf(open);
      if (guarantee !== undefined && most <= guarantee.referenceAmount)
        this.find(
          ...(['wrongRelease', 'C410', open, 'T055'] as const),
          `was refused for want of cover (T055), though at most ${money(most)} of ${money(guarantee.referenceAmount)} were taken with it`,
        );
    }
    guarantee?.gaveBack(amount);
    open.stage = 'uncovered';
  }

  /** T051. */
  onDenied(lrn: string): void {
    const open = this.answered(lrn, 'T051');
    if (open === undefined) return;
    const { stage, expected, guarantee, amount } = open;
    // Row D24: nobody has amended the guarantee in time.
    if (stage === 'uncovered') {
      this.end(open);
      return;
    }
    this.refused++;
    this.waiting.delete(lrn);
    if (stage !== 'accepted') this.unfit(open, 'T051', 'D19');
    else {
      if (expected.comes !== 'denial')
        this.find('wrongRelease', 'D20', open, 'T051', `was not released (T051) ${RIGHTLY}`);
      guarantee?.gaveBack(amount);
    }
    this.end(open);
  }

  /** T056 to a declaration. @param rules broken. */
  onRejected(lrn: string, rules: readonly string[]): void {
    const open = this.answered(lrn, 'T056');
    if (open === undefined) return;
    this.refused++;
    this.waiting.delete(lrn);
    const { stage, expected, guarantee, amount } = open;
    const said = rules.join(', ');
    if (stage !== 'declared') {
      this.unfit(open, 'T056', 'D1');
      return;
    }
    if (expected.comes !== 'rejection')
      this.find(
        'wronglyRefused',
        said,
        open,
        'T056',
        `keeps the rules and was rejected for ${said}`,
      );
    else if (said !== expected.rule)
      this.find(
        ...(['wronglyTaken', expected.rule, open, 'T056'] as const),
        `breaks ${expected.rule} and was rejected for ${said}`,
      );
    guarantee?.gaveBack(amount);
    this.end(open);
  }

  /** Something leaves that leads to the write-off, or to the invalidation. */
  onGivingBack(lrn: string): void {
    const open = this.open.get(lrn);
    if (open?.stage !== 'released') return;
    open.guarantee?.mayGiveBack(open.amount);
    open.stage = 'givingBack';
  }

  /** T045, or T009 of a released movement. */
  onGivenBack(lrn: string, messageType: 'T045' | 'T009'): void {
    const open = this.answered(lrn, messageType);
    if (open === undefined) return;
    if (open.stage !== 'givingBack') {
      this.unfit(open, messageType, messageType === 'T045' ? 'D33' : 'D26');
      return;
    }
    open.guarantee?.gaveBack(open.amount);
    this.end(open);
  }

  /** G034 leaves. */
  onAsked(messageId: string, of: GuaranteeBook): void {
    this.questions.set(messageId, { of, look: of.look() });
  }

  /** G037: the office must stand where the movements under way leave it. @param messageId of the question. */
  onStanding(messageId: string, { exposure, referenceAmount }: Standing): void {
    const question = this.questions.get(messageId);
    if (question === undefined) return;
    this.ledger.answers++;
    this.questions.delete(messageId);
    const { of, look } = question;
    const { least, most } = of.since(look);
    if (least === most) this.exact++;
    else this.bounded++;
    const about = { id: messageId, type: 'G037' };
    if (exposure === undefined || referenceAmount !== of.referenceAmount) {
      const detail = `the office does not know ${of.grn} over ${money(of.referenceAmount)}`;
      this.ledger.onFinding('unbalanced', 'G5', about, detail);
    } else if (exposure < least || exposure > most || exposure > of.referenceAmount) {
      const should = least === most ? money(least) : `between ${money(least)} and ${money(most)}`;
      const detail = `the office says that ${money(exposure)} of ${of.grn} are used; its movements under way make ${should}`;
      this.ledger.onFinding('unbalanced', 'C410', about, detail);
    }
  }

  /** A door has not taken a question. */
  onUntaken(messageId: string): void {
    this.questions.delete(messageId);
  }

  /** A message of it was refused that must not be: what comes of it now nobody knows, and its amount may be held. */
  onGivenUp(lrn: string): void {
    this.waiting.delete(lrn);
    const open = this.open.get(lrn);
    if (open === undefined) return;
    if (open.stage === 'released') open.guarantee?.mayGiveBack(open.amount);
    open.stage = 'over';
  }

  /** At the end: whoever has no answer now has none. */
  close(): void {
    for (const lrn of this.waiting) {
      const open = this.open.get(lrn)!;
      const row = open.stage === 'declared' ? 'D3' : 'D14';
      this.find('unanswered', row, open, 'T015', 'was neither released nor refused');
    }
    for (const [id, { of }] of this.questions)
      this.ledger.onFinding(
        'unanswered',
        'G034',
        { id, type: 'G034' },
        `nothing was said of ${of.grn}`,
      );
  }

  /** The rule that a release breaks, and why it does; undefined where it may be released. */
  private whyNotReleased(open: Open): readonly [rule: string, why: string] | undefined {
    const { expected, guarantee, amount } = open;
    switch (expected.comes) {
      case 'noCover':
        return [
          expected.rule,
          `its guarantee is not to be had: ${expected.rule} asks for T055 (${expected.reason}, row D21)`,
        ];
      case 'rejection':
        return [expected.rule, `it breaks ${expected.rule}, which asks for T056`];
      case 'denial':
        return ['D19', 'the officer reported B1, which asks for T051'];
      case 'asCovered': {
        const { least } = this.boundsOf(open);
        const of = guarantee?.referenceAmount ?? Infinity;
        if (least + amount <= of) return undefined;
        return [
          'C410',
          `${money(least)} of ${money(of)} were taken, and ${money(amount)} are more than is left: C410 asks for T055 (G09, row D21)`,
        ];
      }
    }
  }

  /** What others held while it was asked for; `most` with its own amount. */
  private boundsOf({ guarantee, look }: Open): Bounds {
    return guarantee === undefined || look === undefined
      ? { least: 0, most: 0 }
      : guarantee.since(look);
  }

  private answered(lrn: string, messageType: string): Open | undefined {
    this.ledger.answers++;
    const open = this.open.get(lrn);
    if (open !== undefined) return open;
    const detail = `${messageType} about ${lrn}, of which nothing is open`;
    this.ledger.onFinding('altered', 'C202', { id: '', type: messageType }, detail);
    return undefined;
  }

  /** An answer that the movement's state does not allow. */
  private unfit(open: Open, messageType: string, row: string): false {
    const kind = messageType === 'T029' ? 'wrongRelease' : 'wronglyTaken';
    const detail = `gets ${messageType} (row ${row}) when it is ${open.stage}`;
    this.find(kind, row, open, messageType, detail);
    return false;
  }

  private end(open: Open): false {
    this.waiting.delete(open.lrn);
    this.open.delete(open.lrn);
    return false;
  }

  private find(
    kind: FindingKind,
    rule: string,
    { lrn, mrn, messageId }: Open,
    type: string,
    detail: string,
  ): void {
    const about = { id: messageId, type, mrn: mrn === '' ? undefined : mrn };
    const named = mrn === '' ? lrn : `${lrn} (${mrn})`;
    this.ledger.onFinding(kind, rule, about, `${named} ${detail}`);
  }
}

const RIGHTLY = 'though nothing speaks against its release (row D20)';
const money = (cents: number): string => (cents / 100).toFixed(2);
