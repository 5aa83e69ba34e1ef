/** Follows a load by server-sent events; comes back by itself, where it left off, after the line was away. */
import type { LoadOver, LoadStep } from '../../reports/views/load-progress.ts';

export interface LoadHandlers {
  onStep(step: LoadStep): void;
  onReport(report: LoadOver): void;
  onFailure(sentence: string): void;
  /** It is another load: everything is to be fetched anew. */
  onReset(): void;
  onConnected(isConnected: boolean): void;
}

/** The server gives a sign every second; without one for so long it is gone. */
const SILENT_MS = 5_000;
const RETRY_MS = 1_000;

/** @param from index of the second that comes first. @returns ends it. */
export function followLoad(from: number, handlers: LoadHandlers): () => void {
  const events = new EventSource(`/api/load/stream?from=${String(from)}`);
  let silence: ReturnType<typeof setTimeout> | undefined;
  const hear = (): void => {
    clearTimeout(silence);
    silence = setTimeout(() => handlers.onConnected(false), SILENT_MS);
    handlers.onConnected(true);
  };
  const on = (name: string, handle: (text: string) => void): void =>
    events.addEventListener(name, (event: MessageEvent<string>) => {
      hear();
      handle(event.data);
    });
  on('interval', (text) => handlers.onStep(JSON.parse(text) as LoadStep));
  on('report', (text) => handlers.onReport(JSON.parse(text) as LoadOver));
  on('failure', (text) => handlers.onFailure((JSON.parse(text) as { sentence: string }).sentence));
  on('reset', () => handlers.onReset());
  on('beat', () => undefined);
  events.onerror = () => {
    clearTimeout(silence);
    handlers.onConnected(false);
    // A browser gives up for good when an answer was no stream; then we begin again ourselves.
    if (events.readyState === EventSource.CLOSED)
      silence = setTimeout(() => handlers.onReset(), RETRY_MS);
  };
  return () => {
    clearTimeout(silence);
    events.close();
  };
}
