/** The register as a process has it: read from its file, and again whenever that has changed. Writes nothing. */
import { readFileSync, statSync } from 'node:fs';
import { LIMITS } from '../../common/limits.ts';
import { asFault, ProcessFault } from '../fault.ts';
import { parseRegister } from './register.ts';
import type { CertificateRow, KeyRow, Register } from './register.ts';

export class RegisterFile {
  private readonly path: string;
  private readonly onTrouble: (sentence: string) => void;
  private stamp = '';
  private spoilt: ProcessFault | undefined;
  private complaint = '';
  private certificates: ReadonlyMap<string, CertificateRow> = new Map();
  private keys: ReadonlyMap<string, KeyRow> = new Map();
  private readonly watchers: (() => void)[] = [];
  private readonly timer: ReturnType<typeof setInterval>;

  /** @throws ProcessFault where there is no such file, or it is none. */
  constructor(path: string, onTrouble: (sentence: string) => void) {
    this.path = path;
    this.onTrouble = onTrouble;
    const fault = this.read();
    if (fault !== undefined) throw fault;
    this.timer = setInterval(() => this.tick(), LIMITS.registerLookMs);
    this.timer.unref();
  }

  /** The certificate of this fingerprint; one that is not known may have been issued a moment ago. */
  certificate(fingerprint: string): CertificateRow | undefined {
    return this.certificates.get(fingerprint) ?? this.freshly().certificates.get(fingerprint);
  }

  /** The signing key of this id; one that is not known may have been entered a moment ago. */
  key(id: string): KeyRow | undefined {
    return this.keys.get(id) ?? this.freshly().keys.get(id);
  }

  /** As it is now, not as it was when somebody looked last. */
  refresh(): void {
    this.freshly();
  }

  /** Called some times a second, after the file has been looked at: what held may hold no more. */
  watch(onTick: () => void): void {
    this.watchers.push(onTick);
  }

  close(): void {
    clearInterval(this.timer);
  }

  private tick(): void {
    this.freshly();
    for (const onTick of this.watchers) onTick();
  }

  /** What cannot be read now leaves the register as it was, and is said once. */
  private freshly(): this {
    const complaint = this.read()?.text ?? '';
    if (complaint !== '' && complaint !== this.complaint)
      this.onTrouble(`${complaint}; until then the register stays as it was`);
    this.complaint = complaint;
    return this;
  }

  private read(): ProcessFault | undefined {
    try {
      const { mtimeMs, size, ino } = statSync(this.path);
      const stamp = `${mtimeMs} ${size} ${ino}`;
      if (stamp === this.stamp) return this.spoilt;
      const register = parseRegister(readFileSync(this.path, 'utf8'));
      this.stamp = stamp;
      this.spoilt = register === undefined ? noRegister(this.path) : undefined;
      if (register !== undefined) this.take(register);
      return this.spoilt;
    } catch (error) {
      const fault = asFault(error, this.path);
      if (fault === undefined) throw error;
      return fault;
    }
  }

  private take({ certificates, keys }: Register): void {
    this.certificates = new Map(certificates.map((row) => [row.fingerprint, row]));
    this.keys = new Map(keys.map((row) => [row.id, row]));
  }
}

const noRegister = (path: string): ProcessFault => {
  const cause = 'this is no register of certificates and keys';
  return new ProcessFault('surroundings', path, cause, 'copy it from ICE again');
};
