/** The tokens that this page holds: the trainer's, from the fragment of the address, and those of seats. They stay in this tab. */

const KEY = 'rehearse.tokens';

export interface SeatToken {
  readonly seat: string;
  readonly person: string;
  readonly token: string;
}

export interface Tokens {
  readonly trainer: string | null;
  readonly seats: readonly SeatToken[];
}

/** What the tab remembers, with the trainer's token taken out of the address, so that nobody copies it with a link. */
export function takeTokens(location: Location, history: History, store: Storage): Tokens {
  const kept = remembered(store);
  const given = /(?:^#|&)token=([\w-]+)/.exec(location.hash)?.[1];
  if (given === undefined) return kept;
  history.replaceState(history.state, '', `${location.pathname}${location.search}`);
  const tokens = { ...kept, trainer: given };
  keepTokens(tokens, store);
  return tokens;
}

export function keepTokens(tokens: Tokens, store: Storage): void {
  store.setItem(KEY, JSON.stringify(tokens));
}

function remembered(store: Storage): Tokens {
  try {
    const value = JSON.parse(store.getItem(KEY) ?? 'null') as Partial<Tokens> | null;
    return { trainer: value?.trainer ?? null, seats: value?.seats ?? [] };
  } catch {
    return { trainer: null, seats: [] };
  }
}
