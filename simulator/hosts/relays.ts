/** The relays of one run: every line between a node and the broker leads through one, and can be severed and slowed for real. */
import type { Hindrance } from '../../nodes/process/relay.ts';
import { Relay } from '../../nodes/process/relay.ts';

export class Relays {
  private readonly byName: ReadonlyMap<string, Relay>;
  private readonly severed = new Set<string>();

  private constructor(byName: ReadonlyMap<string, Relay>) {
    this.byName = byName;
  }

  /** @param names whose lines: the nodes', and ICE's where the broker is not its own. */
  static async open(names: readonly string[]): Promise<Relays> {
    const opened = await Promise.all(
      names.map(async (name) => [name, await Relay.open()] as const),
    );
    return new Relays(new Map(opened));
  }

  /** Where the broker is. */
  leadTo(url: string): void {
    const { hostname, port, protocol } = new URL(url);
    const host = hostname.replace(/^\[|\]$/g, '');
    const target = { host, port: Number(port === '' ? DEFAULT_PORTS[protocol] : port) };
    for (const relay of this.byName.values()) relay.leadTo(target);
  }

  /** The broker's address as this process sees it. */
  urlFor(name: string, url: string): string {
    const relay = this.byName.get(name);
    if (relay === undefined) return url;
    const seen = new URL(url);
    seen.host = `127.0.0.1:${String(relay.port)}`;
    return seen.href;
  }

  /** What a process may reach. */
  addressOf(name: string): string | undefined {
    const relay = this.byName.get(name);
    return relay === undefined ? undefined : `127.0.0.1:${String(relay.port)}`;
  }

  /** @param names everybody's lines where it is left out. @returns whose lines there are. */
  sever(names?: readonly string[]): readonly string[] {
    return this.each(names, (relay, name) => {
      relay.sever();
      this.severed.add(name);
    });
  }

  mend(names?: readonly string[]): void {
    this.each(names, (relay, name) => {
      relay.mend();
      this.severed.delete(name);
    });
  }

  hinder(hindrance: Hindrance, names?: readonly string[]): readonly string[] {
    return this.each(names, (relay) => relay.hinder(hindrance));
  }

  /**
   * Somebody waits for what was sent before its line was cut: in simulated time it has passed, so the line is mended for good.
   * @returns whose lines were cut.
   */
  need(names: readonly string[]): readonly string[] {
    const cut = names.filter((name) => this.severed.has(name));
    this.mend(cut);
    return cut;
  }

  async close(): Promise<void> {
    await Promise.all([...this.byName.values()].map((relay) => relay.close()));
  }

  private each(
    names: readonly string[] | undefined,
    act: (relay: Relay, name: string) => void,
  ): readonly string[] {
    const known = [...this.byName].filter(([name]) => names?.includes(name) ?? true);
    for (const [name, relay] of known) act(relay, name);
    return known.map(([name]) => name);
  }
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'mqtt:': 1_883, 'mqtts:': 8_883 };
