/** A profile of load: how many movements begin when, how fast they go on, which mistakes are made in between, and what must hold. */

/** Movements begun in a second, for so many seconds; with `to`, rising or falling evenly from `rate` to `to`. */
export interface Stage {
  readonly seconds: number;
  readonly rate: number;
  readonly to?: number;
}

/** Shares of messages, 0 to 1, that are sent as a country would send them by mistake; each has its answer in the specification. */
export interface Mistakes {
  /** Sent twice (C108). */
  readonly repeated: number;
  /** No JSON (C101). */
  readonly unreadable: number;
  /** The MRN has a wrong check digit (C302). */
  readonly misnumbered: number;
  /** Sent by a country that has no part in the movement (C604). */
  readonly intruding: number;
}

export interface Profile {
  readonly name: string;
  readonly summary: { readonly en: string; readonly ru: string };
  readonly stages: readonly Stage[];
  /** Seconds at the start that do not count. */
  readonly warmUp: number;
  /** `even`: at equal distances; `poisson`: as they come. */
  readonly arrivals: 'even' | 'poisson';
  /** How many times faster than in life the messages of a movement follow each other. */
  readonly pace: number;
  readonly mistakes: Mistakes;
  /** Bound on the 99th percentile of the acknowledgement, in ms. */
  readonly p99Most: number;
}
