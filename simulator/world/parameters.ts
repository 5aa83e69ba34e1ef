/** What the world is told about a run: who takes part, what moves, what the weather does. Values only, from the scenario and the data. */
import type { SchemeParameters } from '../../nodes/common/parameters.ts';
import type { FlowKind } from '../../scenarios/data/flows.ts';
import type { MishapShares } from '../../scenarios/data/mishaps.ts';
import type { SimTime } from '../core/time.ts';
import { HOUR, MINUTE } from '../core/time.ts';
import type { BotDials } from '../seats/parameters.ts';
import { BOT_DIALS } from '../seats/parameters.ts';
import type { ScriptSpec } from '../script/parameters.ts';
import type { BackgroundModel } from './background.ts';
import { BACKGROUND } from './background.ts';

/** Flows of the corridor data, or single movements. */
export type TrafficSpec =
  | {
      readonly kind: 'flows';
      readonly set: FlowKind;
      /** How much of the real traffic takes part; above 1, more than there is. */
      readonly share: number;
      readonly from: SimTime;
      readonly until: SimTime;
    }
  | { readonly kind: 'movements'; readonly list: readonly MovementSpec[] };

/** One truck, declared at an instant, or as soon after it as a trader is ready to. */
export interface MovementSpec {
  readonly at: SimTime;
  readonly from: string;
  readonly to: string;
  readonly via?: readonly string[];
  /** Id of a cargo group; drawn from the corridor's mix where absent. */
  readonly cargo?: string;
  /** Under a TIR carnet or not; drawn where absent. */
  readonly tirCarnet?: boolean;
}

export interface Storm {
  readonly ports: readonly string[];
  readonly from: SimTime;
  readonly until: SimTime;
}

export interface WeatherSpec {
  /** Ports close as often as the season says, or only by the storms listed. */
  readonly closures: 'seasonal' | 'none';
  readonly storms: readonly Storm[];
}

/** What no source gives. */
export interface Assumptions {
  readonly background: BackgroundModel;
  /** Mean hours of other traffic by station (`post/side`), in place of the fitted or estimated ones (see `FittedPost`); for the fit and for tests. */
  readonly backgroundHours: Readonly<Record<string, number>>;
  /** Spread of the service at a lane: standard deviation over mean. */
  readonly serviceCv: number;
  /** Lanes above what the post's capacity needs at its mean service. */
  readonly laneHeadroom: number;
  /** Service is at the most this share of a published time; the rest is queue (as in the data's breakdown by activity). */
  readonly serviceShareMax: number;
  /** Officers are as many as keep each busy for this share of the opening hours. */
  readonly officerUtilisation: number;
  /** A ferry that has waited its longest sails with this share of its places, or more. */
  readonly ferryLoadMin: number;
  /** Places that trucks find aboard, as shares of the usual load: wagons take the rest. */
  readonly ferryPlaces: { readonly min: number; readonly max: number };
  /** After a refused presentation or notice the driver asks again so much later. */
  readonly askAgainMs: number;
  /** He gives up after so many refusals at one place, and stands there until somebody looks into it. */
  readonly askAgainMax: number;
  /** Traders that ask for release after a minor finding. */
  readonly releaseAskedShare: number;
  /** A listed movement without a trader who is ready waits for one so long at a time. */
  readonly noTraderYetMs: number;
  readonly bots: BotDials;
}

export const ASSUMPTIONS: Assumptions = {
  background: BACKGROUND,
  backgroundHours: {},
  serviceCv: 0.5,
  laneHeadroom: 2,
  serviceShareMax: 0.75,
  officerUtilisation: 0.6,
  ferryLoadMin: 0.35,
  ferryPlaces: { min: 0.8, max: 1.25 },
  askAgainMs: HOUR / 2,
  askAgainMax: 7 * 48,
  releaseAskedShare: 0.95,
  noTraderYetMs: 15 * MINUTE,
  bots: BOT_DIALS,
};

export interface WorldParameters {
  readonly scheme: SchemeParameters;
  /** TIN of the insurer in each participating country (ISO alpha-3). */
  readonly guarantorTins: Readonly<Record<string, string>>;
  readonly principalsPerCountry: number;
  readonly traffic: readonly TrafficSpec[];
  readonly weather: WeatherSpec;
  /** Absent: nobody acts by a script. */
  readonly script?: ScriptSpec;
  /** Absent: everything goes as planned, and nothing is drawn for it. */
  readonly mishaps?: MishapShares;
  readonly assumptions?: Partial<Assumptions>;
}
