/** One commit as the file of commits has it: what the log says of it, and its facts as they are. */
import type { FactLine } from './facts.ts';
import type { LogEntry } from './store-log.ts';

/** The facts of one commit, as the table has them. */
export interface FactChunk {
  readonly participant: string;
  readonly first: number;
  readonly last: number;
  readonly lines: string;
}

/** One for the facts that each participant had in a commit. */
export function factChunks(facts: readonly FactLine[]): FactChunk[] {
  const chunks = new Map<string, { -readonly [K in keyof FactChunk]: FactChunk[K] }>();
  for (const { participant, s, line, body } of facts) {
    const text = `${line}\n${body ?? ''}\n`;
    const chunk = chunks.get(participant);
    if (chunk === undefined)
      chunks.set(participant, { participant, first: s, last: s, lines: text });
    else {
      chunk.last = s;
      chunk.lines += text;
    }
  }
  return [...chunks.values()];
}

/** A record of the file of commits: the entry in a line; then the facts, as they are, each behind a line that says whose and how many characters. */
export function commitTexts(entry: LogEntry, facts: readonly FactChunk[]): string[] {
  const texts = [JSON.stringify(entry), '\n'];
  for (const { participant, first, last, lines } of facts)
    texts.push(`${JSON.stringify([participant, first, last, lines.length])}\n`, lines);
  return texts;
}

/** What `commitTexts` has written. */
export function parseCommit(text: string): { entry: LogEntry; facts: FactChunk[] } {
  let at = text.indexOf('\n') + 1;
  const entry = JSON.parse(text.slice(0, at)) as LogEntry;
  const facts: FactChunk[] = [];
  while (at < text.length) {
    const end = text.indexOf('\n', at) + 1;
    type Head = [participant: string, first: number, last: number, length: number];
    const [participant, first, last, length] = JSON.parse(text.slice(at, end)) as Head;
    at = end + length;
    facts.push({ participant, first, last, lines: text.slice(end, at) });
  }
  return { entry, facts };
}
