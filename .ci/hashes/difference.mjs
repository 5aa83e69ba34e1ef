// Where two journals first differ in what is hashed: neither their headers nor the bodies of messages.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const SHOWN = 240;

/** The rest of a sentence that has said which two differ. */
export async function firstDifference(expectedPath, givenPath) {
  const [expected, given] = [entriesOf(expectedPath), entriesOf(givenPath)];
  for (let at = 1; ; at++) {
    const [one, other] = [(await expected.next()).value, (await given.next()).value];
    if (one !== other)
      return `from entry ${at} on\n  expected ${shown(one)}\n  given    ${shown(other)}`;
    if (one === undefined) return 'although their journals are alike, entry by entry';
  }
}

async function* entriesOf(path) {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
  let header = true;
  for await (const line of lines) {
    if (!header) yield JSON.stringify({ ...JSON.parse(line), body: undefined });
    header = false;
  }
}

const shown = (entry) =>
  entry === undefined
    ? 'nothing more'
    : entry.length <= SHOWN
      ? entry
      : `${entry.slice(0, SHOWN)}…`;
