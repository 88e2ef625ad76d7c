/**
 * Damm's check digit. Promises that any one wrong digit and any swap of two neighbours gives another digit.
 * Source: H. M. Damm, Total anti-symmetrische Quasigruppen (thesis, Marburg 2004), order 10; docs/protocol.md P5.1.
 */
const TABLE: readonly string[] = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

/** The check digit of ASCII digits; `'0'` for digits that end with their own check digit. */
export function dammDigit(digits: string): string {
  let interim = '0'
  for (const digit of digits) interim = TABLE[Number(interim)]?.charAt(Number(digit)) ?? ''
  return interim
}
