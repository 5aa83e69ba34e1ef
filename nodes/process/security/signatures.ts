/**
 * Signs what a process says in its own name, and tells whether what it hears is its sender's. The signature is Ed25519 over the message as
 * ECMAScript writes it (`JSON.stringify`) without its member `signature`, members in the order in which they were sent, in UTF-8. Receipts are
 * not signed (`isSigned`): they are believed on the word of the connection.
 */
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Message } from '../../../simulator/core/participant.ts';
import { encodeMessage } from '../../common/envelope.ts';
import { isSigned } from '../../common/message-types.ts';
import { ALL } from '../../common/routing.ts';
import { ProcessFault } from '../fault.ts';
import { readText } from './files.ts';
import type { SigningFiles } from './papers.ts';
import { RegisterFile } from './register-file.ts';
import { keyId, objectionTo } from './register.ts';
import type { KeyRow } from './register.ts';

/** A message of which nothing is known yet, its form included. */
export type Claimed = Readonly<Partial<Record<keyof Message, unknown>>>;

/** What a process does about signatures; `UNSIGNED` does nothing. */
export interface Proof {
  /** The wire form of a message, signed where the message is this process's own. */
  encode(message: Message): string;
  /** The wire form of an own message that has been written already, unsigned. */
  seal(text: string, messageType: string): string;
  /** Why it is not proven that a message is its sender's; undefined where it is. */
  objection(message: Claimed): string | undefined;
  close(): void;
}

export const UNSIGNED: Proof = {
  encode: encodeMessage,
  seal: (text) => text,
  objection: () => undefined,
  close: () => undefined,
};

/**
 * ICE takes what is signed with a key that holds now. What a node is handed may have waited: its key need only have been the sender's, and the
 * message must be meant for the node.
 */
export type Role = 'exchange' | 'node';

const FORM = /^ed25519:([0-9a-f]{16}):([A-Za-z0-9_-]{86})$/;

/** @param files absent: messages are neither signed nor looked at. @throws ProcessFault where one cannot be read. */
export const proofOf = (
  owner: string,
  files: SigningFiles | undefined,
  role: Role,
  onTrouble: (sentence: string) => void,
): Proof => (files === undefined ? UNSIGNED : new Signatures(owner, files, role, onTrouble));

export class Signatures implements Proof {
  private readonly owner: string;
  private readonly role: Role;
  private readonly keyPath: string;
  private readonly register: RegisterFile;
  private readonly publicKeys = new Map<string, KeyObject>();
  private own: OwnKey;

  /** @throws ProcessFault where the key or the register cannot be read. */
  constructor(
    owner: string,
    { key, register }: SigningFiles,
    role: Role,
    onTrouble: (sentence: string) => void,
  ) {
    this.owner = owner;
    this.role = role;
    this.keyPath = key;
    this.own = ownKey(key);
    this.register = new RegisterFile(register, onTrouble);
    this.register.watch(() => this.reload());
  }

  encode(message: Message): string {
    const text = encodeMessage(message);
    return message.sender === this.owner ? this.seal(text, message.messageType) : text;
  }

  seal(text: string, messageType: string): string {
    if (!isSigned(messageType)) return text;
    // One that holds no more may have been replaced a moment ago.
    const row = this.register.key(this.own.id);
    if (row === undefined || objectionTo(row, Date.now()) !== undefined) this.reload();
    const { id, key } = this.own;
    const signature = sign(null, Buffer.from(text), key).toString('base64url');
    return `${text.slice(0, -1)},"signature":"ed25519:${id}:${signature}"}`;
  }

  objection({ signature, ...message }: Claimed): string | undefined {
    if (!isSigned(message.messageType)) return undefined;
    const name = typeof message.messageId === 'string' ? message.messageId : 'a message';
    if (signature === undefined) return `${name} is not signed`;
    const [, id, value] = (typeof signature === 'string' ? FORM.exec(signature) : null) ?? [];
    if (id === undefined || value === undefined)
      return `the signature of ${name} is not written as ed25519:KEY:SIGNATURE`;
    const row = this.register.key(id);
    if (row === undefined || row.holder !== message.sender)
      return `${name} is signed with the key ${id}, which is not known as its sender's`;
    const unfit = this.unfit(message, row);
    if (unfit !== undefined) return `${name} ${unfit}`;
    const text = Buffer.from(JSON.stringify(message));
    return verify(null, text, this.publicKey(row), Buffer.from(value, 'base64url'))
      ? undefined
      : `the signature of ${name} does not hold: it is not what ${row.holder} signed`;
  }

  close(): void {
    this.register.close();
  }

  private reload(): void {
    try {
      this.own = ownKey(this.keyPath, this.own);
    } catch {
      // Being written: the key at hand still signs.
    }
  }

  private unfit({ recipient }: Claimed, row: KeyRow): string | undefined {
    if (this.role === 'node')
      return recipient === this.owner || recipient === ALL
        ? undefined
        : `is not meant for ${this.owner}`;
    const stale = objectionTo(row, Date.now());
    return stale === undefined
      ? undefined
      : `is signed with the key ${row.id} of ${row.holder}, which ${stale}`;
  }

  private publicKey({ id, publicKey }: KeyRow): KeyObject {
    let key = this.publicKeys.get(id);
    if (key === undefined) {
      key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
      this.publicKeys.set(id, key);
    }
    return key;
  }
}

interface OwnKey {
  readonly pem: string;
  readonly id: string;
  readonly key: KeyObject;
}

/** @param before what it was when it was read last. @throws ProcessFault where it is none. */
function ownKey(path: string, before?: OwnKey): OwnKey {
  const pem = readText(path);
  if (pem === before?.pem) return before;
  const key = privateKeyOf(pem, path);
  return { pem, id: keyId(createPublicKey(key)), key };
}

function privateKeyOf(pem: string, path: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below.
  }
  const cause = 'this is no private Ed25519 key in PEM';
  throw new ProcessFault('surroundings', path, cause, 'ask whoever runs ICE for a new one');
}
