/** Arithmetic that gives the same bits on every runtime; `Math.log` and `Math.exp` do not (one ulp apart between V8 versions). */

// One double seen as its two 32-bit halves; HIGH holds sign, exponent and the first 20 bits of the fraction.
const double = new Float64Array(1);
const halves = new Int32Array(double.buffer);
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

const FRACTION = 0x000fffff;
const EXPONENT_OF_ONE = 0x3ff00000;

// ln 2 in two parts: the first has 32 zero bits at its end, so that a small integer times it is exact.
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const ONE_OVER_LN2 = 1.442695040888963387;

/**
 * Natural logarithm, less than one ulp from the true value: NaN below 0, -Infinity at 0.
 * Method of fdlibm: x = 2^k (1 + f) with 1 + f between √½ and √2; with s = f / (2 + f),
 * ln(1 + f) = f - s (f - R(s²)), R being a minimax polynomial for 2 s⁻¹ atanh s - 2.
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;

  double[0] = x;
  let high = halves[HIGH] as number;
  let k = 0;
  if (high < 0x00100000) {
    double[0] = x * 18014398509481984; // a subnormal, lifted by 2^54
    high = halves[HIGH] as number;
    k = -54;
  }
  // Adding this to the fraction carries into bit 20 just where it passes √2: then the exponent is rounded up.
  const carry = ((high & FRACTION) + 0x95f64) & 0x00100000;
  halves[HIGH] = (high & FRACTION) | (carry ^ EXPONENT_OF_ONE);
  k += (high >> 20) - 1023 + (carry >> 20);

  const f = double[0] - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const odd =
    z *
    (0.666666666666673513 +
      w * (0.2857142874366239149 + w * (0.1818357216161805012 + w * 0.1479819860511658591)));
  const even =
    w * (0.3999999999940941908 + w * (0.2222219843214978396 + w * 0.1531383769920937332));
  const halfSquare = 0.5 * f * f;
  return k * LN2_HIGH - (halfSquare - (s * (halfSquare + odd + even) + k * LN2_LOW) - f);
}

/**
 * e to the power x, less than one ulp from the true value: Infinity above 709.78, 0 below -745.13.
 * Method of fdlibm: x = k ln 2 + r with |r| ≤ ½ ln 2; e^r = 1 + r + r c / (2 - c), c being r less a
 * minimax polynomial in r² for r (e^r + 1) / (e^r - 1) - 2; then the exponent is raised by k.
 */
export function exp(x: number): number {
  if (x !== x) return NaN;
  if (x > 709.782712893383973096) return Infinity;
  if (x < -745.13321910194110842) return 0;

  const k = Math.floor(x * ONE_OVER_LN2 + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const z = r * r;
  const c =
    r -
    z *
      (1.66666666666666019037e-1 +
        z *
          (-2.77777777770155933842e-3 +
            z *
              (6.61375632143793436117e-5 +
                z * (-1.6533902205465251539e-6 + z * 4.13813679705723846039e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  // 2^k in two factors where one would leave the range of normal numbers.
  if (k > 1023) return y * 2 * powerOfTwo(k - 1);
  return k < -1021 ? y * powerOfTwo(k + 1000) * 9.3326361850321887899e-302 : y * powerOfTwo(k);
}

/** 2^k for k from -1022 to 1023, exactly. */
function powerOfTwo(k: number): number {
  halves[HIGH] = (k + 1023) << 20;
  halves[1 - HIGH] = 0;
  return double[0] as number;
}

/** The nearest integer; a half goes up (2.5 to 3, -2.5 to -2). */
export function roundHalfUp(x: number): number {
  const below = Math.floor(x);
  return x - below >= 0.5 ? below + 1 : below;
}

/** The remainder with the divisor's sign: -1 modulo 7 is 6. */
export function modulo(x: number, divisor: number): number {
  return x - Math.floor(x / divisor) * divisor;
}
