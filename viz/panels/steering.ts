/** Playing, pausing and speed: the run's own clock in the present (for the trainer), the page's in the past. */
import type { Desk } from '../state/desk.svelte.ts';
import type { Player } from '../state/player.svelte.ts';

/** Simulated seconds per second. */
export const SPEEDS = [1, 10, 60, 300, 600, 1_800, 3_600, 14_400, 36_000];

/** Whether this page may change how time runs now. */
export const maySteer = (player: Player, desk: Desk): boolean =>
  player.mode === 'past' || (desk.isTrainer && player.run.clock.state !== 'ended');

export function togglePlaying(player: Player, desk: Desk): void {
  if (!maySteer(player, desk)) return;
  if (player.mode === 'live') {
    void desk.steer({ type: player.running ? 'pause' : 'resume' });
    player.expect({ state: player.running ? 'paused' : 'running' });
  } else if (!player.playing && player.now() >= player.end)
    void player.playFrom(player.run.span.start);
  else player.playing = !player.playing;
}

/** @param by steps: 1 faster, -1 slower. */
export function changeSpeed(player: Player, desk: Desk, by: 1 | -1): void {
  if (!maySteer(player, desk)) return;
  const speed = nextSpeed(player.speed, by);
  if (player.mode === 'live') {
    void desk.steer({ type: 'setSpeed', speed });
    player.expect({ speed });
  } else player.pastSpeed = speed;
}

export function nextSpeed(speed: number, by: 1 | -1): number {
  const next = by === 1 ? SPEEDS.find((one) => one > speed) : SPEEDS.findLast((one) => one < speed);
  return next ?? speed;
}
