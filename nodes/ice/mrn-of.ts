/** Which movement a message is about. */
import type { Message } from '../../simulator/core/participant.ts';

/** Its header says so, or else, between countries, its body; undefined where it is about none. */
export function mrnOf({ mrn, messageType, body }: Message): string | undefined {
  if (mrn !== undefined || !messageType.startsWith('X')) return mrn;
  const { mrn: named } = body as { readonly mrn?: unknown };
  return typeof named === 'string' ? named : undefined;
}
