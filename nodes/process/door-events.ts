/** Server-sent events as they come from a door: one by one out of a stream of bytes. */

export interface ServerEvent {
  /** Empty where the server gives none. */
  readonly id: string;
  readonly data: string;
}

/**
 * The events of each piece that arrives, together.
 * @param onSign is told of each piece: whoever is there says so now and then.
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  onSign: () => void,
): AsyncGenerator<ServerEvent[]> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of body as unknown as AsyncIterable<Uint8Array>) {
    onSign();
    text += decoder.decode(piece, { stream: true });
    const blocks = text.split(/\r?\n\r?\n/);
    text = blocks.pop() ?? '';
    const events = blocks.map(parseEvent).filter(({ data }) => data !== '');
    if (events.length > 0) yield events;
  }
}

/** Comments and fields that mean nothing here are passed over. */
function parseEvent(block: string): ServerEvent {
  let id = '';
  const data: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    const [, name, value = ''] = /^(id|data): ?(.*)$/.exec(line) ?? [];
    if (name === 'id') id = value;
    else if (name === 'data') data.push(value);
  }
  return { id, data: data.join('\n') };
}
