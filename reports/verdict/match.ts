/** Whether a value in a message is the one that a script wants to see there. */

/** What a JSON pointer names in a value; undefined where there is nothing. */
export function valueAt(value: unknown, pointer: string): unknown {
  let node = value;
  for (const part of pointer.split('/').slice(1)) {
    if (typeof node !== 'object' || node === null) return undefined;
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    node = Object.hasOwn(node, key) ? (node as Record<string, unknown>)[key] : undefined;
  }
  return node;
}

/** Conditions that stand in the place of a value. */
const CONDITIONS: Readonly<Record<string, (wanted: unknown, found: unknown) => boolean>> = {
  /** A list that holds such an entry, or a text that holds these words. */
  has: (wanted, found) =>
    Array.isArray(found)
      ? found.some((entry) => fits(wanted, entry))
      : typeof found === 'string' && found.includes(String(wanted)),
  /** A list of so many entries. */
  count: (wanted, found) => Array.isArray(found) && found.length === wanted,
  present: (wanted, found) => (found !== undefined) === wanted,
  atLeast: (wanted, found) => typeof found === 'number' && found >= Number(wanted),
  atMost: (wanted, found) => typeof found === 'number' && found <= Number(wanted),
};

export const CONDITION_NAMES = Object.keys(CONDITIONS);

/** A group of keys wants those keys at the least; a list, all its entries; a number may stand as a text. */
export function fits(wanted: unknown, found: unknown): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(found) &&
      found.length === wanted.length &&
      wanted.every((entry, i) => fits(entry, found[i]))
    );
  }
  if (typeof wanted !== 'object' || wanted === null) {
    return isPlain(found) && String(wanted) === String(found);
  }
  const [first, ...others] = Object.entries(wanted);
  const condition = first === undefined || others.length > 0 ? undefined : CONDITIONS[first[0]];
  if (first !== undefined && condition !== undefined) return condition(first[1], found);
  return Object.entries(wanted).every(([key, value]) => fits(value, valueAt(found, `/${key}`)));
}

const isPlain = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);
