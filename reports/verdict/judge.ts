/** Holds a scripted run against its script: what must be seen between each step and the next, judged from the journal alone. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import type { Entry } from '../../simulator/core/cell.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { known } from '../views/known-entry.ts';
import type { ExpectedMark, ExpectedScript, ExpectedState, ExpectedStep } from './expected.ts';
import { judgeMessages, judgeUnwanted } from './judge-messages.ts';
import { MessageLog } from './messages.ts';
import type { LearntName } from './names.ts';
import { Names } from './names.ts';
import { Parties } from './parties.ts';
import { ObjectStates } from './states.ts';
import type { StoryLine } from './story.ts';
import { storyOf } from './story.ts';
import { markWords, objectWords, stateWords } from './wording.ts';
import { clock, GIVEN_STEP, SAY, sumWords } from './words.ts';

/** What a step came to. */
export interface StepResult {
  readonly id: string;
  /** Counted from 1; 0 for what is given. */
  readonly number: number;
  readonly step: Bilingual;
  /** When it began; null where the run ended before. */
  readonly at: SimTime | null;
  readonly pass: boolean;
  readonly seen: readonly Bilingual[];
  readonly missing: readonly Bilingual[];
  /** The last messages of its window, for a step that failed. */
  readonly story: readonly StoryLine[];
}

/** Finding by finding, what was seen and what was missing. */
export class Findings {
  readonly seen: Bilingual[] = [];
  readonly missing: Bilingual[] = [];

  say(holds: boolean, yes: Bilingual, no: Bilingual): void {
    if (holds) this.seen.push(yes);
    else this.missing.push(no);
  }
}

/** Id of the result that stands for what is given. */
const GIVEN = 'given';

export class ScriptJudge {
  private readonly script: ExpectedScript;
  private readonly names = new Names();
  private readonly parties: Parties;
  private readonly messages = new MessageLog();
  private readonly states = new ObjectStates();
  private readonly done: StepResult[] = [];
  /** Number of the step whose window is open; -1 before the first. */
  private index = -1;
  private begun: SimTime | undefined;
  /** Facts of the window with a row, a rule or a name of interest. */
  private facts: Entry[] = [];
  private hindrance: string | undefined;

  constructor(script: ExpectedScript) {
    this.script = script;
    this.parties = new Parties(script, this.names);
  }

  step(entry: Entry, body: object | undefined): void {
    const fact = known(entry);
    if (fact.type === 'StepBegun') this.turn(fact.t);
    else if (fact.type === 'StepNotTaken') this.hindrance = fact.why;
    this.names.step(entry);
    this.states.step(entry);
    this.messages.step(entry, body);
    if (fact.type !== 'MessageSent' && fact.type !== 'MessageReceived') this.facts.push(entry);
  }

  /** The verdict, once the run is over. */
  results(): readonly StepResult[] {
    this.close();
    const begun = this.index + 1;
    const later = this.script.steps.slice(begun).map(({ id, step }, i) => ({
      ...{ id, number: begun + i + 1, step, at: null, pass: false, seen: [], story: [] },
      missing: [SAY.notBegun()],
    }));
    return [...this.done, ...later];
  }

  /** The author's names with the numbers that they stand for, in the order in which these were learnt. */
  learnt(): readonly LearntName[] {
    return this.names.all();
  }

  private turn(t: SimTime): void {
    this.close();
    this.index++;
    this.begun = t;
    this.facts = [];
    this.hindrance = undefined;
    this.messages.turn();
  }

  /** Judges the window that is open. */
  private close(): void {
    if (this.index < 0) {
      if (this.script.given.length > 0) this.done.push(this.judgeGiven());
      return;
    }
    const expected = this.script.steps[this.index];
    if (expected !== undefined && this.done.at(-1)?.id !== expected.id)
      this.done.push(this.judge(expected));
  }

  private judgeGiven(): StepResult {
    const findings = new Findings();
    for (const name of this.script.given)
      findings.say(this.names.isKnown(name), SAY.given(name), SAY.notGiven(name));
    return this.result({ id: GIVEN, step: GIVEN_STEP }, null, findings);
  }

