/** One load on its way: what is known of it before the journey and does not change. The journey itself is the world's. */

/** What a truck carries with it: made once by the traffic, shared by every copy of the truck's row. */
export interface Consignment {
  readonly lrn: string;
  /** TIN of the principal, who lodges the declaration. */
  readonly principal: string;
  readonly carrier: string;
  readonly plate: string;
  readonly seals: readonly string[];
  /** TIN of the consignee, or empty where he is outside the scheme. */
  readonly consignee: string;
  /** Names the itinerary: from, places to pass and to. */
  readonly way: string;
  /** Flow of the corridor data that it belongs to, or `movement` for one that the scenario lists. */
  readonly flow: string;
  /** Main cargo group. */
  readonly goods: string;
  readonly tonnes: number;
  /** How fast this driver is, as a factor on the country's mean speed. */
  readonly pace: number;
}
