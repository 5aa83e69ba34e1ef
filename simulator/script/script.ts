/** A script at work: everybody outside the nodes does step by step what a scenario says, and learns the numbers that customs allot. Knows no truck. */
import { SCHEMA_VERSION } from '../../nodes/common/limits.ts';
import type { Body } from '../../nodes/common/message-types.ts';
import { isMessageCode, MESSAGE_TYPES } from '../../nodes/common/message-types.ts';
import { ICE } from '../../nodes/common/routing.ts';
import type { TaskKind } from '../../nodes/common/tasks.ts';
import { Drafts } from '../core/drafts.ts';
import type { Message, Outcome } from '../core/participant.ts';
import type { Row } from '../core/table.ts';
import { asIs, Table } from '../core/table.ts';
import type { SimTime } from '../core/time.ts';
import { isoUtc } from '../core/time.ts';
import { worldFact } from '../core/world-facts.ts';
import { act } from './acts.ts';
import { changed, Unknown } from './change.ts';
import type { Asked } from './deciding.ts';
import { learnFrom } from './learning.ts';
import type { Act, ActOf, Change, StepSpec } from './parameters.ts';
import type { Letter, ScriptGiven } from './stage.ts';
import { Stage } from './stage.ts';
import { applyForAccount, applyForAuthorisation, applyForGuarantee } from './trading.ts';

/** Timer of the script; its key is the step's number. */
export const STEP_TIMER = 'script.step';

interface Progress {
  /** Messages sent so far: numbers them. */
  readonly sent: number;
  /** The step taken last; -1 before the first. */
  readonly step: number;
}

const ONLY = 'only';
const BEFORE: Progress = { sent: 0, step: -1 };

export class Script {
  readonly tables: readonly Table<Row>[];
  private readonly stage: Stage;
  private readonly progress = new Drafts(new Table<Progress>('scriptProgress', asIs));
  /** By step id: for steps that repeat it. */
  private readonly sent = new Drafts(new Table<Message>('scriptSent', asIs));
  /** By kind, name and office: questions that the script answers itself. */
  private readonly asked = new Drafts(new Table<Asked>('scriptAsked', asIs));

  constructor(given: ScriptGiven) {
    this.stage = new Stage(given);
    const { progress, sent, asked } = this;
    this.tables = [...this.stage.tables, progress.table, sent.table, asked.table];
  }

  private get steps(): readonly StepSpec[] {
    return this.stage.given.spec.steps;
  }

  begin(now: SimTime, out: Outcome): void {
    this.stage.begin(now, out);
  }

  /** Hands what the step wrote to its outcome. */
  flush(out: Outcome): void {
    for (const one of [this.stage.names, this.progress, this.sent, this.asked]) one.flush(out);
  }

  /** Whoever is given applies for what he is to have; the steps come at their instants. */
  start(): void {
    const { stage } = this;
    for (const [name, { tin, approved }] of Object.entries(stage.given.spec.traders)) {
      stage.learnt(name, 'tin', tin);
      if (approved) this.post(applyForAccount(stage, name), {});
    }
    this.steps.forEach(({ at }, i) => stage.out.startTimer(STEP_TIMER, String(i), at));
  }

  /** A step begins; who cannot act in it says why. */
  onStep(key: string): void {
    const { stage } = this;
    const index = Number(key);
    const step = this.steps[index]!;
    const { id } = step;
    this.progress.set(ONLY, { ...this.now(), step: index });
    stage.out.fact(worldFact({ type: 'StepBegun', step: id }));
    if (step.act === undefined) return;
    try {
      if (step.act.does === 'repeats') this.repeat(step.act.name, id);
      else this.take(step.act, step);
    } catch (error) {
      if (!(error instanceof Unknown)) throw error;
      stage.out.fact(worldFact({ type: 'StepNotTaken', step: id, why: error.message }));
    }
  }

  private take(doing: Exclude<Act, ActOf<'repeats'>>, { id, change }: StepSpec): void {
    const { stage } = this;
    const asked = doing.does === 'decides' ? this.findAsked(doing) : undefined;
    const message = this.post(act(stage, doing, change, asked), change);
    this.sent.set(id, message);
    if (doing.does === 'appliesForGuarantee') this.noteApplication(doing.name, message);
  }

  /** A message of the exchange comes again as it was; whoever sends one inside a country again sends a new one that says the same. */
  private repeat(step: string, id: string): void {
    const message = this.sent.get(step);
    if (message === undefined) throw new Unknown(`nothing was sent in the step ${step}`);
    const again = isExchanged(message)
      ? message
      : { ...message, messageId: this.nextId(), sentAt: isoUtc(this.stage.now) };
    this.dispatch(again);
    this.sent.set(id, again);
  }

  private nextId(): string {
    const number = this.now().sent + 1;
    this.progress.set(ONLY, { ...this.now(), sent: number });
    return `SCRIPT-n${String(number)}`;
  }

  /** What is said in a node's name goes to ICE, as its own messages do. */
  private dispatch(message: Message): void {
    const { effects } = this.stage.out;
    if (!isExchanged(message)) {
      effects.push({ kind: 'post', message });
      return;
    }
    effects.push({ kind: 'post', message, held: true }, { kind: 'relay', message, to: ICE });
  }

