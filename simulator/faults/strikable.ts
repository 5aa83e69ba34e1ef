/** What there is to be struck where some countries take part: nodes, and the posts, ports, places and offices of the corridor data. */
import { OFFICES } from '../../nodes/countries/offices.ts';
import { CORRIDOR_DATA } from '../../scenarios/data/corridors.ts';

export interface Strikable {
  readonly nodes: readonly string[];
  /** Border posts by road. */
  readonly posts: readonly string[];
  readonly ports: readonly string[];
  /** All places, posts and ports among them. */
  readonly places: readonly string[];
  /** Codes of customs offices. */
  readonly offices: readonly string[];
}

/** @param passed the places that the traffic passes; all of these countries where it is left out. */
export function strikable(nodes: readonly string[], passed?: readonly string[]): Strikable {
  const places = CORRIDOR_DATA.places.filter(
    ({ id, country }) => nodes.includes(country) && (passed?.includes(id) ?? true),
  );
  const ofKind = (kind: string): string[] =>
    places.filter((place) => place.kind === kind).map(({ id }) => id);
  const ids = places.map(({ id }) => id);
  return {
    nodes,
    posts: ofKind('bcp'),
    ports: ofKind('port'),
    places: ids,
    offices: OFFICES.filter(({ place }) => ids.includes(place)).map(({ code }) => code),
  };
}
