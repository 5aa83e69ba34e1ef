/** All invariants, and the watch that holds a run to them while it happens: each entry goes to the checkers that want its kind, and to no other. */
import type { Bilingual } from '../../../nodes/common/bilingual.ts';
import { both } from '../../../nodes/common/bilingual.ts';
import type { TimerValues } from '../../../nodes/common/timers.ts';
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';
import { absentDecideNothing, insolventPayNothing } from './absent.ts';
import { limitsAgree, notesAreTrue, resultsAgree } from './agreement.ts';
import { answersFit, nothingSwallowed, questionsAnswered } from './answers.ts';
import { booksBalance, insurersBalance, releasedOnce } from './books.ts';
import { noPassageWithoutRelease } from './borders.ts';
import { claimsPaidAsMade, oneClaim } from './claims.ts';
import { crashed } from './crashed.ts';
import {
  allHear,
  nothingInvented,
  nothingLost,
  nothingTwice,
  nothingUnsent,
  order,
} from './delivery.ts';
import { movementsEnd, recordsClosed } from './ends.ts';
import { inOrder, partiesServed, reachesAddressee, takenAsSent } from './exchange.ts';
import { downIsSilent, faultsHeal } from './faults.ts';
import { closedIsClosed, ferriesHold } from './ferries.ts';
import { followsTables, nothingRingsEarly, nothingWaits } from './follows-tables.ts';
import { rolesSpeak, rulesNamed, wellFormed } from './form.ts';
import { creditedAfterArrival, guaranteeAlive, shareByLevel } from './guarantees.ts';
import { hubRefuses, sendsWhatIsRight } from './hub.ts';
import type { Checker, FactType, Group, Invariant, Violation } from './invariant.ts';
import { endsAgree, finalStays, partiesOnly } from './movements.ts';
import { grnsAllotted, messagesNumbered, mrnsAllotted } from './numbers.ts';
import {
  accountsAgree,
  accountsAlive,
  fourEyes,
  lrnsOnce,
  simplifiedByRight,
  tasksOnce,
} from './people.ts';
import { announcedToAll, limitAhead, releaseCovered } from './release.ts';
import { rowsSpeak } from './rows-speak.ts';
import { Scene } from './scene.ts';
import { queuesKeep, trucksInOnePlace } from './trucks.ts';
import { versionsRise } from './versions.ts';

export interface InvariantGroup {
  readonly title: Bilingual;
  readonly invariants: readonly Invariant[];
}

/** All of them, by what they are about. */
export const INVARIANT_GROUPS: readonly InvariantGroup[] = [
  {
    title: both('Messages and ICE', 'Сообщения и ICE'),
    invariants: [
      nothingLost,
      nothingUnsent,
      allHear,
      nothingTwice,
      nothingInvented,
      takenAsSent,
      reachesAddressee,
      inOrder,
      sendsWhatIsRight,
      hubRefuses,
      messagesNumbered,
      answersFit,
      questionsAnswered,
      nothingSwallowed,
      rolesSpeak,
      wellFormed,
      rulesNamed,
      versionsRise,
    ],
  },
  {
    title: both('Movements', 'Перевозки'),
    invariants: [
      followsTables,
      rowsSpeak,
      finalStays,
      nothingWaits,
      nothingRingsEarly,
      movementsEnd,
      endsAgree,
      notesAreTrue,
      resultsAgree,
      partiesOnly,
      partiesServed,
      mrnsAllotted,
      announcedToAll,
      limitAhead,
      limitsAgree,
      recordsClosed,
      noPassageWithoutRelease,
    ],
  },
  {
    title: both('Guarantees and claims', 'Гарантии и требования'),
    invariants: [
      booksBalance,
      releaseCovered,
      releasedOnce,
      creditedAfterArrival,
      guaranteeAlive,
      shareByLevel,
      grnsAllotted,
      insurersBalance,
      oneClaim,
      claimsPaidAsMade,
    ],
  },
  {
    title: both('People', 'Люди'),
    invariants: [
      accountsAlive,
      accountsAgree,
      simplifiedByRight,
      lrnsOnce,
      tasksOnce,
      fourEyes,
      absentDecideNothing,
      insolventPayNothing,
    ],
  },
  {
    title: both('Roads, borders and ferries', 'Дороги, границы и паромы'),
    invariants: [trucksInOnePlace, queuesKeep, ferriesHold, closedIsClosed],
  },
  {
    title: both('The run itself', 'Сам прогон'),
    invariants: [order, crashed, downIsSilent, faultsHeal],
  },
];