  /** A message of the script has its own number, so that it can be sent again and answers find it. */
  private post({ type, from, to, body, mrn, lrn, correlationId }: Letter, change: Change): Message {
    const { stage } = this;
    const plain = {
      messageId: this.nextId(),
      messageType: type,
      sender: from,
      recipient: to,
      sentAt: isoUtc(stage.now),
      schemaVersion: SCHEMA_VERSION,
      ...(correlationId === undefined ? {} : { correlationId }),
      ...(mrn === undefined || mrn === '' ? {} : { mrn }),
      ...(lrn === undefined ? {} : { lrn }),
      body,
    };
    const message = changed(plain, change, stage) as Message;
    this.dispatch(message);
    return message;
  }

  /** Customs know an application by the message it came in. */
  private noteApplication(name: string, { messageId }: Message): void {
    const { stage } = this;
    stage.set(name, { ...stage.of('guarantee', name), application: messageId });
    stage.learnt(name, 'application', messageId);
  }

  /**
   * A message to somebody whom the script plays.
   * @returns whether it is the script's: then nobody else in the world acts on it.
   */
  onMessage(message: Message): boolean {
    const { stage } = this;
    const learnt = learnFrom(stage, message);
    if (learnt.trader !== undefined) this.continueGiven(learnt.trader);
    return learnt.isOurs;
  }

  /** The next thing that is given to a trader, once he has his account and awaits nothing. */
  private continueGiven(trader: string): void {
    const { stage } = this;
    const row = stage.row(trader);
    if (row?.kind !== 'trader' || row.account !== 'approved' || row.awaits !== '') return;
    const { authorisations, guarantees } = stage.given.spec;
    const next = ([name, { of, granted }]: [string, { of: string; granted: boolean }]): boolean =>
      granted && of === trader && stage.row(name) === undefined;
    const authorisation = Object.entries(authorisations).find(next)?.[0];
    if (authorisation !== undefined) {
      this.post(applyForAuthorisation(stage, authorisation), {});
      return;
    }
    const guarantee = Object.entries(guarantees).find(next)?.[0];
    if (guarantee === undefined) return;
    const { change } = guarantees[guarantee]!;
    this.noteApplication(guarantee, this.post(applyForGuarantee(stage, guarantee), change));
  }

  /**
   * N810: an officer is asked.
   * @returns whether a step still to come decides it: then it is left to the script.
   */
  onWorkItem(message: Message): boolean {
    const { task, kind, office } = message.body as Body<'N810'>;
    if (this.isSilenced(task, kind)) return true;
    const name = this.nameOf(message);
    if (name === undefined) return false;
    const later = this.steps.slice(this.now().step + 1).map((step) => step.act);
    const isKept = later.some((act) => act?.does === 'decides' && isAbout(act, kind, name, office));
    if (!isKept) return false;
    const { sender: node, messageId } = message;
    const asked = { task, kind: kind as TaskKind, name, office, node, messageId };
    this.asked.set(askedKey(asked), asked);
    return true;
  }

  /** The account of an insurer who is to stay silent: nobody ever decides on it. */
  private isSilenced(task: string, kind: string): boolean {
    const { spec, guarantorTins } = this.stage.given;
    const tin = task.slice(kind.length + 1);
    return (
      spec.insurers === 'silent' &&
      kind === 'accountReview' &&
      Object.values(guarantorTins).includes(tin)
    );
  }

  /** Whom or what a task is about, by the number in it or before it. */
  private nameOf({ mrn, lrn, body }: Message): string | undefined {
    const { task, kind } = body as Body<'N810'>;
    const key = task.slice(kind.length + 1);
    for (const [name, row] of this.rows()) {
      switch (row.kind) {
        case 'movement':
          if (mrn === undefined ? row.lrn === lrn : row.mrn === mrn) return name;
          break;
        case 'trader':
          if (kind.startsWith('account') && row.tin === key) return name;
          break;
        case 'guarantee':
          if (row.application === key || (row.grn !== '' && row.grn === key)) return name;
          break;
        case 'authorisation':
          if (kind === 'authorisationReview' && this.isAuthorisation(name, key)) return name;
          break;
      }
    }
    return undefined;
  }

  /** The authorisation that a trader awaits. */
  private isAuthorisation(name: string, key: string): boolean {
    const { spec } = this.stage.given;
    const of = spec.authorisations[name]?.of ?? '';
    const row = this.stage.row(of);
    return row?.kind === 'trader' && row.awaits === name && key.startsWith(row.tin);
  }

  private *rows() {
    for (const [name] of this.stage.names.table.entries()) {
      const row = this.stage.row(name);
      if (row !== undefined) yield [name, row] as const;
    }
  }

  /** The question that a decision answers: the one asked last. */
  private findAsked(act: Act & { does: 'decides' }): Asked | undefined {
    let found: Asked | undefined;
    for (const [, asked] of this.asked.table.entries())
      if (isAbout(act, asked.kind, asked.name, asked.office)) found = asked;
    return found;
  }

  private now(): Progress {
    return this.progress.get(ONLY) ?? BEFORE;
  }
}

/** Sent by a node, of a type that goes through ICE. */
const isExchanged = ({ messageType, sender }: Message): boolean =>
  /^[A-Z]{3}$/.test(sender) && isMessageCode(messageType) && MESSAGE_TYPES[messageType].exchange;

const askedKey = ({ kind, name, office }: Asked): string => `${kind} ${name} ${office}`;

function isAbout(
  act: Act & { does: 'decides' },
  kind: string,
  name: string,
  office: string,
): boolean {
  return act.kind === kind && act.name === name && (act.office === '' || act.office === office);
}
