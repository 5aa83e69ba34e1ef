/** How wide a text is, about, without a page to measure it on: widths of a wide sans, so that what fits here fits anywhere. */

/** In thousandths of the font size. */
const NARROW = 360;
const WIDE = 900;
const CAPITAL = 690;
const OTHER = 610;

const widthOf = (character: string): number => {
  if (/[fijlrtI .,:;()'’|-]/.test(character)) return NARROW;
  if (/[mwMWШЩЖФЮшщжфюы@%]/.test(character)) return WIDE;
  return /[A-ZА-ЯЁ]/.test(character) ? CAPITAL : OTHER;
};

/** In px. */
export function textWidth(text: string, fontSize: number): number {
  let sum = 0;
  for (const character of text) sum += widthOf(character);
  return (sum * fontSize) / 1_000;
}

/** Words in lines that are not wider than `width`, where no single word is. */
export function wrapText(text: string, fontSize: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)!} ${word}`;
    if (lines.length > 0 && textWidth(longer, fontSize) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
