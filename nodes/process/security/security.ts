/** What is asked of the wire of a run: which files each process of it shows, lets in by and signs with. Reads none of them. */
import type { Authority } from './authority.ts';
import type { GateFiles, Papers, SigningFiles, TlsFiles } from './papers.ts';

export interface Security {
  /** What the embedded broker lets in by. */
  readonly gate?: GateFiles;
  /** What a process shows where it calls. */
  readonly client?: (holder: string) => TlsFiles;
  readonly signing?: (holder: string) => SigningFiles;
  /** Renews, ends and revokes while the run goes on. */
  readonly authority?: Authority;
}

/** By the papers of a rehearsal's authority. */
export const securityBy = (
  papers: Papers,
  host: string,
  { tls, signatures }: { readonly tls: boolean; readonly signatures: boolean },
): Security => ({
  ...(tls ? { gate: papers.gate(host), client: (holder) => papers.client(holder) } : {}),
  ...(signatures ? { signing: (holder) => papers.signing(holder) } : {}),
});

/** What a process must be able to read. @param host who has the broker inside. */
export function readsOf(
  { gate, client, signing }: Security,
  holder: string,
  host: string,
): string[] {
  const inside = holder === host ? gate : undefined;
  const shown = client?.(holder);
  const signed = signing?.(holder);
  const files = [
    ...[inside?.ca, inside?.certificate, inside?.key, inside?.register],
    ...[shown?.ca, shown?.certificate, shown?.key],
    ...[signed?.key, signed?.register],
  ];
  return [...new Set(files.filter((path) => path !== undefined))];
}
