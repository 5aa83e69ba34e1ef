/** The text that a message came as, kept with it: it is passed on as it was. No part of the message: what is written or compared leaves it out. */
import type { Message } from '../../simulator/core/participant.ts';

const TEXT = Symbol('text');

/** To be called once, before anything else has the message. A changed copy must not be made by `...`, which would take the text along. */
export function keepText(message: Message, text: string): void {
  (message as { [TEXT]?: string })[TEXT] = text;
}

export const textOf = (message: Message): string | undefined =>
  (message as { readonly [TEXT]?: string })[TEXT];
