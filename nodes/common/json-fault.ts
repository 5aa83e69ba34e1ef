/** Where a text stops being JSON, and whether JSON is nested too deep: what a refusal has to name. Makes no values; that is `JSON.parse`'s work. */

const BLANK = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Offset of the first character that cannot stand where it stands; the text's length where more was to come, or where it is JSON. */
export function faultOffset(text: string): number {
  return new Reader(text).read();
}

class Reader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  read(): number {
    /** What is open: the closing character of each object and array, the outermost first. */
    const open: string[] = [];
    for (;;) {
      if (!this.value(open)) return this.at;
      // After a value: close what ends here, then a comma if something is still open.
      for (;;) {
        this.skip(BLANK);
        const closing = open.at(-1);
        if (closing === undefined) return this.at;
        if (!this.take(closing)) break;
        open.pop();
      }
      if (!this.take(',')) return this.at;
      if (open.at(-1) === '}' && !this.name()) return this.at;
    }
  }

  /** One value, up to where its first inner value is complete; `open` gets what it opened and did not close. */
  private value(open: string[]): boolean {
    for (;;) {
      this.skip(BLANK);
      if (this.take('{')) {
        this.skip(BLANK);
        if (this.take('}')) return true;
        open.push('}');
        if (!this.name()) return false;
      } else if (this.take('[')) {
        this.skip(BLANK);
        if (this.take(']')) return true;
        open.push(']');
      } else return this.string() || this.skip(NUMBER) || this.skip(WORD);
    }
  }

  /** `"name":` */
  private name(): boolean {
    this.skip(BLANK);
    if (!this.string()) return false;
    this.skip(BLANK);
    return this.take(':');
  }

  private string(): boolean {
    if (!this.take('"')) return false;
    while (!this.take('"')) {
      const code = this.text.charCodeAt(this.at);
      if (Number.isNaN(code) || code < 32) return false;
      if (code !== 92) this.at++;
      else if (!this.skip(ESCAPE)) return false;
    }
    return true;
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const length = pattern.exec(this.text)?.[0].length ?? 0;
    this.at += length;
    return length > 0;
  }
}

const QUOTE = 34;
const BACKSLASH = 92;

/** Offset of the bracket at which JSON is nested deeper than `most`; -1 where it never is. Linear, and cheap against parsing. */
export function tooDeepOffset(json: string, most: number): number {
  if (hasAtMost(json, '{', most >> 1) && hasAtMost(json, '[', most >> 1)) return -1;
  let depth = 0;
  for (let i = 0; i < json.length; i++) {
    switch (json.charCodeAt(i)) {
      case QUOTE:
        i = endOfString(json, i);
        break;
      case 91: // [
      case 123: // {
        if (++depth > most) return i;
        break;
      case 93: // ]
      case 125: // }
        depth--;
        break;
      default:
    }
  }
  return -1;
}

/** Most messages have too few brackets to be nested deep, and a search for one character is a hundred times as fast as a loop. */
function hasAtMost(text: string, character: string, most: number): boolean {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) {
    if (++count > most) return false;
  }
  return true;
}

/** Offset of the quote that ends the string which begins at `start`. */
function endOfString(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (end > 0) {
    let slashes = 0;
    while (json.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end;
    end = json.indexOf('"', end + 1);
  }
  return json.length;
}

/** Line and column, both from 1, of an offset. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const newline = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: offset - newline };
}
