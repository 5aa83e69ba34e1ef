/** What a node says and hears of the scheme itself: members, availability, monthly figures. Holds no rule of customs. */
import type { Command, Outcome } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import type { Department, Moment } from '../../common/step.ts';
import type { NodeFunction } from './availability.ts';
import { Availability, OUTAGE_TIMER } from './availability.ts';
import type { Members } from './members.ts';
import { MONTH_TIMER, Statistics } from './statistics.ts';

export class SystemDesk {
  private readonly members: Members;
  private readonly availability: Availability;
  private readonly statistics: Statistics;

  /** @param depth how many messages wait here for ICE. */
  constructor(
    { country, iso2 }: Pick<NodeParameters, 'country' | 'iso2'>,
    members: Members,
    depth: () => number,
  ) {
    this.members = members;
    this.availability = new Availability(country, depth);
    this.statistics = new Statistics(country, () => members.codes.includes(iso2));
  }

  department(): Department {
    return {
      tables: [this.members.table, this.availability.table, this.statistics.table],
      messages: {
        S802: this.members.learn,
        S974: this.availability.onQuestion,
        S975: this.availability.onAnswer,
      },
      timers: {
        [OUTAGE_TIMER]: this.availability.onOutageOver,
        [MONTH_TIMER]: this.statistics.onMonth,
      },
      decisions: {},
      start: (at) => {
        this.availability.start(at);
        this.statistics.start(at);
      },
    };
  }

  /** Whether a function of the node is away, as it has announced (S070). */
  isAway(what: NodeFunction, now: SimTime): boolean {
    return this.availability.isAway(what, now);
  }

  obey(command: Command, at: Moment): void {
    this.availability.obey(command, at);
  }

  /** At the end of every step. */
  count(out: Outcome): void {
    this.statistics.count(out);
  }
}
