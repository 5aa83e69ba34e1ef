/** Where a wrong national application is put in the place of the right one. */
import { fileURLToPath } from 'node:url';
import type { Player } from '../../town/mortal.ts';

/** @param every one wrong release in so many refusals. */
export const planted = (every: number): Player => ({
  script: fileURLToPath(new URL('planted-main.ts', import.meta.url)),
  told: { every },
});
