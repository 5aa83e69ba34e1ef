/** The run hash: one SHA-256 over the participants' hashes, in their order; a mismatch names the participant. */
import type { MakeDigest } from '../core/node-hash.ts';

/** The hash of a run from the hashes of its participants, in their order; who wrote nothing has no hash and is left out. */
export function runHash(
  nodes: ReadonlyMap<string, string>,
  order: readonly string[],
  make: MakeDigest,
): string {
  const digest = make();
  for (const id of order) {
    const hex = nodes.get(id);
    if (hex !== undefined) digest.update(`${id} ${hex}\n`);
  }
  return digest.hex();
}
