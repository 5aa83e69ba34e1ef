/** The node's list of open questions to officers: opened by N810, answered by N820 or N017, withdrawn by N811. Whoever decides holds his own list. */
import type { Outcome, Send } from '../../simulator/core/participant.ts';
import { asIs, Table } from '../../simulator/core/table.ts';
import { DECISIONS, isTaskKind, onOwnAccount } from '../common/tasks.ts';
import type { CustomsFact } from '../common/facts.ts';
import type { TaskKind } from '../common/tasks.ts';
import type { Body } from '../common/message-types.ts';
import type { MessageOf, Moment, Objection, Task } from '../common/step.ts';
import { refuse, say } from '../common/step.ts';

/** What an officer says of a task. */
export interface Answer {
  readonly task: string;
  readonly office: string;
  readonly officer: string;
  readonly decision: string;
  readonly result?: string;
}

export class TaskList {
  readonly open = new Table<Task>('tasks', asIs);
  /** What departments have against an answer, by kind of task. */
  readonly objections = new Map<TaskKind, Objection>();

  /** Notes what leaves for the work lists in a step: new questions and withdrawn ones. */
  note(out: Outcome): void {
    const { effects } = out;
    for (let i = 0; i < effects.length; i++) {
      const effect = effects[i];
      if (effect?.kind !== 'send') continue;
      if (effect.messageType === 'N810') this.noteOpened(effect, out);
      else if (effect.messageType === 'N811') this.noteWithdrawn(effect, out);
    }
  }

  /**
   * Takes an officer's answer, or refuses it (S906).
   * @param kind the only kind of task that this message answers.
   * @returns the task, which is open no more; undefined where it is refused.
   */
  answer(
    message: MessageOf<'N820' | 'N017'>,
    answer: Answer,
    { out }: Moment,
    kind?: TaskKind,
  ): Task | undefined {
    const named = this.open.get(answer.task) ?? standing(answer);
    const task = kind === undefined || named?.kind === kind ? named : undefined;
    const refusal = this.objection(message, task, answer);
    if (refusal !== undefined || task === undefined) {
      if (refusal !== undefined) say(out, refusal);
      return undefined;
    }
    const { task: id, officer, decision, result } = answer;
    const said = { task: id, kind: task.kind, office: task.office, officer, decision };
    const fact = { type: 'TaskDecided', ...said } as const satisfies CustomsFact;
    if (this.open.has(id)) out.put(this.open, id, undefined);
    out.fact(naming(task, result === undefined ? fact : { ...fact, result }));
    return task;
  }

  /** What speaks against an answer: the task is not open (C202), not his (C505), does not allow the decision (C103), or its department objects. */
  private objection(message: MessageOf<'N820' | 'N017'>, task: Task | undefined, answer: Answer) {
    if (task === undefined) return refuse(message, 'C202', '92');
    if (task.office !== answer.office) return refuse(message, 'C505', '14', '/body/office');
    // What a control report may say is for its department to judge (rule C330).
    if (message.messageType === 'N017' || DECISIONS[task.kind].includes(answer.decision)) {
      return this.objections.get(task.kind)?.(task, message);
    }
    return refuse(message, 'C103', '12', '/body/decision');
  }

  private noteOpened(send: Send, out: Outcome): void {
    const { task, kind, office, proposed, channel } = send.body as Body<'N810'>;
    if (!isTaskKind(kind)) throw new RangeError(`no kind of task: ${kind}`);
    // Asked again, because an answer was refused: it has been on the list all the time.
    if (this.open.has(task) && !out.puts.some((put) => put.table === this.open && put.key === task))
      return;
    const key = task.slice(kind.length + 1);
    out.put(this.open, task, naming(send, { kind, key, office }));
    out.fact(
      naming(send, {
        type: 'TaskOpened',
        task,
        kind,
        office,
        proposed,
        channel,
      } as const satisfies CustomsFact),
    );
  }

  private noteWithdrawn(send: Send, out: Outcome): void {
    const { task } = send.body as Body<'N811'>;
    const open = this.open.get(task);
    if (open === undefined) return;
    out.put(this.open, task, undefined);
    const { kind, office } = open;
    out.fact(
      naming(open, { type: 'TaskWithdrawn', task, kind, office } as const satisfies CustomsFact),
    );
  }
}

/** What an officer decides on his own account, at the office that he names; whoever takes the decision knows whether there is such a record. */
function standing({ task, office }: Answer): Task | undefined {
  const own = onOwnAccount(task);
  return own === undefined ? undefined : { kind: own.kind, key: own.key, office };
}

/** Gives a new object the references of another, where it has them. */
function naming<T extends object>(
  from: { readonly mrn?: string; readonly lrn?: string },
  fresh: T,
): T & { mrn?: string; lrn?: string } {
  const named: T & { mrn?: string; lrn?: string } = fresh;
  if (from.mrn !== undefined) named.mrn = from.mrn;
  if (from.lrn !== undefined) named.lrn = from.lrn;
  return named;
}