export const INVARIANTS: readonly Invariant[] = INVARIANT_GROUPS.flatMap(
  ({ invariants }) => invariants,
);

/** Violations kept; the rest are counted. */
const KEPT = 100;

type Step = (entry: Entry, body: object | undefined) => void;

export class InvariantWatch {
  readonly violations: Violation[] = [];
  count = 0;
  private readonly scene: Scene;
  private readonly ids: readonly string[];
  private readonly checkers: readonly Checker[];
  /** By type, the scene's own first; made as types are met. */
  private readonly byType = new Map<string, readonly Step[]>();
  private readonly all: readonly Shown[];
  private readonly groups: Readonly<Record<Exclude<Group, 'every'>, readonly Step[]>>;

  /**
   * @param longest lengths of the run's timers in any of its countries; those of law and training where absent.
   * @param shortest likewise; the same as the longest where no country has its own.
   */
  constructor(
    invariants: readonly Invariant[] = INVARIANTS,
    longest: Partial<TimerValues> = {},
    shortest = longest,
  ) {
    this.scene = new Scene({ shortest, longest });
    this.ids = invariants.map(({ id }) => id);
    this.checkers = invariants.map((invariant) => this.start(invariant));
    const own = this.checkers.map(({ step }, i) => ({ shown: invariants[i]?.shown ?? [], step }));
    this.all = [...this.scene.parts, ...own];
    this.groups = {
      rows: this.wanting('rows'),
      causes: this.wanting('causes'),
      strays: this.wanting('strays'),
      questions: this.wanting('questions'),
      movements: this.wanting('movements'),
      exchange: this.wanting('exchange'),
      fallen: this.wanting('fallen'),
    };
  }

  /** @param body of the message that the entry says was sent, where it is at hand. */
  step(entry: Entry, body?: object): void {
    const { letters, objects, troubles } = this.scene;
    const { groups } = this;
    letters.step(entry);
    show(this.byType.get(entry.type) ?? this.ofType(entry.type), entry, body);
    if (entry.by !== undefined) {
      show(groups.causes, entry, body);
      if (letters.isStray) show(groups.strays, entry, body);
      if (letters.isQuestion) show(groups.questions, entry, body);
    }
    if (letters.isOfExchange) show(groups.exchange, entry, body);
    if (entry.row !== undefined) {
      objects.step(entry);
      show(groups.rows, entry, body);
    }
    if (entry['mrn'] !== undefined) show(groups.movements, entry, body);
    if (troubles.isAnyDown && troubles.isDown(entry.n)) show(groups.fallen, entry, body);
  }

  /** How much is remembered, by invariant; `scene` is what they share. */
  sizes(): Readonly<Record<string, number>> {
    const own = this.checkers.map((checker, i) => [this.ids[i] ?? '', checker.size()] as const);
    return Object.fromEntries([...own, ['scene', this.scene.size]]);
  }

  /** What only the end shows. */
  end(end: SimTime): void {
    for (const checker of this.checkers) checker.end?.(end);
  }

  private start({ id, start }: Invariant): Checker {
    return start((violation) => {
      this.count++;
      if (this.violations.length < KEPT) this.violations.push({ invariant: id, ...violation });
    }, this.scene);
  }

  private ofType(type: string): readonly Step[] {
    const steps = [...this.wanting(type as FactType), ...this.wanting('every')];
    this.byType.set(type, steps);
    return steps;
  }

  private wanting(wanted: FactType | Group): readonly Step[] {
    return this.all.filter(({ shown }) => shown.includes(wanted)).map(({ step }) => step);
  }
}

interface Shown {
  readonly shown: readonly (FactType | Group)[];
  readonly step: Step;
}

function show(steps: readonly Step[], entry: Entry, body: object | undefined): void {
  for (const step of steps) step(entry, body);
}
