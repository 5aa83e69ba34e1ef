/** Registration plates by national pattern: each number of a country once, in an order that looks drawn. The vehicles are invented. */

/** Letters that plates use. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

interface Patterns {
  readonly tractor: string;
  readonly trailer: string;
}

/** Patterns: `@` a letter, `#` a digit, anything else itself. Codes of regions are fixed to one of the large ones. */
const PATTERNS: Readonly<Record<string, Patterns>> = {
  GEO: { tractor: '@@-###-@@', trailer: '@@@-###' },
  AZE: { tractor: '10-@@-###', trailer: '99-@@-###' },
  KAZ: { tractor: '###@@@02', trailer: '##@@@13' },
  UZB: { tractor: '01###@@@', trailer: '01####@@' },
  TKM: { tractor: '@@ #### AG', trailer: '@ #### AH' },
  TUR: { tractor: '34@@@###', trailer: '33@@####' },
  RUS: { tractor: '@###@@123', trailer: '@@####30' },
  CHN: { tractor: 'XJA#####', trailer: 'XJB####' },
  IRN: { tractor: '##A###12', trailer: '##A###36' },
  ARM: { tractor: '##@@###', trailer: '##@@##' },
};
const OTHER: Patterns = { tractor: '@@@####', trailer: '@@#####' };

/** Shares no factor with 10 or 26, so a step through any pattern's space meets each plate once before it comes back. */
const STEP = 7_368_787;

/**
 * The plate of the n-th vehicle of a country (ISO alpha-3), n below 2^29: distinct while n stays below the pattern's space.
 * @param offset shifts the order, so that another seed gives other plates.
 */
export function plateOf(country: string, kind: keyof Patterns, n: number, offset: number): string {
  const pattern = (PATTERNS[country] ?? OTHER)[kind];
  const space = spaceOf(pattern);
  let left = (((n % space) * (STEP % space)) % space) + (offset % space);
  let plate = '';
  for (let i = pattern.length - 1; i >= 0; i--) {
    const place = pattern.charAt(i);
    const size = sizeOf(place);
    const digit = left % size;
    left = Math.floor(left / size);
    plate = (place === '#' ? String(digit) : place === '@' ? LETTERS.charAt(digit) : place) + plate;
  }
  return plate;
}

const sizeOf = (place: string): number => (place === '#' ? 10 : place === '@' ? LETTERS.length : 1);

function spaceOf(pattern: string): number {
  let space = 1;
  for (const place of pattern) space *= sizeOf(place);
  return space;
}
