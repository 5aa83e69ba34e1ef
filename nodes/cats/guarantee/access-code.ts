/** The four characters that open a guarantee to whoever knows them: drawn by the office, or chosen by the holder (G026). */
import type { Stream } from '../../../simulator/core/chance.ts';
import { integer } from '../../../simulator/core/draws.ts';

const LENGTH = 4;
/** Letters and digits that nobody mistakes for one another. */
const CHARACTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

export function drawAccessCode(stream: Stream): string {
  let code = '';
  while (code.length < LENGTH) code += CHARACTERS[integer(stream, 0, CHARACTERS.length - 1)]!;
  return code;
}
