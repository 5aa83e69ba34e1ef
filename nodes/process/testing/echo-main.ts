/** A child for tests of the supervisor: does what its lines say. */
import process from 'node:process';
import { LineSplitter } from '../lines.ts';

process.stdout.write(`ready ${process.argv.slice(2).join(' ')}\n`);
const splitter = new LineSplitter();
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk: string) => {
  for (const line of splitter.split(chunk)) {
    const [word, rest] = line.split(' ');
    if (word === 'exit') process.exit(Number(rest));
    else if (word === 'throw') throw new Error('thrown on purpose');
    else process.stdout.write(`echo ${line}\n`);
  }
});
process.stdin.on('end', () => process.exit(0));
