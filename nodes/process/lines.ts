/** Standard input and output as lines of JSON. */
import process from 'node:process';

export interface LineIo {
  /** Called for each line, in order, each after the promise of the one before has settled. */
  read(onLine: (line: string) => Promise<void> | void): Promise<void>;
  send(line: string): void;
  /** Settles when everything sent has left. */
  drained(): Promise<void>;
}

/** Lines of a stream of text, whatever chunks it comes in. */
export class LineSplitter {
  private rest = '';

  split(chunk: string): string[] {
    const lines = (this.rest + chunk).split('\n');
    this.rest = lines.pop() ?? '';
    return lines.filter((line) => line !== '');
  }
}

/**
 * The process's own. `read` ends with the input.
 * @param onEnd is called at once when the input ends, whatever is still being handled: the parent is gone.
 */
export function processLines(onEnd: () => void): LineIo {
  let lastWrite: Promise<void> = Promise.resolve();
  return {
    read: (onLine) =>
      new Promise((resolve, reject) => {
        const splitter = new LineSplitter();
        let handled: Promise<void> = Promise.resolve();
        process.stdin.setEncoding('utf8');
        process.stdin.on('data', (chunk: string) => {
          for (const line of splitter.split(chunk)) {
            handled = handled.then(() => onLine(line));
            handled.catch(reject);
          }
        });
        process.stdin.on('end', () => {
          onEnd();
          void handled.then(resolve);
        });
      }),
    send(line) {
      lastWrite = new Promise((resolve) => process.stdout.write(`${line}\n`, () => resolve()));
    },
    drained: () => lastWrite,
  };
}
