/** Secrets that the command line is told by the file that holds them, so that they stand in no list of processes. */
import { readSecrets } from '../../nodes/process/credentials.ts';
import { EXIT, Failure } from './failure.ts';

/** @throws Failure where the file has no such secret; ProcessFault where it is no file of secrets. */
export function secretIn(file: string, name: string, advice: string): string {
  const secrets = readSecrets(file);
  if (!secrets.ok) throw secrets.error;
  const secret = secrets.value[name];
  if (secret !== undefined) return secret;
  throw new Failure(EXIT.usage, `${file}: there is no secret of \`${name}\` here`, advice);
}
