/** What the traffic must know of a way to declare a movement over it; the world works it out from roads, posts and ferries. */

export interface Trip {
  /** Names the itinerary. */
  readonly way: string;
  readonly from: string;
  readonly to: string;
  readonly officeOfDeparture: string;
  readonly officeOfDestination: string;
  /** Offices of transit, with the time that a truck takes to each, in ms. */
  readonly transits: readonly { readonly office: string; readonly afterMs: number }[];
  /** Time that a truck takes to the end, in ms. */
  readonly totalMs: number;
  /** ISO alpha-3, in order of travel. */
  readonly countries: readonly string[];
  /** Kind of place that it begins at: containers come from ports. */
  readonly fromPort: boolean;
  /** Countries outside the scheme (ISO alpha-3) that the load comes from and goes on to; empty where it does not. */
  readonly origin: string;
  readonly beyond: string;
}
