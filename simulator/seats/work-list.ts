/** The work list of each office: tasks in order of arrival, joined, left and taken from anywhere at the same small cost. */
import type { Drafts } from '../core/drafts.ts';
import type { Desk, Task } from './desk.ts';
import { EMPTY_DESK } from './desk.ts';

export class WorkLists {
  readonly desks: Drafts<Desk>;
  readonly tasks: Drafts<Task>;

  constructor(desks: Drafts<Desk>, tasks: Drafts<Task>) {
    this.desks = desks;
    this.tasks = tasks;
  }

  desk(office: string): Desk {
    return this.desks.get(office) ?? EMPTY_DESK;
  }

  /** Puts a task at the end of its office's list. */
  append(office: string, key: string, task: Task): void {
    const desk = this.desk(office);
    this.tasks.set(key, task.with({ state: 'waiting', before: desk.tail, behind: '' }));
    if (desk.tail !== '') this.tasks.set(desk.tail, this.tasks.of(desk.tail).with({ behind: key }));
    this.desks.set(
      office,
      desk.with({ head: desk.head === '' ? key : desk.head, tail: key, waiting: desk.waiting + 1 }),
    );
  }

  /** Puts a task at the front: somebody had it in hand and lays it down. */
  prepend(office: string, key: string, task: Task): void {
    const desk = this.desk(office);
    this.tasks.set(key, task.with({ state: 'waiting', before: '', behind: desk.head }));
    if (desk.head !== '') this.tasks.set(desk.head, this.tasks.of(desk.head).with({ before: key }));
    this.desks.set(
      office,
      desk.with({ head: key, tail: desk.tail === '' ? key : desk.tail, waiting: desk.waiting + 1 }),
    );
  }

  /** Takes a waiting task off the list; its row stays. */
  unlink(office: string, key: string): Task {
    const desk = this.desk(office);
    const task = this.tasks.of(key);
    const { before, behind } = task;
    if (before !== '') this.tasks.set(before, this.tasks.of(before).with({ behind }));
    if (behind !== '') this.tasks.set(behind, this.tasks.of(behind).with({ before }));
    this.desks.set(
      office,
      desk.with({
        head: before === '' ? behind : desk.head,
        tail: behind === '' ? before : desk.tail,
        waiting: desk.waiting - 1,
      }),
    );
    return task;
  }

  /** A bot takes a task in hand that is on no list. */
  take(office: string, key: string, task: Task, state: 'atOfficer' | 'atLane'): void {
    const desk = this.desk(office);
    this.tasks.set(key, task.with({ state, before: '', behind: '' }));
    const busy = desk.busy + (state === 'atOfficer' ? 1 : 0);
    this.desks.set(office, desk.with({ inHand: [...desk.inHand, key], busy }));
  }

  /** A bot lets go of a task that it had in hand; its row stays. */
  letGo(office: string, key: string): Task {
    const desk = this.desk(office);
    const task = this.tasks.of(key);
    const busy = desk.busy - (task.state === 'atOfficer' ? 1 : 0);
    this.desks.set(
      office,
      desk.with({ inHand: desk.inHand.filter((other) => other !== key), busy }),
    );
    return task;
  }
}
