/** Names in Latin letters, as customs papers carry them: the national systems of Georgia and Russia, and bare letters for the Turkic alphabets. */

/** Georgian by the national system of 2002. */
const GEORGIAN: Readonly<Record<string, string>> = Object.fromEntries(
  'ა a,ბ b,გ g,დ d,ე e,ვ v,ზ z,თ t,ი i,კ k,ლ l,მ m,ნ n,ო o,პ p,ჟ zh,რ r,ს s,ტ t,უ u,ფ p,ქ k,ღ gh,ყ q,შ sh,ჩ ch,ც ts,ძ dz,წ ts,ჭ ch,ხ kh,ჯ j,ჰ h'
    .split(',')
    .map((pair) => pair.split(' ') as [string, string]),
);

/** Russian as in passports. */
const CYRILLIC: Readonly<Record<string, string>> = Object.fromEntries(
  'а a,б b,в v,г g,д d,е e,ё e,ж zh,з z,и i,й i,к k,л l,м m,н n,о o,п p,р r,с s,т t,у u,ф f,х kh,ц ts,ч ch,ш sh,щ shch,ъ ie,ы y,ь ,э e,ю iu,я ia'
    .split(',')
    .map((pair) => pair.split(' ') as [string, string]),
);

/** Letters of Azerbaijani, Turkish and Uzbek that plain ASCII does not have, without their marks. */
const TURKIC: Readonly<Record<string, string>> = {
  ə: 'a',
  ç: 'c',
  ğ: 'g',
  ı: 'i',
  ö: 'o',
  ş: 's',
  ü: 'u',
  â: 'a',
  î: 'i',
  ʻ: "'",
  '‘': "'",
  '’': "'",
  '`': "'",
};

/** The text in ASCII; a letter that stands alone as a capital keeps its case, Georgian names begin with one. */
export function latin(text: string): string {
  let plain = '';
  for (const letter of text) plain += known.get(letter) ?? learn(letter);
  return plain.replace(
    /(^|[\s-])([a-z])/g,
    (_, before: string, first: string) => before + first.toUpperCase(),
  );
}

/** Letters met so far: names are many, letters are few. */
const known = new Map<string, string>();

function learn(letter: string): string {
  const plain = asAscii(letter);
  known.set(letter, plain);
  return plain;
}

function asAscii(letter: string): string {
  const code = letter.charCodeAt(0);
  if (code < 128 && letter !== '`') return letter;
  const small = letter.toLowerCase();
  const plain = GEORGIAN[small] ?? CYRILLIC[small] ?? TURKIC[small] ?? TURKIC[letter] ?? '';
  return small === letter || plain === '' ? plain : plain.charAt(0).toUpperCase() + plain.slice(1);
}
