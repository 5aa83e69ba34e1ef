/** Sham doors as a child that measures the generator: `sham-main.ts GEO,AZE`. Ends with its standard input. */
import process from 'node:process';
import { ShamDoors } from './sham-doors.ts';

const countries = (process.argv[2] ?? '').split(',');
const { urls } = await ShamDoors.open({ countries, realm: 'test' });
process.stdout.write(`${JSON.stringify(urls)}\n`);
process.stdin.on('end', () => process.exit(0)).resume();
