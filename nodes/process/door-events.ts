/** Server-sent events as they come from a door: one by one out of a stream of bytes. */

export interface ServerEvent {
  /** Empty where the server gives none. */
  readonly id: string;
  readonly data: string;
}

/**
 * The events of each piece that arrives, together.
 * @param onSign is told of each piece: whoever is there says so now and then.
 * @throws the signal's reason when it is aborted.
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  onSign: () => void,
  signal: AbortSignal,
): AsyncGenerator<ServerEvent[]> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of pieces(body, signal)) {
    onSign();
    text += decoder.decode(piece, { stream: true });
    const blocks = text.split(/\r?\n\r?\n/);
    text = blocks.pop() ?? '';
    const events = blocks.map(parseEvent).filter(({ data }) => data !== '');
    if (events.length > 0) yield events;
  }
}

/** On Deno a read that waits is not always told that its call was aborted, so the signal is listened to here as well. */
async function* pieces(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  const aborted = new Promise<never>((_, reject) => {
    const end = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
  aborted.catch(() => undefined);
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), aborted]);
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => undefined);
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
