/** Stands in for `k6/execution`: the running iteration, and how a script ends the run. */

export class Aborted extends Error {
  override readonly name = 'Aborted';
}

const run = { onAbort: (_: Aborted): void => undefined };

/** Settles when the script has ended the run. */
export const aborted = new Promise<Aborted>((resolve) => (run.onAbort = resolve));

/** Of the iteration that is being begun: a script reads it before it waits for anything. */
export const current = { startTime: 0, iterationInTest: 0, name: '' };

const exec = {
  scenario: current,
  test: {
    /** k6 interrupts the script; here it is told by an exception as well. */
    abort(reason = ''): never {
      const error = new Aborted(`test aborted: ${reason}`);
      run.onAbort(error);
      throw error;
    },
  },
};

export default exec;
