/** The story of the selected movement: asked for again when something about it is journalled, or another instant is shown. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import type { MovementStory } from '../../reports/views/movement.ts';
import type { Entry } from '../../simulator/core/cell.ts';
import { api, ApiError, sentenceOf } from '../source/api.ts';
import type { Player } from './player.svelte.ts';

/** Not more often than this, ms: at high speed something is journalled all the time. */
const EVERY_MS = 700;

export class StoryReader {
  story = $state.raw<MovementStory | null>(null);
  /** Why there is none, as a sentence; null while it is fetched. */
  problem = $state.raw<Bilingual | null>(null);
  private readonly player: Player;
  private readonly key: string;
  private readonly leave: () => void;
  private stale = true;
  private asking = false;
  private askedAt = -Infinity;
  private generation = -1;

  constructor(player: Player, key: string) {
    this.player = player;
    this.key = key;
    this.leave = player.watch((entry) => {
      this.stale ||= this.isAbout(entry);
    });
  }

  close(): void {
    this.leave();
  }

  /** To be called with every beat. */
  refresh(wall: number): void {
    const { generation } = this.player;
    if (generation !== this.generation) this.stale = true;
    if (!this.stale || this.asking || wall - this.askedAt < EVERY_MS) return;
    this.stale = false;
    this.askedAt = wall;
    this.generation = generation;
    void this.ask();
  }

  private isAbout(entry: Entry): boolean {
    const { movement, messages } = this.story ?? {};
    const names = [this.key, movement?.id, movement?.mrn, movement?.truck];
    if (
      [entry['mrn'], entry['lrn'], entry['truck']].some(
        (name) => name !== undefined && names.includes(name as string),
      )
    )
      return true;
    const message = entry.by ?? entry['id'];
    return typeof message === 'string' && messages?.some(({ id }) => id === message) === true;
  }

  private async ask(): Promise<void> {
    this.asking = true;
    const { player, key } = this;
    try {
      this.story = await api.movement(key, player.mode === 'past' ? player.now() : undefined);
      this.problem = null;
    } catch (error) {
      if (error instanceof ApiError && error.code === 'notFound') this.story = null;
      this.problem = sentenceOf(error);
    } finally {
      this.asking = false;
    }
  }
}
