/** k6 has no TextDecoder: text of the bytes that MQTT hands over. */

const REPLACEMENT = 0xfffd;
/** `String.fromCharCode` takes no more arguments at once in every runtime. */
const PIECE = 4_096;

/** The text of UTF-8 bytes; U+FFFD for what is none. */
export function textOfBytes(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer);
  const units: number[] = [];
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const { point, length } = pointAt(bytes, at);
    at += length;
    if (point > 0xffff)
      units.push(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff));
    else units.push(point);
    if (units.length >= PIECE) text += String.fromCharCode(...units.splice(0));
  }
  return text + String.fromCharCode(...units);
}

function pointAt(bytes: Uint8Array, at: number): { point: number; length: number } {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return { point: first, length: 1 };
  const more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
  let point = first & (0x3f >> more);
  if (first < 0xc2 || first > 0xf4) return { point: REPLACEMENT, length: 1 };
  for (let i = 1; i <= more; i++) {
    const byte = bytes[at + i];
    if (byte === undefined || (byte & 0xc0) !== 0x80) return { point: REPLACEMENT, length: i };
    point = (point << 6) | (byte & 0x3f);
  }
  const isValid =
    point >= LEAST[more]! && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
  return { point: isValid ? point : REPLACEMENT, length: more + 1 };
}

/** By how many bytes follow: the least code point that needs so many. */
const LEAST = [0, 0x80, 0x800, 0x10000];