  private judge({ id, step, expected }: ExpectedStep): StepResult {
    const findings = new Findings();
    const at = this.begun ?? 0;
    if (this.hindrance !== undefined) findings.missing.push(SAY.notTakenStep(this.hindrance));
    const { messages, names, parties } = this;
    const window = { messages: messages.window, names, parties, begun: at };
    judgeMessages(expected, window, findings);
    for (const mark of expected.rows) this.judgeMark(mark, rowIs, SAY.rowMissing, findings);
    for (const mark of expected.rules) this.judgeMark(mark, ruleIs, SAY.ruleMissing, findings);
    for (const mark of expected.facts) this.judgeMark(mark, typeIs, SAY.factMissing, findings);
    judgeUnwanted(expected, window, findings);
    for (const mark of expected.notMarks) this.judgeAbsence(mark, findings);
    for (const state of expected.states) this.judgeState(state, findings);
    for (const { name, sum } of expected.balances) this.judgeSum(name, sum, 'balance', findings);
    for (const { name, sum } of expected.exposures) this.judgeSum(name, sum, 'exposure', findings);
    return this.result({ id, step }, at, findings);
  }

  private result(
    { id, step }: Pick<ExpectedStep, 'id' | 'step'>,
    at: SimTime | null,
    { seen, missing }: Findings,
  ): StepResult {
    const pass = missing.length === 0;
    const story = pass ? [] : storyOf(this.messages.window);
    return { id, number: this.index + 1, step, at, pass, seen, missing, story };
  }

  private judgeMark(
    { line }: ExpectedMark,
    is: (entry: Entry, what: string) => boolean,
    missing: (words: Bilingual) => Bilingual,
    findings: Findings,
  ): void {
    const found = this.facts.some((entry) => is(entry, line.what) && this.fits(entry, line));
    const words = markWords(line);
    findings.say(found, words, missing(words));
  }

  private judgeAbsence({ line }: ExpectedMark, findings: Findings): void {
    const isOne = (entry: Entry): boolean =>
      rowIs(entry, line.what) || ruleIs(entry, line.what) || typeIs(entry, line.what);
    const found = this.facts.find((entry) => isOne(entry) && this.fits(entry, line));
    const words = markWords(line);
    const at = found === undefined ? '' : clock(found.t, this.begun);
    findings.say(found === undefined, SAY.notSeen(words), SAY.unwanted(words, at));
  }

  private fits(entry: Entry, { of, at }: ExpectedMark['line']): boolean {
    return (
      (of === undefined || this.names.isAbout(entry, of)) &&
      (at === undefined || this.parties.isAt(entry.n, entry['office'], at))
    );
  }

  private judgeState({ line, state: wanted }: ExpectedState, findings: Findings): void {
    const state = this.stateOf(line);
    const object = objectWords(line);
    const no =
      state === undefined
        ? SAY.noObject(object)
        : SAY.otherState(object, stateWords(state), stateWords(wanted));
    findings.say(state === wanted, SAY.state(object, stateWords(wanted)), no);
  }

  private stateOf({ name, at, under }: ExpectedState['line']): string | undefined {
    const { names, states, parties } = this;
    const [mrn, lrn] = [names.of(name, 'mrn'), names.of(name, 'lrn')];
    if (under !== undefined) {
      const grn = names.of(under, 'grn');
      return states.find((one) => one.machine === 'usage' && one.mrn === mrn && one.grn === grn);
    }
    if (at !== undefined)
      return states.find(
        ({ machine, mrn: own, node, office }) =>
          (machine === 'transit' || machine === 'destination') &&
          own === mrn &&
          parties.isAt(node, office, at),
      );
    const [grn, application] = [names.of(name, 'grn'), names.of(name, 'application')];
    return states.find((one) =>
      one.machine === 'guarantee'
        ? one.grn === grn || one.application === application
        : one.machine === 'departure' && (one.mrn === mrn || one.lrn === lrn),
    );
  }

  private judgeSum(
    name: string,
    wanted: number,
    which: 'balance' | 'exposure',
    findings: Findings,
  ): void {
    const sums = this.states.sumsOf(this.names.of(name, 'grn') ?? '');
    if (sums === undefined) {
      findings.missing.push(SAY.noObject(name));
      return;
    }
    const [yes, no] =
      which === 'balance' ? [SAY.balance, SAY.otherBalance] : [SAY.exposure, SAY.otherExposure];
    const found = sums[which];
    const [is, ought] = [sumWords(found), sumWords(wanted)];
    findings.say(found === wanted, yes(name, is), no(name, is, ought));
  }
}

const rowIs = (entry: Entry, row: string): boolean => entry.row === row;
const typeIs = (entry: Entry, type: string): boolean => entry.type === type;

/** Refusals of a message with several defects list their rules. */
function ruleIs(entry: Entry, rule: string): boolean {
  const { rules } = entry;
  return entry.rule === rule || (Array.isArray(rules) && rules.includes(rule));
}
