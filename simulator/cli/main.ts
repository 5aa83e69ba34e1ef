/** Entry of the command line: finds the verb, and turns whatever goes wrong into one sentence and an exit code. */
import { Failure, EXIT } from './failure.ts';
import { usage, usageOf, VERBS } from './verbs.ts';

await main(process.argv.slice(2));

async function main([verb, ...args]: string[]): Promise<void> {
  // A reader that leaves early (`| head`) is no failure of ours.
  process.stdout.on('error', () => process.exit(EXIT.well));
  try {
    if (verb === undefined || verb === 'help' || verb === '--help' || verb === '-h') {
      process.stdout.write(`${usage()}\n`);
      return;
    }
    if (verb === '--version') {
      const { SOFTWARE } = await import('../hosts/rehearsal.ts');
      process.stdout.write(`${SOFTWARE}\n`);
      return;
    }
    const found = VERBS[verb];
    if (found === undefined)
      throw new Failure(EXIT.usage, `there is no verb \`${verb}\``, 'see `rehearse help`');
    if (args.includes('--help') || args.includes('-h')) {
      process.stdout.write(`${usageOf(found)}\n`);
      return;
    }
    const load = await found.load();
    process.exitCode = await load(args);
  } catch (error) {
    const failure = Failure.of(error);
    process.stderr.write(`rehearse: ${failure.text}\n`);
    process.exitCode = failure.exit;
  }
}
