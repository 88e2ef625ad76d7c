/** What a test knows to be there. @throws when it is not: then the test itself is wrong. */
export function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('what the test rests on is not there')
  return value
}
