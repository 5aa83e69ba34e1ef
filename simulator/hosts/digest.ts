/** SHA-256 by `node:crypto`, for every host on disk. */
import { createHash } from 'node:crypto';
import type { Digest } from '../core/node-hash.ts';

export function sha256(): Digest {
  const hash = createHash('sha256');
  return { update: (text) => void hash.update(text), hex: () => hash.digest('hex') };
}

export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');
