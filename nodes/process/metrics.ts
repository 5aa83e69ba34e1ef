/** Counters of one process and their OpenMetrics text. */

export class Metrics {
  private commits = 0;
  private taken = 0;
  private sent = 0;
  private events = 0;
  private facts = 0;
  private refused = 0;

  onCommit(wrote: boolean, taken: number, events: number, facts: number): void {
    if (wrote) this.commits++;
    this.taken += taken;
    this.events += events;
    this.facts += facts;
  }

  onSent(sent: number): void {
    this.sent += sent;
  }

  /** A connection closed for a false sender or topic. */
  onRefused(): void {
    this.refused++;
  }

  /** @param outboxDepth messages that wait for their recipient's confirmation. */
  text(outboxDepth: number): string {
    const counters = [
      ['commits', 'Commits that wrote something.', this.commits],
      ['messages_taken', 'Messages taken in and safe.', this.taken],
      ['messages_sent', 'Messages sent, receipts included.', this.sent],
      ['messages_refused', 'Messages for which a connection was closed.', this.refused],
      ['events', 'Steps run.', this.events],
      ['facts', 'Facts journalled.', this.facts],
    ] as const;
    const lines = counters.flatMap(([name, help, value]) => [
      `# TYPE rehearse_${name} counter`,
      `# HELP rehearse_${name} ${help}`,
      `rehearse_${name}_total ${value}`,
    ]);
    lines.push(
      '# TYPE rehearse_outbox_messages gauge',
      '# HELP rehearse_outbox_messages Messages that wait to be confirmed.',
      `rehearse_outbox_messages ${outboxDepth}`,
      '# EOF',
    );
    return `${lines.join('\n')}\n`;
  }
}
