import { InvalidRequest } from './refusals.ts';

/** DynamoDB's numbers: up to 38 digits, exactly, from 1E-130 to 9.99...E+125. */
interface Decimal {
  /** All digits as a whole number, with its sign. */
  readonly digits: bigint;
  /** How many of them stand behind the point; negative for zeros that are left out. */
  readonly scale: number;
}

const PLAIN = /^-?(0|[1-9]\d{0,14})$/;
const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/**
 * A number as DynamoDB gives it back: no leading or trailing zeros, no exponent.
 *
 * @throws InvalidRequest for a text that is no number, or one of more than 38 digits
 */
export function normalNumber(text: string): string {
  if (PLAIN.test(text)) return text === '-0' ? '0' : text;
  return written(read(text));
}

/** Negative, zero or positive, as one number is below, equal to or above another. */
export function compareNumbers(one: string, other: string): number {
  if (PLAIN.test(one) && PLAIN.test(other)) return Number(one) - Number(other);
  const difference = minus(read(one), read(other)).digits;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function addNumbers(one: string, other: string): string {
  if (PLAIN.test(one) && PLAIN.test(other)) return String(Number(one) + Number(other));
  const [a, b] = [read(one), read(other)];
  return written(minus(a, { ...b, digits: -b.digits }));
}

export function subtractNumbers(one: string, other: string): string {
  if (PLAIN.test(one) && PLAIN.test(other)) return String(Number(one) - Number(other));
  return written(minus(read(one), read(other)));
}

function read(text: string): Decimal {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = NUMBER.exec(text.trim()) ?? [];
  if (whole + fraction === '') {
    throw new InvalidRequest(`The parameter cannot be converted to a numeric value: ${text}`);
  }
  const digits = BigInt(whole + fraction);
  return { digits: sign === '-' ? -digits : digits, scale: fraction.length - Number(exponent) };
}

function minus(one: Decimal, other: Decimal): Decimal {
  const scale = Math.max(one.scale, other.scale);
  const at = ({ digits, scale: own }: Decimal): bigint => digits * 10n ** BigInt(scale - own);
  return { digits: at(one) - at(other), scale };
}

const INEXACT = 'Attempting to store more than 38 significant digits in a Number';

function written({ digits, scale }: Decimal): string {
  if (digits === 0n) return '0';
  const sign = digits < 0n ? '-' : '';
  const all = String(digits < 0n ? -digits : digits);
  const significant = all.replace(/0+$/, '');
  if (significant.length > 38) throw new InvalidRequest(INEXACT);
  const point = all.length - scale; // digits before the point
  if (point > 126)
    throw new InvalidRequest(
      'Number overflow. Attempting to store a number with magnitude larger than supported range',
    );
  if (point < -129)
    throw new InvalidRequest(
      'Number underflow. Attempting to store a number with magnitude smaller than supported range',
    );
  if (significant.length <= point) return sign + significant.padEnd(point, '0');
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${significant}`;
  return `${sign}${significant.slice(0, point)}.${significant.slice(point)}`;
}
