/** `--http` of `rehearse load`: the page of the load while it goes on, and after it until Ctrl-C where somebody sits at a terminal. */
import type { Profile } from '../../load/profiles/profile.ts';
import type { Listening } from '../server/listening.ts';
import { LoadBoard } from '../server/load-board.ts';
import { startLoadServer } from '../server/load-server.ts';
import type { Arguments } from './arguments.ts';
import { Failure } from './failure.ts';
import type { Loading } from './loading.ts';
import { openPage } from './replay.ts';
import { untilInterrupted } from './serving.ts';

export const PAGE_OPTIONS = { http: 'text', bind: 'text', open: 'flag' } as const;

export class LoadPage {
  readonly board: LoadBoard;
  private readonly server: Listening;

  private constructor(board: LoadBoard, server: Listening) {
    this.board = board;
    this.server = server;
  }

  /** Undefined where no page was asked for. @throws the network's error where the port is taken. */
  static async open(
    options: Arguments,
    profile: Profile,
    { target, through }: Pick<Loading, 'target' | 'through'>,
  ): Promise<LoadPage | undefined> {
    const port = options.whole('http', 0, 65_535);
    if (port === undefined) return undefined;
    const bind = options.text('bind');
    const board = new LoadBoard(profile, target, through);
    const at = { port, ...(bind === undefined ? {} : { bind }) };
    const server = await startLoadServer({ board, ...at });
    say(`the load is shown at ${server.url}`);
    if (options.flag('open') !== false) openPage(server.url);
    return new LoadPage(board, server);
  }

  /** The load could not go on: the page says why, and nothing more comes. */
  async fail(error: unknown): Promise<void> {
    this.board.onFailure(Failure.of(error).text);
    await this.server.close();
  }

  /** The load is over: the page stays until Ctrl-C, if somebody can press it. */
  async end(isInterrupted: boolean): Promise<void> {
    if (process.stderr.isTTY && !isInterrupted) {
      say('the load is over; its page stays until Ctrl-C');
      await untilInterrupted().over;
    }
    await this.server.close();
  }
}

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
