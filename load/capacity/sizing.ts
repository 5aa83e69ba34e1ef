/** Whether what an exchange carries is enough for a year's traffic: its busiest hour, and the time after an outage when everything that waited comes at once. */

export interface YearOfTraffic {
  readonly movementsAYear: number;
  /** Movements in the busiest hour of the year, for one a day in the year's mean. */
  readonly busiestHourShare: number;
}

/** What has to be borne besides. */
export interface Reserve {
  /** Hours for which an exchange may be away. */
  readonly outageHours: number;
  /** Hours in which what has waited meanwhile has to be through, while traffic goes on. */
  readonly catchUpHours: number;
}

/** An exchange that is away for four hours is an emergency; a shift is what there is to recover from it. */
export const RESERVE: Reserve = { outageHours: 4, catchUpHours: 2 };

/** Rates are movements a second. */
export interface Sizing extends Reserve {
  readonly movementsAYear: number;
  readonly mean: number;
  readonly busiestHour: number;
  /** In the busiest hour, and with what has waited coming after it. */
  readonly needed: number;
  readonly carried: number;
  /** How many times what is needed is carried. */
  readonly factor: number;
}

const DAYS = 365;
const SECONDS_A_DAY = 86_400;
const SECONDS_AN_HOUR = 3_600;

/** @param carried movements a second, as a capacity search found it. */
export function sizingFor(
  { movementsAYear, busiestHourShare }: YearOfTraffic,
  carried: number,
  reserve: Reserve = RESERVE,
): Sizing {
  const { outageHours, catchUpHours } = reserve;
  const day = movementsAYear / DAYS;
  const busiestHour = (day * busiestHourShare) / SECONDS_AN_HOUR;
  const needed = busiestHour * (1 + outageHours / catchUpHours);
  const mean = day / SECONDS_A_DAY;
  return {
    movementsAYear,
    ...reserve,
    mean,
    busiestHour,
    needed,
    carried,
    factor: carried / needed,
  };
}
