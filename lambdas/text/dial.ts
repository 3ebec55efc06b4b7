/**
 * The address that dials a number on a phone (RFC 3966): 'tel:+441632960123;ext=4'.
 *
 * @param telephone as `telephoneOf` writes it.
 */
export function dialOf(telephone: string): string {
  const [number = '', extension] = telephone.split(' ext. ');
  const digits = number.replace(/\D/g, '');
  const abroad = number.startsWith('+') ? digits : `44${digits.replace(/^0/, '')}`;
  return `tel:+${abroad}${extension === undefined ? '' : `;ext=${extension}`}`;
}
