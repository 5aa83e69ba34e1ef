/** Where the sending of each message stands in the journal: four bytes a message, because every sender numbers its own. */
import type { Entry } from '../core/cell.ts';

/** A number this far past the last one is no count, and is kept by name. */
const GAP_MAX = 65_536;

export class MessageIndex {
  /** Entry index plus one, by the sender's prefix (`GEO-`, `GEO-n`) and its number. */
  private readonly bySender = new Map<string, Uint32Array>();
  private readonly others = new Map<string, number>();

  /** @param index of the entry. */
  step(entry: Entry, index: number): void {
    const { id } = entry;
    if (entry.type !== 'MessageSent' || typeof id !== 'string') return;
    const [prefix, number] = split(id);
    const known = this.bySender.get(prefix) ?? new Uint32Array(64);
    if (number < 0 || number >= known.length + GAP_MAX) {
      this.others.set(id, index);
      return;
    }
    const row = number < known.length ? known : grown(known, number);
    row[number] = index + 1;
    this.bySender.set(prefix, row);
  }

  /** Index of the entry that journalled the sending. */
  find(id: string): number | undefined {
    const [prefix, number] = split(id);
    const found = this.bySender.get(prefix)?.[number] ?? 0;
    return found > 0 ? found - 1 : this.others.get(id);
  }
}

/** `GEO-n17` is `GEO-n` and 17; -1 where there is no plain number at the end. */
function split(id: string): [prefix: string, number: number] {
  const digits = /[1-9]\d{0,8}$/.exec(id)?.[0] ?? '';
  return digits === '' ? [id, -1] : [id.slice(0, id.length - digits.length), Number(digits)];
}

function grown(row: Uint32Array, number: number): Uint32Array {
  const larger = new Uint32Array(Math.max(row.length * 2, number + 1));
  larger.set(row);
  return larger;
}
